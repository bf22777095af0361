import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.parse_report import parse_report
from parsing.silence import is_silence


@pytest.mark.parametrize(
    "text", ["哈哈哈哈", "晚上吃什么好呢", "周末一起去爬山吧", "这部电影真好看", "早上好", "有人一起拼单吗"]
)
def test_plain_talk_is_silence(text):
    assert is_silence(text)


@pytest.mark.parametrize(
    "text", ["着火了", "救命 有人晕倒了", "3幢没水", "收到", "修好了", "请问怎么办居住证", "加我13912345678"]
)
def test_what_may_matter_is_not_silence(text):
    assert not is_silence(text)


@given(st.text(alphabet="哈好吃早晚安你我他在水火电门楼路坏漏了吗的3幢 ,!?a1", max_size=30))
@settings(max_examples=300, deadline=None)
def test_silence_never_hides_what_parsing_would_open(text):
    if is_silence(text):
        report = parse_report(text)
        assert (report.kind, report.items) == ("chatter", ())
        assert report.expected_action in {"ignore", "warn_advert"}
        assert report.contact_masked is None
