import pytest

from parsing.normalise import normalise
from parsing.place import describe, find_place
from parsing.report import Location


def where(text):
    return {
        part: value for part, value in find_place(normalise(text), text).location.as_json().items() if value is not None
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("6幢1单元的灯坏了", {"building": "6", "unit": "1"}),
        ("十二栋三单元五楼有人吵", {"building": "12", "unit": "3", "floor": "5"}),
        ("7#2-601漏水", {"building": "7", "unit": "2", "room": "601"}),
        ("8-2-1103 一直在装修", {"building": "8", "unit": "2", "room": "1103"}),
        ("15号楼电梯坏了", {"building": "15"}),
        ("block 4 unit 2 has no water", {"building": "4", "unit": "2"}),
        ("负一楼积水了", {"floor": "-1"}),
        ("不是5幢是15幢", {"building": "15"}),
        ("人民东路88号旁边冒水", {"road": "人民东路", "number": "88号", "landmark": "旁边"}),
    ],
)
def test_numbered_places_are_read(text, place):
    found = where(text)
    assert {part: found.get(part) for part in place if part != "landmark"} == {
        part: value for part, value in place.items() if part != "landmark"
    }


@pytest.mark.parametrize(
    "text",
    [
        "三天没人来",
        "花了500块",
        "2024年修的",
        "打了119",
        "等了30分钟",
        "三栋楼都黑了",
        "走路去公园",
        "这条路上",
        "线路检修",
    ],
)
def test_other_numbers_and_roads_are_no_address(text):
    found = where(text)
    assert not found.keys() & {"building", "unit", "floor", "room", "number", "road"}


@pytest.mark.parametrize(
    ("text", "landmark"),
    [
        ("菜场门口有人摆摊", "菜场门口"),
        ("小区西门的杆子断了", "小区西门"),
        ("河对面的厂子冒烟", "河对面的厂子"),
        ("老石桥底下有个洞", "老石桥底下"),
        ("整个小区都没电", "整个小区"),
    ],
)
def test_landmarks_are_quoted_as_written(text, landmark):
    assert where(text).get("landmark") == landmark


@pytest.mark.parametrize(
    ("text", "compound"),
    [("翠苑花园3幢着火", "翠苑花园"), ("上徐村的路塌了", "上徐村"), ("我们村的路", None), ("在小区里遛狗", None)],
)
def test_compounds_need_a_name_of_their_own(text, compound):
    assert where(text).get("compound") == compound


def test_a_written_out_address_is_cut_into_parts():
    text = "浙江省金华市婺城区丹溪路318号香樟公寓6幢2单元1203室"
    location = find_place(normalise(text), text, told=False).location
    assert (location.road, location.number, location.compound) == ("丹溪路", "318号", "香樟公寓")
    assert (location.building, location.unit, location.room) == ("6", "2", "1203")


@pytest.mark.parametrize(
    ("text", "road", "compound"),
    [
        ("宁波鄞州云锦广场3幢1502室", None, "云锦广场"),
        ("衢州市柯城区荷岭街道荷岭新村12幢301室", None, "荷岭新村"),
        ("嘉兴市南湖区市前路88号", "市前路", None),
        ("海盐县白塔路15号附近晨光超市", "白塔路", "晨光超市"),
        ("杭州市余杭区6号大街210号", "6号大街", None),
        ("龙游县小南海镇320国道旁", "320国道", None),
        ("桐乡市青石路东巷12号", "青石路", None),
        ("温州溪桥路31号锦鸿科技4楼", "溪桥路", "锦鸿科技"),
        ("安吉县云水城二期b12-603", None, "云水城"),
    ],
)
def test_an_address_gives_the_road_and_the_compound_without_city_or_side_road(text, road, compound):
    location = find_place(normalise(text), text, told=False).location
    assert (location.road, location.compound) == (road, compound)


def test_a_building_with_a_letter_keeps_it():
    text = "绍兴柯桥锦程中心b6-1074"
    location = find_place(normalise(text), text, told=False).location
    assert (location.building, location.room) == ("B6", "1074")


def test_evidence_points_at_the_words():
    text = "麻烦看下 11幢4单元"
    place = find_place(normalise(text), text)
    start, end = place.evidence["building"]
    assert text[start:end] == "11幢"


def test_a_place_is_described_in_one_line():
    location = Location(building="3", unit="2", floor="4")
    assert describe(location) == "3幢2单元 4楼"
    assert describe(location, "en") == "Bldg 3 Unit 2 floor 4"
    assert describe(Location()) == ""


