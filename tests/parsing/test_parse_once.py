"""What was heard a moment ago is not read again when it is handled."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from parsing import parse_once as module
from parsing.parse_once import parse_once
from parsing.parse_report import parse_report
from parsing.silence import is_silence

AT = datetime(2026, 3, 14, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def nothing_remembered():
    module._read.cache_clear()


@pytest.mark.parametrize("text", ["昨晚8点多开始3幢没水", "从上周五到今天楼道灯都不亮", "早上好", "2幢着火了"])
def test_what_is_remembered_says_the_same_as_what_is_read(text):
    for _ in range(2):
        assert parse_once(text, at=AT) == parse_report(text, at=AT)
    assert parse_once(text) == parse_report(text)


def test_what_was_heard_is_not_read_again(monkeypatch):
    words = "楼道灯不亮了"
    assert not is_silence(words)
    monkeypatch.setattr(module, "parse_report", lambda *_, **__: pytest.fail("read twice"))
    assert parse_once(words, at=AT).kind == "incident"


def test_another_role_or_tier_is_another_reading():
    words = "请各小区做好防汛准备"
    roles = {parse_once(words, sender_role=role).kind for role in ("resident", "street_command")}
    assert roles == {parse_report(words, sender_role=role).kind for role in ("resident", "street_command")}
    assert module._read.cache_info().misses == len(("resident", "street_command"))
