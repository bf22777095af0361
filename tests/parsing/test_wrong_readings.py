"""Readings that were once wrong, mended as classes: several sentences each, none of which stands in the corpus."""

import pytest

from parsing.parse_report import parse_report


@pytest.mark.parametrize(
    "text",
    [
        "3幢2单元水管爆了，已经淹到一楼",
        "5栋水管爆了，水都漫到二楼走廊了",
        "自来水总管爆裂，水灌进一楼客厅了",
    ],
)
def test_water_from_a_pipe_is_urgent_and_no_emergency(text):
    report = parse_report(text)
    assert (report.kind, report.urgency) == ("incident", "urgent")


@pytest.mark.parametrize(
    "text", ["河水漫进村里 一楼都淹了", "暴雨太大 水已经灌进家里没过膝盖了", "溪水暴涨 水进屋了快来人"]
)
def test_water_from_the_sky_or_the_river_is_an_emergency(text):
    assert parse_report(text).urgency == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "3幢2单元门口井盖丢了，快来人",
        "7栋门口下水道井盖不见了 赶紧来人",
        "小区东门路口窨井盖没了，快来人看看",
        "菜场门口的井盖丢了 差点有人掉下去",
    ],
)
def test_a_lost_cover_is_no_lost_property(text):
    report = parse_report(text)
    assert (report.kind, report.category, report.urgency) == ("incident", "municipal.manhole", "urgent")


@pytest.mark.parametrize(
    "text",
    [
        "3幢2单元门口垃圾堆了三天没人清",
        "6号楼下垃圾桶满出来两天没人收",
        "9幢后面垃圾一个礼拜没人倒 臭死了",
    ],
)
def test_garbage_that_nobody_clears_is_heard_though_it_says_nobody_comes(text):
    report = parse_report(text)
    assert (report.kind, report.category) == ("incident", "sanitation.garbage")


@pytest.mark.parametrize(
    "text",
    [
        "3幢楼下的路灯三天没亮了，晚上老人走路看不见",
        "2单元门口路灯坏了一个礼拜，摸黑走路",
        "12幢到北门那段路灯不亮 老太太都不敢出门",
    ],
)
def test_a_dark_lamp_stays_a_lamp_though_old_people_are_named(text):
    report = parse_report(text)
    assert (report.kind, report.category) == ("incident", "municipal.streetlight")


@pytest.mark.parametrize("text", ["着火了", "起火了快跑", "有人晕倒了", "电梯困人了", "燃气漏了", "有人掉河里了"])
def test_a_short_cry_is_an_emergency(text):
    report = parse_report(text)
    assert (report.kind, report.urgency) == ("incident", "emergency")


@pytest.mark.parametrize("text", ["停水了", "没电了", "路灯坏了", "井盖没了", "电梯坏了", "楼上漏水", "下水道堵了"])
def test_a_short_word_of_what_is_broken_is_an_incident_and_no_follow_up(text):
    assert parse_report(text).kind == "incident"


@pytest.mark.parametrize(
    "text",
    ["2幢老李家儿子又发病了,手里拿把菜刀在楼下骂人", "隔壁那个疯子又犯病了 拿着棍子见人就打 还骂邻居"],
)
def test_what_is_told_beside_a_life_at_risk_belongs_to_it(text):
    report = parse_report(text)
    assert (report.kind, report.urgency) == ("incident", "emergency")


def test_a_greeting_names_no_time():
    assert parse_report("早上好!新的一天加油").time_text is None


@pytest.mark.parametrize("text", ["请问居住证怎么续签", "办老年证要带哪些材料", "社区几点上班"])
def test_who_asks_how_something_is_done_asks_a_question(text):
    assert parse_report(text).kind == "question"


@pytest.mark.parametrize(
    "text", ["天台门锁好了，找王阿姨拿的钥匙", "通楼顶的门换好锁了，钥匙在物业那里", "上天台收被子，钥匙问李叔拿"]
)
def test_a_roof_whose_door_is_spoken_of_is_no_life_at_risk(text):
    report = parse_report(text)
    assert (report.urgency, report.sensitivity) != ("emergency", "S2")
    assert report.category != "care.suicide_risk"


@pytest.mark.parametrize("text", ["有人站在楼顶边上不肯下来", "楼顶护栏外面坐着个小伙子 在哭"])
def test_somebody_on_the_edge_of_a_roof_is(text):
    report = parse_report(text)
    assert (report.kind, report.urgency, report.category) == ("incident", "emergency", "care.suicide_risk")


@pytest.mark.parametrize("text", ["积分怎么换东西", "我的积分能兑换点什么", "志愿者积分去哪里换洗衣粉"])
def test_who_asks_what_points_are_good_for_asks_a_question(text):
    assert parse_report(text).kind == "question"


@pytest.mark.parametrize("text", ["隔壁又在打人，小孩吓得直哭", "昨晚听见楼上哭喊，好像在打人"])
def test_blows_behind_a_neighbours_wall_are_an_emergency_and_closed(text):
    report = parse_report(text)
    assert (report.kind, report.urgency, report.sensitivity) == ("incident", "emergency", "S2")


@pytest.mark.parametrize("text", ["3幢水管爆了", "门口的路灯坏了", "3幢两家邻居吵架", "狗叫得好吵，一晚上没停"])
def test_a_stop_at_the_end_changes_no_reading(text):
    with_stop, without = parse_report(text + "。"), parse_report(text)
    assert (with_stop.kind, with_stop.category) == (without.kind, without.category)
    assert without.kind == "incident"


@pytest.mark.parametrize("text", ["有没有人管啊!!!", "到底有没有人管管", "这里没人管吗"])
def test_a_cry_for_anybody_is_heard_though_it_names_nothing(text):
    assert parse_report(text).kind == "incident"


@pytest.mark.parametrize(
    "text", ["消防到了，火已经扑灭了，人都没事", "东边的火灭了，就剩点灰", "火势控制住了，大家别围着"]
)
def test_a_fire_that_is_out_is_news_of_a_matter_and_no_new_one(text):
    assert parse_report(text).kind == "status_update"


@pytest.mark.parametrize("text", ["对面油漆仓库好像要炸了快跑", "旁边油库要爆炸了，大家快走"])
def test_what_may_blow_up_is_heard_even_as_a_rumour(text):
    assert parse_report(text).kind == "incident"


@pytest.mark.parametrize("text", ["3幢后门的井盖也丢了", "5幢的灯也坏了", "3幢门口井盖也破了", "3幢2单元的灯坏了"])
def test_what_broke_at_another_spot_is_new(text):
    assert parse_report(text).kind == "incident"


@pytest.mark.parametrize("text", ["3幢2单元的灯修好了", "2单元的灯还没修好", "3幢电梯恢复运行", "烧烤摊已劝离"])
def test_plain_news_that_names_a_house_is_no_new_matter(text):
    assert parse_report(text).kind == "status_update"
