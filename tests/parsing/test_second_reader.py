"""A second reader sees no personal word, and what it says lowers nothing, chooses nobody and silences nobody."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.leaves import LEAVES
from parsing.second_reader import (
    KINDS,
    LONGEST,
    MOST_BYTES,
    UNNAMED,
    URGENCIES,
    Gain,
    Suggestion,
    gain_of,
    question,
    read_answer,
    words_to_ask,
)

ASKED = "楼上又来了 天天这样咚咚咚 谁管管"
GOOD = {"kind": "incident", "leaf": "housing.leakage", "urgency": "urgent", "span": "天天这样"}
suggestions = st.builds(
    Suggestion,
    kind=st.sampled_from(KINDS),
    leaf=st.none() | st.sampled_from(sorted(LEAVES)),
    urgency=st.none() | st.sampled_from(URGENCIES),
    span=st.just("天天"),
)


def wire(content):
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@settings(max_examples=150)
@given(suggestions, st.sampled_from(sorted(LEAVES)), st.sampled_from(URGENCIES))
def test_it_fills_a_gap_or_raises_and_nothing_else(suggestion, leaf, urgency):
    gain = gain_of(suggestion, leaf=leaf, urgency=urgency)
    assert gain.urgency is None or URGENCIES.index(gain.urgency) < URGENCIES.index(urgency)
    assert gain.leaf is None or leaf == UNNAMED
    assert gain.leaf is None or LEAVES[gain.leaf].sensitivity != "S2"
    if suggestion.kind not in {"incident", "multi"}:
        assert not gain


def test_it_has_no_word_for_a_recipient_or_a_silence():
    assert {each.name for each in fields(Gain)} == {"leaf", "urgency"}
    assert not gain_of(Suggestion("chatter", None, "low", "天天"), leaf=UNNAMED, urgency="normal")


def test_a_leaf_that_is_worse_raises_the_urgency_with_it():
    found = gain_of(Suggestion("incident", "fire.active_fire", None, "天天"), leaf=UNNAMED, urgency="normal")
    assert found == Gain("fire.active_fire", LEAVES["fire.active_fire"].urgency)


@pytest.mark.parametrize(
    ("words", "secrets"),
    [
        ("楼上又来了 电话13900000001 谁管管", ["139", "0001"]),
        ("楼上又来了 电话１３９ ００００ ０００１ 谁管管", ["139", "0001", "１３９"]),
        ("3幢2单元1602室门口那味道受不了", ["1602"]),
        ("3-2-1602门口那味道受不了", ["1602"]),
        ("3栋二单元三零一那家天花板渗", ["三零一"]),
        ("5幢12室那家天花板渗水", ["12室"]),
        ("那辆浙A12345又堵着门了", ["12345", "A12"]),
        ("那辆浙AD12345又堵着门了", ["12345"]),
        ("110101199001011234这个人天天来闹", ["19900101"]),
        ("王阿姨说墙根那边有点怪", ["王"]),
        ("张建国说墙根那边有点怪", ["张建国"]),
        ("墙根那边有点怪，联系张建国", ["张建国"]),
        ("墙根那边有点怪 @zhangjg t.me/zhangjg zjg@example.org", ["zhangjg", "zjg"]),
        ("墙根那边有点怪 微信zjg19900101", ["zjg1990", "19900101"]),
        ("something odd at the wall, ask Mr Smith or John Brown", ["Smith", "Brown"]),
    ],
)
def test_no_personal_word_is_shown(words, secrets):
    shown = words_to_ask(words)
    assert shown is None or [secret for secret in secrets if secret in shown] == []


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["楼上又来了", "墙根那边有点怪", "那边的东西歪了"]),
    st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
    st.sampled_from(["", "电话", " 找我 ", "，"]),
)
def test_no_digit_of_a_phone_is_shown(words, phone, before):
    shown = words_to_ask(f"{words}{before}{phone}")
    assert shown is None or not any(sign.isdigit() for sign in shown)


@pytest.mark.parametrize(
    "words",
    [
        "昨晚听见隔壁哭喊,好像在打人",
        "她老公又打她了,满脸是血",
        "卡号6222020200112233445被骗了",
        "",
        "  ",
        "怪" * (LONGEST + 1),
    ],
)
def test_restricted_empty_and_long_words_are_not_shown(words):
    assert words_to_ask(words) is None


def test_plain_words_are_shown_as_they_stand():
    assert words_to_ask(ASKED) == ASKED


def test_the_question_is_in_the_closed_schema():
    body = question(ASKED, "house-model")
    schema = body["response_format"]["json_schema"]["schema"]
    assert body["model"] == "house-model"
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]["leaf"]["enum"]) == {*LEAVES, None}
    assert json.loads(body["messages"][1]["content"]) == ASKED


def test_a_good_answer_is_read():
    assert read_answer(wire(json.dumps(GOOD)), ASKED) == Suggestion(**GOOD)


@pytest.mark.parametrize(
    "said",
    [
        {**GOOD, "leaf": "housing.nothing"},
        {**GOOD, "urgency": "apocalyptic"},
        {**GOOD, "kind": "command"},
        {**GOOD, "span": "这几个字没说过"},
        {**GOOD, "span": ""},
        {**GOOD, "span": None},
        {**GOOD, "leaf": ["housing.leakage"]},
        {**GOOD, "urgency": {"to": "emergency"}},
        {**GOOD, "kind": []},
        {**GOOD, "to": "hq"},
        {key: GOOD[key] for key in ("kind", "leaf", "span")},
        [GOOD],
        "着火了",
        None,
    ],
)
def test_what_is_not_in_the_schema_is_nonsense(said):
    assert read_answer(wire(json.dumps(said)), ASKED) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>502</html>",
        b"\xff\xfe\x00",
        b"{}",
        b"[]",
        b'{"choices":[]}',
        b'{"choices":[{"message":{"content":null}}]}',
        b'{"choices":{"0":1}}',
        b"[" * 20_000,
        wire("[" * 20_000),
        wire(json.dumps(GOOD)) + b" " * MOST_BYTES,
    ],
)
def test_nonsense_on_the_wire_is_no_answer(body):
    assert read_answer(body, ASKED) is None


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(body):
    assert read_answer(body, ASKED) is None


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*GOOD, "x"]), inner, max_size=4),
    )
)
def test_no_json_breaks_the_reading(said):
    assert read_answer(wire(json.dumps(said)), ASKED) is None
