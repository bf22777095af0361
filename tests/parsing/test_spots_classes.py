"""Spots by classes of words: paths and platforms, rooms of a house, sides; and what is said of them. Each sentence is invented."""

import pytest

from parsing.normalise import normalise
from parsing.place import find_place


def landmark(text):
    return find_place(normalise(text), text).location.landmark


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("江边绿道的石板全松了", "江边绿道"),
        ("滨湖步道有人遛大狗不牵绳", "滨湖步道"),
        ("亲水平台栏杆断了两根", "亲水平台"),
        ("人行天桥下面睡着个人", "人行天桥下面"),
        ("自行车棚里头有烟", "自行车棚"),
        ("单元口停满了电瓶车", "单元口"),
        ("溪坑边有小孩在玩水", "溪坑边"),
        ("进村路塌了半边", "进村路"),
        ("西北角有人圈地种菜", "西北角"),
        ("隔壁推拿馆半夜还放歌", "隔壁推拿馆"),
        ("收废品站堆了一屋子煤气瓶", "收废品站"),
        ("青石桥下游那个水潭有人游泳", "青石桥下游那个水潭"),
        ("白鹤桥栏杆外侧坐着个人", "白鹤桥栏杆外侧"),
        ("塔吊下面还站着人", "塔吊下面"),
        ("化粪池旁边的地陷了", "化粪池旁边"),
        ("大榕树下面电线垂下来了", "大榕树下面"),
        ("水漫到面包店了", "面包店"),
        ("丁家桥头有人落水", "丁家桥头"),
        ("二号门保安室没人", "二号门保安室"),
        ("文昌阁脚下有人摆地摊", "文昌阁脚下"),
        ("学校后门的小卖部卖过期辣条", "学校后门的小卖部"),
        ("隔壁单元楼下的树枯了半边", "隔壁单元楼下"),
        ("加油站往东一百米路面裂了", "加油站往东一百米"),
        ("上午去老粮站转了一圈 没动工", "老粮站"),
        ("上午去早餐店买包子", None),
    ],
)
def test_paths_platforms_and_shelters_are_spots(text, spot):
    assert landmark(text) == spot


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("红绿灯那里两辆车撞了", "红绿灯那里"),
        ("菜场大门两边摆满了摊", "菜场大门两边"),
        ("信箱上方一捆线垂下来", "信箱上方"),
        ("车棚最里间放着煤气瓶", "车棚最里间"),
        ("地下车库B区一片黑", "地下车库B区"),
        ("竹园路北口堵死了", "北口"),
        ("东门出来那一排 油烟大", "东门出来那一排"),
        ("菜场口那家卖卤味的又占道", "菜场口那家卖卤味的"),
        ("8幢南侧围墙外那户养鸡", "南侧围墙外那户"),
        ("沿街药店上面的招牌要掉", "沿街药店上面"),
        ("沿江绿道的木板烂了", "沿江绿道"),
        ("拆迁那片天天扬灰", "拆迁那片"),
        ("青山花苑靠河那一排都没水", "靠河那一排"),
        ("5号楼下配电柜门开着", "楼下"),
        ("我们弄堂口积水", "弄堂口"),
        ("我们这个门洞没水", "我们这个门洞"),
        ("墙那边住的是个老人", None),
        ("是隔壁那栋 在吵", None),
    ],
)
def test_sides_and_what_is_pointed_at_belong_to_a_spot(text, spot):
    assert landmark(text) == spot
