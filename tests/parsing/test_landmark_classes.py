"""Landmarks by classes that many labels agree on: sides, walls, words before a name, what is told of elsewhere; each sentence is invented."""

import pytest

from parsing.normalise import normalise
from parsing.place import find_place


def place(text):
    return find_place(normalise(text), text).location


def landmark(text):
    return place(text).landmark


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("菜场左侧堆满了泡沫箱", "菜场左侧"),
        ("祠堂周围全是落叶", "祠堂周围"),
        ("滑梯背面写满了字", "滑梯背面"),
        ("地铁站B口有人摔倒", "地铁站B口"),
        ("粮油市场2号门有人卖假药", "粮油市场2号门"),
        ("土路口倒了一车砖", "土路口"),
        ("8幢对过的绿桶满了", "对过"),
        ("9幢屋檐下挂着马蜂窝", "屋檐下"),
        ("屋檐下来回飞的是燕子", None),
        ("学校周边居民不同意", "学校"),
        ("8幢右边那部停了", None),
        ("公交站牌下面堆着垃圾", "公交站牌下面"),
    ],
)
def test_a_side_belongs_to_its_spot(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("8幢过道墙上那个红箱子是空的", "过道"),
        ("泵房墙上写满了字", "泵房"),
        ("祠堂那边围墙往外鼓了", "祠堂那边围墙"),
        ("老屋后墙鼓出来了", "老屋"),
        ("学校后围墙那棵树倒了", "学校后围墙"),
        ("长街66号外墙瓷砖掉下来了", None),
        ("1幢门口台阶破了一块", "门口"),
        ("1幢门口台阶边上有只猫", "门口台阶边上"),
        ("车子顶着我家大门", "大门"),
        ("对面开工以后我家墙角裂了", None),
        ("南边墙角堆着瓷砖", "南边墙角"),
    ],
)
def test_a_wall_is_a_spot_only_where_it_stands_round_one(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("傍晚河堤边有人放炮", "河堤边"),
        ("群里都在传自来水厂停了", "自来水厂"),
        ("传达室门口堆满了快递", "传达室门口"),
        ("大坝脚下有人玩水", "大坝脚下"),
        ("龙潭塘跟酱油一样", "龙潭塘"),
        ("外面河跟路分不清", None),
        ("昨天桥下有人打架", "桥下"),
        ("过街天桥下有人打架", "过街天桥下"),
        ("提醒学校门口有人发传单", "学校门口"),
        ("暑假托管班烧饭油烟大", "托管班"),
        ("目前清溪桥下还有积水", "清溪桥下"),
        ("前岭垄水库边有人烧荒", "前岭垄水库边"),
        ("后山垄水库边有人烧荒", "后山垄水库边"),
        ("村西头李家祠堂漏雨", "村西头李家祠堂"),
        ("对面新楼盘工地晚上不停", "对面新楼盘工地"),
        ("桥头客栈油烟直排", "桥头客栈"),
        ("菜场对面新开的店天天放歌", "菜场对面新开的店"),
        ("菜场对面新开的店铺天天放歌", "菜场对面新开的店铺"),
        ("长街这排店门口全是油", "这排店门口"),
        ("文溪河上游有人排污", "文溪河上游"),
    ],
)
def test_a_name_begins_behind_time_and_report_and_runs_over_a_spot_within_it(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("安全通道堆满了纸箱", "安全通道"),
        ("8幢转角平台放着旧床", "转角平台"),
        ("银行柜台有个老人在转账", "银行柜台"),
        ("银行自助机那间小屋有人睡", "银行自助机那间小屋"),
        ("写字楼一楼油烟大", "写字楼"),
        ("街角有人卖花", "街角"),
        ("写字楼下面停满了车", "写字楼下面"),
        ("春晖公寓楼下停满了车", "楼下"),
        ("3# lobby is 积水了", "lobby"),
        ("中间隔离带倒了一截", "中间隔离带"),
        ("换电柜冒烟了", "换电柜"),
        ("3幢院子里有人种菜", "院子里"),
        ("消防门坏了", None),
        ("那台门被撬开了", None),
        ("下村台门漏雨", "下村台门"),
        ("沥青无法摊铺", None),
    ],
)
def test_what_a_house_an_estate_and_a_village_have_is_a_spot(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    "text",
    [
        "长街33号底下做拖鞋 上面住着十几个人",
        "长街26号楼上住人楼下磨铁",
        "阿婆平时老在楼下晒太阳的 2幢",
        "万一电梯里停电 按哪个键",
        "要是水涨到堤上我们往哪儿跑",
        "昨晚我妈踩沟里了",
        "供电所师傅到了 说半小时好",
        "有人冒充银行打电话",
        "我想开个小卖部要办什么证",
    ],
)
def test_what_is_told_of_elsewhere_is_no_spot(text):
    assert landmark(text) is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("楼下烧烤摊油烟熏得楼上住户睡不着", "楼下烧烤摊"),
        ("楼下做饭的油烟熏得楼上睡不着", "楼下"),
        ("阿婆平时在家 今天在楼下摔了", "楼下"),
        ("南门广告牌要掉 万一砸到人怎么办", "南门"),
        ("要是广场上能添几张凳就好了", "广场"),
        ("车子滑到路中间了", "路中间"),
        ("供电所门口堵死了", "供电所门口"),
        ("隔壁开了个小卖部 东西摆到路上", "小卖部"),
    ],
)
def test_the_spots_beside_those_are_where_it_is(text, spot):
    assert landmark(text) == spot


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
