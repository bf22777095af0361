"""Landmarks by their words: which span is one, and where none is meant."""

import pytest

from parsing.normalise import normalise
from parsing.place import find_place


def landmark(text):
    return find_place(normalise(text), text).location.landmark


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("9幢北边围墙塌了一段", "北边围墙"),
        ("26幢旁边的变压器冒火花", "旁边"),
        ("3幢后面那块绿地被人种了菜", "后面那块绿地"),
        ("银杏小区10栋西侧下水道堵了", "西侧"),
        ("二楼平台堆满垃圾", "平台"),
        ("文昌路15号楼上有人搬走了", "楼上"),
    ],
)
def test_a_side_right_behind_a_door_is_a_landmark(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("染料厂没给我们发钱", "染料厂"),
        ("永康路那家修车铺半夜敲铁皮", "修车铺"),
        ("听说五里桥下面住了个流浪汉", "五里桥下面"),
        ("石灰站的灯一直闪", "石灰站"),
        ("售票厅里蜷着两个孩子", "售票厅"),
        ("昨天半夜两点红星超市门口有人吵架", "红星超市门口"),
        ("礼拜三活动室关门吗", "活动室"),
        ("老李家门口的井盖破了", "老李家门口"),
    ],
)
def test_a_landmark_begins_with_its_name(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("桥头剃头店吵起来了", "桥头剃头店"),
        ("东门花坛边的水管爆了", "东门花坛边"),
        ("南山脚那排房子背后有泥水下来", "南山脚那排房子背后"),
        ("中学对面那块空地在烧垃圾", "中学对面那块空地"),
        ("水塔那面坡往下滑", "水塔那面坡"),
        ("老街那户三天没开门", "老街那户"),
        ("楼下那家烧烤油烟太大", "楼下那家烧烤"),
        ("我们店楼下过道堵了", "我们店楼下过道"),
        ("隔壁那家裁缝店冒烟", "隔壁那家裁缝店"),
        ("小区西边长廊的瓦掉了", "小区西边长廊"),
        ("阳光花园南门对面的面馆着火了", "南门对面的面馆"),
        ("公园石凳上躺着一个人", "公园石凳上"),
        ("有人站在大桥护栏外面", "大桥护栏外面"),
    ],
)
def test_a_landmark_runs_to_its_last_side_and_keeps_what_it_lies_at(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("小区东门到菜场那段路全是坑", "小区东门到菜场那段路"),
        ("去云岩寺那段路有石头滚下来", "去云岩寺那段路"),
        ("祠堂到水库那段路灯不亮", "祠堂到水库那段"),
    ],
)
def test_a_stretch_of_road_is_a_landmark(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("4幢楼道里堆满纸箱", "楼道"),
        ("鞋子丢在花坛上", "花坛"),
        ("田里有人烧草", "田里"),
        ("院子里搭了个棚", "院子里"),
        ("田埂上留着一把伞", "田埂上"),
        ("门卫那里有钥匙", "门卫"),
    ],
)
def test_inside_and_on_top_belong_only_to_what_is_no_place_alone(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    "text",
    [
        "6幢302门口贴了封条",
        "厨房灯管闪",
        "快递放在我家门口了",
        "医院说没事就让回来了",
        "学校叫我们去开会",
        "把他送医院了",
        "我走楼梯上来的",
        "这话我说不出口",
        "楼上楼下都听得见",
        "9幢501放炮仗 整栋楼都听见",
        "各社区加强车库和工地巡查",
        "阿婆门口挂着一把锁",
        "昨天掉河里了",
    ],
)
def test_no_spot_is_meant(text):
    assert landmark(text) is None


def test_the_place_where_it_is_comes_before_the_one_where_somebody_went():
    assert landmark("她回菜场 钱包落在河滩") == "河滩"
    assert landmark("几个人到物业大厅讲理去了") is not None


def test_furniture_that_is_broken_leaves_the_spot_where_it_stands():
    assert landmark("东门垃圾桶翻了") == "东门"
    assert landmark("湖边公园秋千断了") == "湖边公园"
