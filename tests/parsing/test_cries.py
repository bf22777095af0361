"""The shortest calls: who has no time to tell anything is heard, and what only sounds like a call is not."""

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.cries import find_cry
from parsing.leaves import LEAVES, LEXICON
from parsing.normalise import normalise
from parsing.parse_report import parse_report
from parsing.silence import is_silence

LINES = tomllib.loads((LEXICON / "cries.toml").read_text(encoding="utf8"))["cry"]


@pytest.mark.parametrize("where", ["", "5幢", "菜场门口", "下陈村", "楼上"])
@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("爆炸了", "fire.active_fire"),
        ("煤气罐炸了 快跑", "fire.active_fire"),
        ("着火了", "fire.active_fire"),
        ("煤气漏了", "utility.gas_leak"),
        ("房子塌了", "housing.dangerous_building"),
        ("房子塌了 压到人了", "housing.dangerous_building"),
        ("有人杀人了", "security.fight"),
        ("抢劫了快报警", "security.fight"),
        ("有人触电了", "utility.power_hazard"),
        ("撞死人了", "traffic.accident"),
        ("老人不见了", "care.missing_person"),
        ("有人要跳楼", "care.suicide_risk"),
        ("救命啊", "care.medical_help"),
        ("快救人!", "care.medical_help"),
        ("死人了", "care.medical_help"),
        ("我爸没呼吸了", "care.medical_help"),
        ("宝宝抽筋了", "care.medical_help"),
        ("机器夹到手了", "care.medical_help"),
        ("孩子从三楼掉下来了", "care.medical_help"),
        ("全家都头晕", "care.medical_help"),
        ("有人被砍了", "security.fight"),
        ("煤气阀关不上了", "utility.gas_leak"),
        ("水到腰了", "disaster.severe_weather"),
        ("发大水了", "disaster.severe_weather"),
        ("山塌了", "disaster.landslide"),
    ],
)
def test_a_life_at_risk_is_an_emergency_in_however_few_signs(where, words, category):
    report = parse_report(where + words)
    assert (report.kind, report.category, report.urgency) == ("incident", category, "emergency")
    assert not is_silence(where + words)


@pytest.mark.parametrize("where", ["", " in building 3", " outside"])
@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("fire", "fire.active_fire"),
        ("there is a fire", "fire.active_fire"),
        ("big explosion", "fire.active_fire"),
        ("gas leak", "utility.gas_leak"),
        ("someone fainted", "care.medical_help"),
        ("two men are fighting", "security.fight"),
        ("a man with a knife", "security.fight"),
        ("the house collapsed", "housing.dangerous_building"),
        ("car accident", "traffic.accident"),
    ],
)
def test_a_call_in_english_is_one_too(where, words, category):
    report = parse_report(words + where)
    assert (report.kind, report.category, report.urgency) == ("incident", category, "emergency")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("my husband hits me every night", "dispute.domestic_violence"),
        ("i smell gas in the kitchen of 3-2-501", "utility.gas_leak"),
        ("my little brother is missing since lunch", "care.missing_person"),
        ("a kid fell into the river behind the school", "disaster.drowning"),
        ("we are stuck in the lift and nobody answers", "housing.elevator_trapped"),
        ("she wants to jump from the roof of block 4", "care.suicide_risk"),
        ("an old lady was hit by a scooter at the crossing", "traffic.accident"),
    ],
)
def test_danger_is_known_in_english(text, category):
    report = parse_report(text)
    assert (report.category, report.urgency) == (category, "emergency")


@pytest.mark.parametrize(
    "text",
    [
        *("that movie was fire", "this song is fire", "fire sale at the mall", "you are on fire today", "smoke break?"),
        *(
            "help yourself to some cake",
            "i'm drowning in homework",
            "my phone fell in the water lol",
            "that joke killed me",
        ),
        *("fire drill tomorrow at 3", "heart attack from laughing", "missing my family so much", "no smoking please"),
    ],
)
def test_idioms_in_english_open_nothing(text):
    assert parse_report(text).kind not in {"incident", "multi"}


@pytest.mark.parametrize(
    ("text", "category", "urgency"),
    [
        ("围墙倒了", "housing.dangerous_building", "urgent"),
        ("4幢高压线断了", "utility.power_hazard", "urgent"),
        ("村口狗咬人了", "security.animal_attack", "urgent"),
        ("枫树畈何家巷5号漏水", "housing.leakage", "normal"),
        ("隔壁吵起来了", "dispute.neighbor", "normal"),
        ("6幢进小偷了", "security.theft", "urgent"),
    ],
)
def test_a_trouble_that_is_called_out_is_as_urgent_as_its_leaf(text, category, urgency):
    report = parse_report(text)
    assert (report.kind, report.category, report.urgency) == ("incident", category, urgency)


@pytest.mark.parametrize(
    "text", ["快来人", "来人啊", "3幢快来人啊", "菜场门口快来个人", "help!", "please help me", "help please building 5"]
)
def test_who_only_calls_for_people_is_asked_what_it_is(text):
    report = parse_report(text)
    assert (report.kind, report.category, report.expected_action) == ("incident", None, "ask_for_detail")


@pytest.mark.parametrize(
    "text",
    [
        *("烦死人了", "笑死人了", "急死人了", "人气爆炸了", "手机没电了,要死了", "救命 太好笑了", "救命啊哈哈哈"),
        *("昨天电影里爆炸了", "这个月工资爆炸了", "群炸了", "房价塌了", "今天作业多得想死", "累得不行了"),
        *(
            "中毒了吗",
            "漏水了",
            "在吵架",
            "来人了",
            "家里来人了",
            "已经报警了",
            "跳楼价",
            "我爸没有打我",
            "大家不要报警",
            "你吃错药了吧",
            "脚抽筋了",
            "票被抢了",
            "游戏里被打了",
            "被打脸了",
            "救救我的论文",
            "衣服掉楼下了",
            "想撞墙",
        ),
    ],
)
def test_what_only_sounds_like_a_call_opens_nothing(text):
    assert parse_report(text).kind not in {"incident", "multi"}


@pytest.mark.parametrize("text", ["漏水", "中毒了", "吵起来了", "进贼了"])
def test_a_word_of_everyday_talk_is_a_call_only_where_it_says_where(text):
    plain = normalise(text)
    assert find_cry(plain, text) is None
    assert find_cry("2幢" + plain, "2幢" + text) is not None


def test_the_place_and_the_words_of_a_call_are_shown():
    report = parse_report("3幢2单元爆炸了 快来人")
    assert (report.location.building, report.location.unit) == ("3", "2")
    assert report.evidence["category"] == (5, 8)


@pytest.mark.parametrize(
    "text", ["快" * 22 + "乙爆炸", "又有人" * 7 + "乙救命", "help me " * 7 + "zz fire", "了" * 24 + "乙"]
)
def test_words_that_could_be_read_in_many_ways_are_read_in_one(text):
    assert find_cry(text, text) is None  # a pattern that tries them all would not come back


@pytest.mark.parametrize("line", LINES, ids=[f"{at}-{line['leaf']}" for at, line in enumerate(LINES)])
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_a_line_matches_holds_one_of_the_signs_that_open_it(line, data):
    assert line["leaf"] in LEAVES
    words = data.draw(st.from_regex(re.compile(line["words"]), fullmatch=True))
    assert set(words) & set(line["signs"])
