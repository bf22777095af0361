"""Landmarks: which stretch is one, where it ends, and what is only named in passing; each sentence is invented."""

import pytest

from parsing.normalise import normalise
from parsing.place import find_place


def landmark(text):
    return find_place(normalise(text), text).location.landmark


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("老祠堂后面那口塘有人游泳", "老祠堂后面那口塘"),
        ("桥头那段河面全是泡沫", "桥头那段河面"),
        ("学校门口那只变电箱边上冒火花", "学校门口那只变电箱边上"),
        ("3幢后面那块草坪被翻了", "后面那块草坪"),
        ("6号楼边上那个点没人管", "边上那个点"),
        ("长街靠铁门那一段没灯", "靠铁门那一段"),
        ("长街低的那头全是水", "低的那头"),
        ("菜场扩建那个坑没围", "菜场扩建那个坑"),
        ("幼儿园改造工地没人管", "幼儿园改造工地"),
        ("村口香樟树下躺着个人", "村口香樟树下"),
        ("桥洞旁边铁皮房里住了人", "桥洞旁边铁皮房"),
        ("西面出口上横着一辆车", "西面出口"),
        ("菜场西门外头有人摆摊", "菜场西门外头"),
        ("渡口一带有人游泳", "渡口一带"),
        ("埠头台阶上躺着个人", "埠头台阶"),
        ("打铁弄口有人拉铁丝", "打铁弄口"),
        ("葛家弄口那根电线杆斜了", "葛家弄口"),
        ("三号闸漏水了", "三号闸"),
        ("3号闸口的水发黑", "3号闸口"),
        ("沿街店铺灭火器过期", "沿街店铺"),
        ("配送站门口全是车", "配送站门口"),
    ],
)
def test_what_is_pointed_at_beside_a_spot_and_its_sides_belong_to_it(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("长街17号做袜子的厂不发工资", "做袜子的厂"),
        ("三个月没发钱了 长街那个做拉手的厂", "做拉手的厂"),
        ("后头做鞋底的作坊味道辣眼睛", "后头做鞋底的作坊"),
        ("长街新开的奶茶店放鞭炮", "奶茶店"),
        ("菜场卖鸭的那个摊子死了几只鸭", "菜场卖鸭的那个摊子"),
    ],
)
def test_a_shop_is_called_by_what_it_makes_or_sells_and_is_not_called_new(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    "text",
    [
        "门口一排拖鞋 半夜还有人进出",
        "老太太三天没出来 门口的菜没拿进去",
        "门口鞋子数了二十三双",
        "楼下两户为车位吵起来了",
        "电梯里面有两个人在拍门",
        "电梯里的广告钱去哪了",
        "住了二十个人 就一个楼梯",
        "鞋子多得比鞋店还多",
    ],
)
def test_what_lies_before_a_flat_and_who_lives_next_door_is_only_named_in_passing(text):
    assert landmark(text) is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("门口快递柜又坏了", "门口快递柜"),
        ("门口菜贩收摊不扫地", "门口"),
        ("超市门口一排鞋子没人管", "超市门口"),
        ("楼下商铺五十家门上贴红纸", "楼下商铺"),
        ("电梯里有人乱贴广告", "电梯里"),
        ("3幢1单元门口有人贴广告", "门口"),
    ],
)
def test_the_spots_beside_those_are_meant(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    "text",
    [
        "我的银行卡被盗刷了",
        "两室一厅出租",
        "跑了二十场没拿到钱",
        "白衬衫上一摊酱油",
        "新铺的砖又翘了",
        "砖头铺得平整",
        "瓷砖铺完了",
        "模具返厂修理",
        "这条河不归供电所",
        "老厂片区今天太平",
        "低洼院落都查过了",
        "这杆子属铁塔公司",
        "拉着行李站马路上",
        "想在这边上小学",
        "便池里的水满了",
        "矿在非洲",
    ],
)
def test_what_only_sounds_like_a_spot_is_none(text):
    assert landmark(text) in {None, "马路上"}


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("兄弟俩为老屋吵翻了", "老屋"),
        ("电影院散场一群人蹲着", "电影院"),
        ("雨后绿化带里有个洞", "绿化带"),
        ("有人冲出巷口", "巷口"),
        ("我们的花坛被碎瓷砖埋了", "花坛"),
        ("躲到我这小卖部来了", "小卖部"),
        ("撤了桶以后门口成垃圾堆", "门口"),
        ("欠饭店四万块", "饭店"),
        ("停车坪西南角往下斜", "停车坪西南角"),
        ("教室门口要搭个雨棚", "教室门口"),
    ],
)
def test_a_name_begins_behind_what_is_done_and_whose_it_is(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("学校食堂的事 几十个家长约好去教育局门口拉横幅", "教育局门口"),
        ("当初说好有幼儿园 业主要到售楼部去坐着", "售楼部"),
        ("奶奶在凉亭坐着打瞌睡", "凉亭"),
        ("物业也没个说法 门厅漏水", "门厅"),
    ],
)
def test_a_protest_is_where_the_crowd_goes(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("烧烤摊有人追打 已经跑到3幢后面去了", "后面"),
        ("楼下饭店的烟囱正对我卧室 打铁巷3号楼上", "楼上"),
        ("隔壁工地的架子晃得厉害 长街北段", "北段"),
        ("教学楼五楼窗外坐着个学生", "教学楼"),
        ("从地铁口走到6幢 后头一直有脚步", "地铁口"),
    ],
)
def test_a_side_right_behind_a_door_comes_before_a_spot_without_one_but_not_behind_a_floor(text, spot):
    assert landmark(text) == spot
