"""Names of villages, estates, lanes and rooms that end like no other, and what only looks like one; each sentence is invented."""

import pytest

from parsing.estates import find_compounds
from parsing.normalise import normalise
from parsing.parse_report import parse_report
from parsing.place import find_place


def where(text):
    return {key: value for key, value in find_place(normalise(text), text).location.as_json().items() if value}


@pytest.mark.parametrize(
    ("text", "compound", "number"),
    [
        ("哥哥把门踢坏了 我跟囡囡躲着 石马里9号", "石马里", "9号"),
        ("楼上又在砸墙 下水碓12号", "下水碓", "12号"),
        ("前洪15号老人没开门", "前洪", "15号"),
        ("地基往下走 莲塘里", "莲塘里", None),
        ("云栖台3幢楼道灯不亮", "云栖台", None),
        ("住在天境6-1-302 没热水", "天境", None),
    ],
)
def test_a_name_before_the_number_of_a_house_is_one_whatever_it_ends_with(text, compound, number):
    found = where(text)
    assert (found["compound"], found.get("number")) == (compound, number)


@pytest.mark.parametrize(
    "text",
    [
        "外墙脱落5幢2单元",
        "电梯困人3幢",
        "快来救人11幢",
        "宠物伤人7幢",
        "抄表员3幢没来",
        "王阿姨3幢的",
        "谁去敲敲6-2-301",
        "谁来翻一翻7幢后面",
        "最晚15号",
        "发工资15号",
        "出发15号",
        "快递柜11号格打不开",
        "家里12号停水",
        "隔壁3-2-501在砸墙",
        "我跟娃困11幢电梯里",
        "工人宿舍同处一栋",
        "好莱坞山火",
    ],
)
def test_what_is_told_whom_one_sends_for_and_dates_are_no_names(text):
    assert "compound" not in where(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("杨树畈 村口来了条疯狗", {"compound": "杨树畈", "landmark": "村口"}),
        ("杨树畈小学门口堵车", {"compound": "杨树畈", "landmark": "小学门口"}),
        ("上石塘沿12号进水了", {"compound": "上石塘沿", "number": "12号"}),
        ("今晚梅家坞停电", {"compound": "梅家坞"}),
        ("柳埠头五户人家进水", {"compound": "柳埠头"}),
        ("杨树畈溪边有人洗澡", {"landmark": "杨树畈溪边"}),
        ("杨树畈水库有人钓鱼", {"landmark": "杨树畈水库"}),
        ("青坞小学操场积水", {"landmark": "青坞小学操场"}),
        ("鱼塘沿草都枯了", {"landmark": "鱼塘"}),
    ],
)
def test_a_village_at_the_head_of_a_clause_is_told_by_its_name_alone(text, found):
    assert where(text) == found


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("印刷厂家属院停水", "印刷厂家属院"),
        ("海澜国际业委会选举", "海澜国际"),
        ("海澜国际北广场的秋千断了", "海澜国际"),
        ("质疑澄园物业乱收费", "澄园"),
    ],
)
def test_a_name_may_hold_signs_that_else_end_one(text, compound):
    assert where(text)["compound"] == compound


@pytest.mark.parametrize(
    "text",
    [
        "先放家里",
        "垃圾都掉沟里",
        "装袋子里",
        "上面修别墅的",
        "低洼小区进水",
        "我同事小区被偷了",
        "养鸡场离村多少米",
        "拆迁村最后一户",
        "把快递盒当别墅",
    ],
)
def test_what_something_lies_in_what_is_built_and_what_sort_an_estate_is_are_no_names(text):
    assert "compound" not in where(text)


def test_one_village_found_twice_is_told_once_with_its_number():
    assert next((named.start, named.end) for named in find_compounds("水还没退 柏树湾12号")) == (5, 8)


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("渡口街56号漏水", "渡口街"),
        ("那会渡口街堵得很", "渡口街"),
        ("路灯修好了 走染坊弄亮堂堂", "染坊弄"),
        ("杨树畈郑家巷5号进贼", "郑家巷"),
    ],
)
def test_roads_named_after_a_ferry_and_lanes_named_after_a_family_are_roads(text, road):
    assert where(text)["road"] == road


@pytest.mark.parametrize(
    "text",
    [
        "门口街上有人",
        "清早扫街的阿姨",
        "渣土倒路边",
        "破路机吵死",
        "像瞎子摸路",
        "占了消防路",
        "鱼塘沿路都是草",
        "沿街12号换人了",
    ],
)
def test_what_is_done_to_a_road_is_no_name_of_one(text):
    assert "road" not in where(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("7#二楼走道堆满泡沫箱", {"building": "7", "floor": "2"}),
        ("长街67号203房东不退押金", {"road": "长街", "number": "67号", "room": "203"}),
        ("糖坊新村4-1 五楼那户太吵", {"building": "4", "unit": "1", "floor": "5"}),
        ("长街一下雨就淹 23号到31号店里都进水", {"road": "长街", "number": "23号到31号"}),
    ],
)
def test_doors_are_read_in_all_sorts_of_writing(text, parts):
    found = where(text)
    assert {key: found.get(key) for key in parts} == parts


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("我们小区4-1赢了球", "building"),
        ("长街67号2000块租金", "room"),
        ("长街3月23号到31号店里盘点", "number"),
    ],
)
def test_scores_sums_and_dates_are_no_doors(text, part):
    assert part not in where(text)


@pytest.mark.parametrize(
    "text",
    [
        "宁波市鄞州区首南街道泰康路大转盘东北角",
        "嘉兴市秀洲区新城街道洪兴西路洗车场",
        "绍兴市越城区解放路107号理发店楼上",
    ],
)
def test_a_written_address_is_no_matter_though_it_sounds_like_a_road_or_a_car(text):
    assert parse_report(text).kind == "chatter"
