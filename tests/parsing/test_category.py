import pytest

from parsing.leaves import LEAVES, TOPS
from parsing.parse_report import parse_report


def test_there_are_thirteen_tops_and_ninety_five_leaves():
    assert len(TOPS) == 13
    assert len(LEAVES) == 95
    assert all(slug == leaf.slug and slug.startswith(leaf.top + ".") for slug, leaf in LEAVES.items())


def test_what_a_leaf_brings_with_it_are_other_leaves():
    brought = {slug: set(leaf.brings) for slug, leaf in LEAVES.items() if leaf.brings}
    assert brought["utility.water_burst"] >= {"utility.water_outage", "municipal.waterlogging"}
    assert all(others <= LEAVES.keys() - {slug} for slug, others in brought.items())


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("3幢楼下有人从窗户牵线给电动车充电", "fire.ebike_charging"),
        ("消防通道被两辆车堵死了", "fire.lane_blocked"),
        ("2幢整栋停水了", "utility.water_outage"),
        ("厨房闻到煤气味", "utility.gas_leak"),
        ("路灯坏了三盏", "municipal.streetlight"),
        ("垃圾桶满了两天没人收", "sanitation.garbage"),
        ("工地凌晨两点还在打桩", "pollution.noise_construction"),
        ("楼上扔下来一个花盆", "housing.falling_object"),
        ("天花板渗水 楼上不肯修", "housing.leakage"),
        ("老板拖欠三个月工资不发", "dispute.wage"),
        ("捡到一串钥匙在小区门口", "service.lost_found"),
        ("dog barking all night in building 3", "sanitation.animal_nuisance"),
    ],
)
def test_the_leaf_is_named(text, leaf):
    assert parse_report(text).category == leaf


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("三个人关在电梯里半小时了", "housing.elevator_trapped"),
        ("有人坐在天台栏杆外面", "care.suicide_risk"),
        ("小孩掉河里了", "disaster.drowning"),
        ("大爷突然晕倒叫不醒", "care.medical_help"),
        ("老公喝醉了又打我", "dispute.domestic_violence"),
        ("5楼着火了 里面有人", "fire.active_fire"),
        ("我儿子走丢了 6岁", "care.missing_person"),
    ],
)
def test_life_at_risk_is_an_emergency(text, leaf):
    report = parse_report(text)
    assert (report.category, report.urgency) == (leaf, "emergency")
    assert report.expected_action.startswith("create_")


def test_children_at_the_water_are_urgent_before_anyone_fell_in():
    assert parse_report("几个小孩在水库边上游泳 没大人看").urgency == "urgent"


def test_restricted_matters_are_closed():
    report = parse_report("我要举报 楼下茶室在赌博 不要说是我说的", chat_tier="dm")
    assert (report.sensitivity, report.expected_action) == ("S2", "create_restricted_anonymous")


def test_the_evidence_of_a_leaf_lies_in_the_text():
    text = "5楼着火了 里面有人"
    start, end = parse_report(text).evidence["category"]
    assert "火" in text[start:end]


def test_a_burst_pipe_beside_an_outage_is_a_burst_pipe():
    report = parse_report("上徐村46号门口水管爆了 三户人家没水")
    assert (report.category, report.urgency) == ("utility.water_burst", "urgent")


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("7幢楼下打桩，没人管", "pollution.noise_construction"),
        ("7幢楼下水发黄，没人管", "utility.water_quality"),
        ("4单元门口流动摊贩，天天这样", "sanitation.street_vending"),
        ("小区里红绿灯不亮，好几天了", "municipal.traffic_facility"),
    ],
)
def test_a_telling_word_names_the_leaf_whatever_stands_around_it(text, leaf):
    assert parse_report(text).category == leaf
