"""Life at risk, told in a handful of words: heard as an emergency whatever leaf it goes under; what only sounds so is none."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.danger import find_danger
from parsing.leaves import LEAVES, LEXICON
from parsing.normalise import normalise
from parsing.parse_report import parse_report

LINES = tomllib.loads((LEXICON / "danger.toml").read_text(encoding="utf8"))["pattern"]

HURT = [
    "孩子发烧40度抽筋了",
    "我妈半边身体动不了了",
    "手指切断了",
    "挖机把人压了",
    "小孩头卡在栏杆里了",
    "小孩掉下水道了",
    "我妈喝了洁厕灵",
    "吃蘑菇中毒了",
    "我们全家一氧化碳中毒",
    "烧炭取暖晕了两个",
    "氯气泄漏",
    "加油站漏油了",
    "房子要倒了里面还有老人",
    "大坝裂了",
    "小孩悬在防盗窗上",
    "我女儿被人抢走了",
    "有人被强奸了",
    "my baby is locked in the car",
    "a girl jumped off the bridge",
    "五楼一个孩子掉下去了",
    "打谷机把人手卷进去了",
    "炮仗把手炸烂了",
    "楼梯口倒了个人",
    "舌头肿得说不了话",
    "菜中毒了 全家都倒了",
    "下去一个没声音了",
    "面包车熄火在铁轨",
    "他把我锁车里 救命",
    "儿子关洗衣机里了",
]
"""What was passed over although anybody who reads it would run."""


@pytest.mark.parametrize("words", HURT)
def test_who_is_hurt_or_about_to_be_is_an_emergency(words):
    report = parse_report(words)
    assert (report.kind, report.urgency) == ("incident", "emergency")


@pytest.mark.parametrize(
    "words",
    [
        "工地3个工人被埋了",
        "脚手架倒了压到工人了",
        "工人从架子上摔下来了",
        "我老公被机器绞住手了",
        "10几个小孩吃了食堂的饭都吐了",
        "全班都在吐",
    ],
)
def test_life_at_risk_is_an_emergency_under_any_leaf(words):
    report = parse_report(words)
    assert (report.kind, report.urgency) == ("incident", "emergency")


@pytest.mark.parametrize(
    "words",
    [
        "笑得嘴都歪了",
        "爷爷不行了让我来下棋",
        "宝宝喝药好乖",
        "学生中暑了吗没有吧",
        "一氧化碳报警器买一个",
        "手机掉下水道了",
        "埋在土里的红薯",
        "被他电到了",
        "师傅从楼上下来拿快递",
        "绑架式营销",
        "3幢2单元井盖不见了，快掉下去人了",
    ],
)
def test_what_only_sounds_like_it_is_no_emergency(words):
    assert parse_report(words).urgency != "emergency"


@pytest.mark.parametrize(
    "words",
    [
        "演练:氯气泄漏,请撤离",
        "刷到视频 扶梯夹住小孩的手了",
        "听说隔壁县有人被绑架了",
        "差点被掉下来的砖砸到头",
        "我在厂里手指头轧掉一节 老板不认工伤 医药费都是自己垫",
    ],
)
def test_a_drill_a_tale_a_fright_or_what_is_past_is_no_danger_now(words):
    assert parse_report(words, sender_role="community_head").urgency != "emergency"


def test_each_pattern_names_a_leaf_that_is_known():
    assert {line["leaf"] for line in LINES} <= LEAVES.keys()


@given(
    st.text(alphabet="孩子老人工被压在埋掉进下水道车里卡住头手机器绞断电到了楼上从摔喝吃错药中毒烫 ,1", max_size=300)
)
@settings(max_examples=200, deadline=None)
def test_a_danger_stands_where_it_says(text):
    plain = normalise(text)
    danger = find_danger(plain)
    if danger is not None:
        start, end = danger.span
        assert 0 <= start < end <= len(plain)
