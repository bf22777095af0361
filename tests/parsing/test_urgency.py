"""How urgent words are: who bathes is no drowned, what is being built cannot wait, a stone in a sick hand is a weapon."""

import pytest

from parsing.category import Matter
from parsing.urgency import urgency_of


def matter(leaf):
    return Matter(leaf, 0.9, emergency=True, restricted=False, span=None, danger=True)


@pytest.mark.parametrize(
    "words",
    [
        "三个小鬼脱得光溜溜往潭里跳",
        "几个学生卷着裤腿在河边走",
        "水库边好多人游泳",
        "两个娃抱着泡沫板划到塘中央",
        "两个小囡蹲在闸口捞鱼",
    ],
)
def test_who_plays_at_the_water_is_in_danger_but_not_lost(words):
    assert urgency_of("disaster.drowning", words, matter("disaster.drowning")) == "urgent"


@pytest.mark.parametrize("words", ["有个小孩掉进河里了", "三个学生游泳 有一个没上来", "一个人在水里扑腾"])
def test_who_is_in_the_water_against_his_will_is_an_emergency(words):
    assert urgency_of("disaster.drowning", words, matter("disaster.drowning")) == "emergency"


@pytest.mark.parametrize(
    ("words", "urgency"), [("楼顶在搭彩钢棚", "urgent"), ("还在往上抬玻璃", "urgent"), ("去年搭的棚子没拆", "normal")]
)
def test_what_is_being_built_now_is_urgent(words, urgency):
    assert urgency_of("sanitation.illegal_building", words, None) == urgency


@pytest.mark.parametrize(
    ("words", "urgency"),
    [
        ("两辆电瓶车碰了 没人受伤 在那吵", "urgent"),
        ("电瓶车碰了 有人受伤", "emergency"),
        ("电瓶车碰了 腿骨折了", "emergency"),
    ],
)
def test_a_crash_that_hurt_nobody_is_no_emergency(words, urgency):
    assert urgency_of("traffic.accident", words, matter("traffic.accident")) == urgency


def test_a_stone_in_a_sick_hand_is_a_weapon():
    assert urgency_of("care.mental_crisis", "举着砖头见谁追谁", None) == "emergency"


def test_many_who_fall_ill_together_are_an_emergency():
    assert urgency_of("work_market.food_safety", "车间十一个人中饭后上吐下泻", None) == "emergency"
    assert urgency_of("work_market.food_safety", "我一个人吃了拉肚子", None) != "emergency"
