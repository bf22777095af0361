import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pyramid import CHATTER
from parsing.normalise import normalise
from parsing.parse_report import is_plain_talk, parse_report
from parsing.reading import read
from parsing.silence import is_silence


@pytest.mark.parametrize(
    "text", ["哈哈哈哈", "晚上吃啥", "周末一起去爬山吧", "这部电影真好看", "早上好", "有人一起拼单吗"]
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


@pytest.mark.parametrize("text", ["我也是", "我家也是", "+1", "同问", "我家也没水", "水来了"])
def test_what_joins_or_ends_what_others_told_is_not_silence(text):
    assert not is_silence(text)


@pytest.mark.parametrize("text", CHATTER)
def test_the_talk_that_speed_is_measured_with_ends_at_the_first_glance(text):
    plain = normalise(text)
    assert is_plain_talk(plain, read(plain), None)
