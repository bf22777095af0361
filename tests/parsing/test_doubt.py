"""Words that may mean danger: what is asked about, what the answer says, and what a yes makes of them."""

import pytest

from parsing.doubt import ASK_IF_DANGER, insisted, says_whether
from parsing.parse_report import parse_report
from parsing.silence import is_silence


@pytest.mark.parametrize("text", ["看台塌了 好多学生", "小孩抱着电线杆", "今天胸口有点闷"])
def test_what_may_be_a_cry_is_asked_about_and_no_silence(text):
    report = parse_report(text)
    assert (report.kind, report.expected_action) == ("chatter", ASK_IF_DANGER)
    assert not is_silence(text)


@pytest.mark.parametrize(
    "text",
    ["电影里看台塌了 好多学生", "去年看台塌了 好多学生", "早上好", "哈哈哈哈", "今天的菜真新鲜", "晚上一起跳舞吗"],
)
def test_what_is_not_here_and_now_is_not_asked_about(text):
    assert parse_report(text).expected_action != ASK_IF_DANGER


@pytest.mark.parametrize(
    ("text", "is_danger"),
    [
        ("是", True),
        ("是的！", True),
        ("有 快来", True),
        ("Yes", True),
        ("yes help", True),
        ("没有", False),
        ("不是啊", False),
        ("没事没事", None),
        ("没事", False),
        ("no", False),
        ("是不是要下雨了", None),
        ("有没有人看到我的猫", None),
        ("3幢", None),
    ],
)
def test_an_answer_says_yes_or_no_or_neither(text, is_danger):
    assert says_whether(text) is is_danger


def test_a_yes_makes_an_emergency_of_the_words_with_place_and_people():
    report = insisted("3幢后面货架倒了 小哥被压底下", role="resident", chat_tier="micro_grid")
    assert (report.kind, report.urgency, report.expected_action) == ("incident", "emergency", "create_emergency")
    assert report.location.building == "3"
