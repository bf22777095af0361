"""Who asks whether somebody was found tells of no new loss; a fire that is only feared burns nowhere."""

import pytest

from parsing.danger import find_danger
from parsing.normalise import normalise
from parsing.parse_report import parse_report


@pytest.mark.parametrize(
    "text",
    ["昨天走丢的那个老太太找到了没有呀", "3幢走失的老爷爷有消息了吗", "电梯里关着的人救出来了没有"],
)
def test_who_asks_after_somebody_reports_nobody(text):
    assert parse_report(text).kind in {"question", "status_update"}


@pytest.mark.parametrize("text", ["我妈走丢了 到现在没找到 大家帮忙看看", "有人看到我家小孩吗 五岁 红衣服 找不到了"])
def test_who_has_lost_somebody_is_heard(text):
    assert parse_report(text).urgency == "emergency"


@pytest.mark.parametrize("text", ["楼道堆满东西 万一着火往哪跑", "消防车进不来 真烧起来怎么办", "插座打火花 怕着火"])
def test_a_fire_that_is_only_feared_is_no_fire(text):
    assert find_danger(normalise(text)) is None or find_danger(normalise(text))[0] != "fire.active_fire"


@pytest.mark.parametrize("text", ["3幢着火了", "厨房烧起来了 快来人", "楼上真的着火了 不是演练"])
def test_a_fire_that_burns_is_one(text):
    assert find_danger(normalise(text))[0] == "fire.active_fire"
