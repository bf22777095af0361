"""Estates and villages that are told by their names alone, and their house numbers; each sentence is invented."""

import pytest

from parsing.normalise import normalise
from parsing.place import find_place


def where(text, *, told=True):
    location = find_place(normalise(text), text, told=told).location
    return {part: value for part, value in location.as_json().items() if value is not None}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("锦庭8幢电梯坏了", {"compound": "锦庭", "building": "8"}),
        ("紫荆庄3号楼没电", {"compound": "紫荆庄", "building": "3"}),
        ("玉兰坊9幢有人要跳", {"compound": "玉兰坊", "building": "9"}),
        ("江南一号5幢关着两个人", {"compound": "江南一号", "building": "5"}),
        ("骑着车从澜岸6幢出来", {"compound": "澜岸", "building": "6"}),
        ("香樟园东门保安打人", {"compound": "香樟园", "landmark": "东门"}),
        ("和园业主都在吵停水", {"compound": "和园"}),
        ("悦澜轩物业不管垃圾", {"compound": "悦澜轩"}),
        ("这周六上午云溪郡六十来个人要去拉横幅", {"compound": "云溪郡"}),
        ("老人摔倒了,望江郦庭", {"compound": "望江郦庭"}),
        ("麻烦来一下 金域蓝湾 老人摔了", {"compound": "金域蓝湾"}),
        ("泉塘三区电瓶车被偷了", {"compound": "泉塘三区"}),
        ("骆家塘二区8幢水管爆了", {"compound": "骆家塘二区", "building": "8"}),
        ("丹溪新村三区12幢没灯", {"compound": "丹溪新村三区", "building": "12"}),
        ("是柳塘一村不是二村", {"compound": "柳塘一村"}),
    ],
)
def test_an_estate_is_known_by_what_stands_behind_its_bare_name(text, place):
    assert where(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "法庭8幢漏水",
        "汇总3幢情况",
        "我们都3幢的",
        "邻居3幢漏水",
        "全家业主证办了吗",
        "新业主电梯卡怎么办",
        "各家庭业主会议",
        "动物园东门堵了",
        "水果城物业不管",
        "商铺业主闹事",
        "图书城南门有人打架",
        "停车三区有车被刮",
        "病房三区漏水",
        "第三区停水",
        "二七区停水",
        "钱款已汇。",
        "长郡中学门口堵了",
        "他进了政府里面",
        "市区停电",
        "老人在家庭,没人管",
        "幼儿园3幢着火",
    ],
)
def test_a_noun_that_ends_like_an_estate_is_none(text):
    assert "compound" not in where(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("叶宅12号水管爆了", {"compound": "叶宅", "number": "12号"}),
        ("洪塘岗8号没人应", {"compound": "洪塘岗", "number": "8号"}),
        ("石门里38号没人在家", {"compound": "石门里", "number": "38号"}),
        ("溪口村3组12号老人摔了", {"compound": "溪口村", "number": "12号"}),
        ("洪塘岗那户三天没开门", {"compound": "洪塘岗"}),
        ("我在上陈,水没过膝盖", {"compound": "上陈"}),
        ("下徐这边停电了", {"compound": "下徐"}),
        ("岭下朱那边着火了", {"compound": "岭下朱"}),
        ("下方村路灯全灭", {"compound": "下方村"}),
        ("下吴村路断了", {"compound": "下吴村"}),
        ("酒坊巷23弄6号漏水", {"road": "酒坊巷", "number": "23弄6号"}),
    ],
)
def test_a_village_is_known_by_its_bare_name_and_its_house_number(text, place):
    assert where(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "上周3号停电到现在",
        "前任3号来过",
        "下月3号停水",
        "村里25号开会",
        "码头3号泊位有人落水",
        "洪塘岗3号微网格无事",
        "在东方停车",
        "人在前方,车坏了",
        "去上周那边看看",
        "门岗12号没人",
        "住宅12号要拆",
        "饭店12号开张",
    ],
)
def test_weeks_dates_and_other_nouns_are_no_village(text):
    assert not {"compound", "number"} & where(text).keys()


@pytest.mark.parametrize(
    "text", ["村里25号开会", "国庆3号停电", "首府3号有人闹", "苑里3号停水", "下徐村46号屋顶漏雨了一半"]
)
def test_a_message_is_read_as_no_postal_address(text):
    assert "building" not in where(text, told=False)
    assert where(text, told=False).get("number") != "46"


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("学成路口红绿灯坏了", "学成路口"),
        ("中山路口撞车了", "中山路口"),
        ("前山头有人烧荒", "前山头"),
        ("赤山顶上冒烟", "赤山顶上"),
        ("后溪塘有小孩在游泳", "后溪塘"),
        ("东关大桥有人落水", "东关大桥"),
        ("李家祠堂漏雨", "李家祠堂"),
        ("河盘桥下游泳的人不见了", "河盘桥下"),
        ("半夜五金城着火", "五金城"),
        ("地库负二层坡道底下全是水", "地库负二层坡道底下"),
        ("电表房旁边有烟", "电表房旁边"),
        ("从楼梯溜走了", None),
        ("楼梯上有血", "楼梯"),
        ("两家谈妥了 超市出一万二", None),
        ("超市出了人命", "超市"),
        ("楼道长讲报过两回", None),
        ("罗店镇的人都晓得", None),
        ("我这边门栋长都通知好了", None),
    ],
)
def test_spots_of_hills_ponds_crossings_and_owners(text, spot):
    assert where(text).get("landmark") == spot


def test_who_blasts_through_a_street_names_none():
    assert where("澄岸大道夜里炸街 吵死人") == {"road": "澄岸大道"}
