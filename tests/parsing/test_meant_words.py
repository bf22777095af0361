"""Of a correction only what it is is read, never what it is not."""

from datetime import UTC, datetime

import pytest

from parsing.meant_words import meant_words
from parsing.parse_correction import parse_correction


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("不是漏水，是停水", "停水"),
        ("不是漏水是停水", "停水"),
        ("是3栋2单元，不是漏水是停水", "3栋2单元，停水"),
        ("停水，不是漏水", "停水"),
        ("不是2单元，是1单元", "1单元"),
        ("其实是停电", "停电"),
        ("应该是路灯坏了", "路灯坏了"),
        ("路灯不亮", "路灯不亮"),
        ("不是漏水", "不是漏水"),
        ("building 3, unit 2; no water, not a leak", "building 3, unit 2; no water"),
        ("not a leak but no water", "no water"),
        ("not a leak, it is no water", "no water"),
    ],
)
def test_what_is_denied_is_not_read(said, meant):
    assert meant_words(said) == meant


@pytest.mark.parametrize(
    ("said", "leaf", "place"),
    [
        ("是3栋2单元，不是漏水是停水", "utility.water_outage", ("3", "2")),
        ("不是漏水，是路灯不亮", "municipal.streetlight", (None, None)),
        ("不是停水，是漏水", "housing.leakage", (None, None)),
        ("其实是停电", "utility.power_outage", (None, None)),
        ("不是井盖，是路灯", "municipal.streetlight", (None, None)),
        ("不是2单元，是1单元", None, (None, "1")),
        ("1单元", None, (None, "1")),
        ("在3幢", None, ("3", None)),
        ("3栋2单元", None, ("3", "2")),
        ("电梯", "housing.elevator_fault", (None, None)),
        ("building 3, unit 2; no water, not a leak", "utility.water_outage", ("3", "2")),
    ],
)
def test_the_examples_that_the_bot_gives_are_understood(said, leaf, place):
    read = parse_correction(said, sender_role="micro_grid_leader", at=datetime(2026, 11, 22, tzinfo=UTC))
    assert (read.category, (read.location.building, read.location.unit)) == (leaf, place)
