"""Names of roads, compounds and rooms that hold signs which else end a name; each sentence is invented."""

import pytest

from parsing.normalise import normalise
from parsing.place import find_place


def where(text):
    return {key: value for key, value in find_place(normalise(text), text).location.as_json().items() if value}


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("工人西路9号门前的井盖翘了", "工人西路"),
        ("工友说工人路12号停水", "工人路"),
        ("沿江东路有人摔了", "沿江东路"),
        ("昨天晚上沿河路一片黑", "沿河路"),
        ("在进贤路看见一个坑", "进贤路"),
        ("得胜巷5号漏水", "得胜巷"),
        ("前进路88号没电", "前进路"),
        ("钟楼路垃圾没人收", "钟楼路"),
        ("谭家岭西路堵死了", "谭家岭西路"),
        ("横街东路30号在砸墙", "横街东路"),
        ("站前路两辆车撞了", "站前路"),
        ("创新一路12号冒烟", "创新一路"),
        ("五一路那边没路灯", "五一路"),
        ("桥头路3号的水表坏了", "桥头路"),
        ("后街16号没水", "后街"),
        ("昨晚县前街停电", "县前街"),
        ("张家弄的灯一直不亮", "张家弄"),
        ("演练：9:00枇杷街集合", "枇杷街"),
        ("早上10:00米行街施工", "米行街"),
        ("三轮车一路滴油", None),
        ("泥浆掉一路", None),
        ("桥头路塌了", None),
        ("后街的猫跑了", None),
        ("工人路过的时候看见的", None),
        ("往前进路口就是", None),
        ("进村路塌了半边", None),
        ("他回家路上摔了", None),
        ("青溪村路边堆满瓦片", None),
        ("工人路路口两车相撞", None),
    ],
)
def test_a_road_may_begin_or_end_with_a_sign_that_stands_in_few_names(text, road):
    assert where(text).get("road") == road


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("工人新村4幢没水", "工人新村"),
        ("前进小区门口积水", "前进小区"),
        ("鸿达工业园宿舍楼停电", "鸿达工业园"),
        ("工业园门口堵车", None),
        ("我在翠屏西区 楼下有人吵", "翠屏西区"),
        ("听雨阁3幢电梯停了", "听雨阁"),
        ("清泉里2号楼漏水", "清泉里"),
        ("夜里3幢有人敲门", None),
        ("明月湾业主都没水", "明月湾"),
        ("丰泽城东门的杆子不抬", "丰泽城"),
        ("家具城东门的杆子不抬", None),
        ("这么多小区就我们停电", None),
        ("臭死了 弄堂里", None),
        ("青溪村路边堆满瓦片", "青溪村"),
        ("石岭坞后山滚石头了", "石岭坞"),
    ],
)
def test_a_compound_is_known_by_its_name_and_what_stands_behind_it(text, compound):
    assert where(text).get("compound") == compound


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浦埠头街牌坊那里下水道翻上来了", {"road": "浦埠头街"}),
        ("糖坊巷面馆半夜还在放音乐", {"road": "糖坊巷"}),
        ("奶奶腿肿得走不动路", {}),
        ("这是厂里自管道路 不归我们修", {}),
        ("电力公司明天检修梧桐路的线", {"road": "梧桐路"}),
        ("整个李家畈都停电了", {"compound": "李家畈"}),
        ("楼上那家把露台当私人花园", {}),
        ("我家也一样枫林花园3幢没水", {"compound": "枫林花园", "building": "3"}),
        ("五间头村8号门口积水", {"compound": "五间头村", "number": "8号"}),
        ("@大樟村 那个单子快到时间了", {}),
        ("5幢301天天有人敲墙", {"building": "5", "room": "301"}),
    ],
)
def test_a_name_begins_behind_what_is_told_of_it(text, place):
    assert {part: words for part, words in where(text).items() if part != "landmark"} == place


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("送水的说604的阿婆两天没开门", "604"),
        ("702小两口又砸东西", "702"),
        ("503那对夫妻在楼道里吵", "503"),
        ("去402看过了 老人没事", "402"),
        ("敲了801的门没人应", "801"),
        ("3单元的301漏水", "301"),
        ("我看到身高180的男的跑了", None),
        ("有300老人没饭吃", None),
        ("打110的邻居在哪", None),
        ("这是2019的住户名单", None),
        ("500业主签了字", None),
        ("扣了200家长都急", None),
        ("羽绒被 199两条", None),
        ("到119求助", None),
        ("厨房顶上滴水 604住的是新搬来的", "604"),
        ("我们703天花板湿了一大块", "703"),
        ("上面1805又换了租客", "1805"),
    ],
)
def test_a_room_is_known_by_who_lives_there_or_who_went_there(text, room):
    assert where(text).get("room") == room


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("5号楼下有人烧纸", {"building": "5", "landmark": "楼下"}),
        ("5号楼上往下倒水", {"building": "5", "landmark": "楼上"}),
        ("写错了 往东再过一幢 12幢", {"building": "12"}),
        ("1幢至9幢检修", {}),
        ("1至6幢检修", {}),
        ("not building 3 its building 5", {"building": "5"}),
        ("6-1 三楼的灯不亮", {"building": "6", "unit": "1", "floor": "3"}),
        ("东门洞底下积水", {"landmark": "东门洞底下"}),
        ("有人跟踪女学生 就在仓前弄", {"road": "仓前弄"}),
        ("小广告从一楼一直贴到七楼", {}),
        ("墙上一层摞一层的小广告", {}),
        ("3 幢 2 单元 501没电", {"building": "3", "unit": "2", "room": "501"}),
        ("爬到六楼腿都软了", {}),
        ("装电梯一楼不肯签字", {}),
        ("六楼没电梯 担架抬不下来", {}),
        ("六楼没人应", {"floor": "6"}),
        ("4、5、6三幢没气了", {"building": "4;5;6"}),
        ("台风以后六栋有棵树歪了", {"building": "6"}),
        ("后五栋今天没水", {}),
    ],
)
def test_doors_are_told_from_what_is_counted_from_them(text, place):
    assert where(text) == place
