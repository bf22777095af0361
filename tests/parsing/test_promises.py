"""An agreement is read line by line: who, by when, what."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from parsing.promises import MOST_PROMISES, read_promises

AT = datetime(2026, 11, 22, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("line", "side", "words", "due"),
    [
        ("甲 12月1日前 修好水管", "a", "修好水管", "2026-12-01T23:59"),
        ("乙方：下周五之前付修理费300元", "b", "付修理费300元", "2026-11-27T23:59"),
        ("2. 乙 这个月底把杂物搬走", "b", "把杂物搬走", "2026-11-30T23:59"),
        ("甲 1月5日 付清", "a", "付清", "2027-01-05T23:59"),
        ("A 2026-12-01 repair the pipe", "a", "repair the pipe", "2026-12-01T23:59"),
    ],
)
def test_a_promise_has_a_person_a_day_and_a_deed(line, side, words, due):
    promises, wrong = read_promises(line, AT)
    assert wrong == 0
    assert (promises[0].side, promises[0].words, promises[0].due.isoformat()[:16]) == (side, words, due)


@pytest.mark.parametrize(
    "line", ["甲 道歉", "下周五前 道歉", "甲 明天", "丙 明天 道歉", "甲 2025年1月1日 道歉", "a dog 明天 走"]
)
def test_a_line_without_one_of_the_three_is_named(line):
    assert read_promises(f"甲 明天 道歉\n{line}", AT) == ([], 2)


def test_nothing_and_too_much_are_refused():
    assert read_promises(" \n ", AT) == ([], 1)
    assert read_promises("\n".join(["甲 明天 道歉"] * (MOST_PROMISES + 1)), AT) == ([], 1)