def test_a_kilometre_stake_and_a_distance_are_landmarks():
    assert where("省道K12+300那里路面塌了个大坑")["landmark"] == "K12+300"
    assert where("村委会东边200米的地方 井盖没了")["landmark"] == "村委会东边200米的地方"
    assert where("村委会东边的路灯不亮")["landmark"] == "村委会东边"


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("三楼过道堆了床垫", "3"),
        ("文昌路66号二楼冒烟", "2"),
        ("地下二层积水", "-2"),
        ("b2层有味道", "-2"),
        ("住在五层的老人摔了", "5"),
        ("杯底一层灰", None),
        ("油漆刷了一层又一层", None),
        ("不知道是哪一层扔的", None),
        ("天天爬十八层", None),
        ("背他下六楼", None),
        ("两层的小楼要塌", None),
        ("七楼八楼都来了", None),
        ("停在五六楼中间", None),
        ("轿厢卡在三楼和四楼之间", None),
        ("二楼到六楼都没水", None),
        ("老人都抬到三楼去了", None),
        ("把电瓶扛到四楼家里充", "4"),
        ("负三层有积水", "-3"),
        ("地下一层停电", "-1"),
    ],
)
def test_a_floor_is_where_something_is_and_no_layer_or_count(text, floor):
    assert where(text).get("floor") == floor


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("5幢车棚的树断了", {"building": "5", "landmark": "车棚"}),
        ("丰收路12号楼上漏水", {"road": "丰收路", "number": "12号", "landmark": "楼上"}),
        ("同一栋的人都没水", {}),
        ("写成4单元了 是5单元", {"unit": "5"}),
        ("湖滨公寓907没电", {"compound": "湖滨公寓", "room": "907"}),
        ("318国道有落石", {"road": "318国道"}),
        ("九幢四零二天天装修", {"building": "9", "room": "402"}),
        ("12幢501和502对骂", {"building": "12", "room": "501;502"}),
        ("荷花苑9幢没电", {"compound": "荷花苑", "building": "9"}),
        ("长青路尽头有人倒垃圾", {"road": "长青路", "landmark": "尽头"}),
    ],
)
def test_doors_are_told_from_counts_house_numbers_and_slips(text, place):
    assert where(text) == place


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("光明路和建设路都没电", "光明路;建设路"),
        ("天目山路积水", "天目山路"),
        ("石匠弄8号没水", "石匠弄"),
        ("一堆瓦片倒在石匠弄", "石匠弄"),
        ("老街41号漏雨", "老街"),
        ("在文昌路 不是丰收路", "文昌路"),
        ("送外卖骑车经过丰收路", "丰收路"),
        ("老街那户没人", None),
        ("城隍弄的公厕没水", "城隍弄"),
        ("百工弄积水了", "百工弄"),
        ("酒坊巷和西市街交叉口", "酒坊巷;西市街"),
        ("小孩弄丢了", None),
        ("电线弄断了 没电", None),
        ("麻烦重新弄", None),
        ("车从沟里弄上来了", None),
        ("店门口路塌了", None),
        ("三轮车一路漏", None),
        ("村口水泥路断了", None),
        ("该路段要翻修", None),
        ("低洼路段要看紧", None),
        ("背街小巷要扫", None),
        ("天黑路滑", None),
        ("洒水车路线改一下", None),
        ("下班路上捡到钥匙", None),
        ("他们自己搬砖垫路", None),
        ("北环路堵了", "北环路"),
    ],
)
def test_a_road_has_a_name_of_its_own(text, road):
    assert where(text).get("road") == road


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("和顺新村3幢楼顶有人", "和顺新村"),
        ("下午3点和顺新村演练", "和顺新村"),
        ("快递员天天跑到翡翠湾6座", "翡翠湾"),
        ("翡翠湾一期停水", "翡翠湾一期"),
        ("什么时候来电上李村", "上李村"),
        ("有人偷走一筐鸡蛋石门村", "石门村"),
        ("老毛纺厂宿舍车棚着火", "老毛纺厂宿舍"),
        ("坞岭那户老人没人管", "坞岭"),
        ("上胡老粮站要塌", "上胡"),
        ("模拟和顺新村起火", "和顺新村"),
        ("建议小区装个灯", None),
        ("桥头那户老人没人管", None),
        ("大货车半夜穿村", None),
        ("涉及老小区改造", None),
        ("长租公寓退不了钱", None),
        ("今年小区的枇杷甜", None),
    ],
)
def test_a_compound_is_cut_from_what_is_told_before_it(text, compound):
    assert where(text).get("compound") == compound


def place(text):
    return find_place(normalise(text), text).location


def test_doors_are_read_in_the_shapes_people_type():
    told = place("18#-1-1203半夜唱歌")
    assert (told.building, told.unit, told.room) == ("18", "1", "1203")
    told = place("7-2谁家的车又上楼了")
    assert (told.building, told.unit) == ("7", "2")
    assert place("这场球7-2谁赢了").building is None
    assert place("打铁弄、石板巷一带停水").road == "打铁弄;石板巷"
    assert place("明天弄、后天去街上").road is None
    assert place("公家花园被人圈了").compound is None
    told = place("7#楼顶搭棚")
    assert (told.building, told.landmark) == ("7", "楼顶")
    assert place("工人新路没有灯").road == "工人新路"
