from datetime import datetime, timedelta, timezone

# ruff: noqa: DTZ001 -- naive values stand for wall time, compared after the zone is taken off
import pytest

from parsing.moment import find_moment
from parsing.moment_words import resolve_words
from parsing.normalise import normalise

AT = datetime(2026, 11, 18, 20, 15, tzinfo=timezone(timedelta(hours=8)))  # a Wednesday


def words_of(text, kind="incident"):
    return [text[start:end] for start, end in find_moment(normalise(text), kind)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("昨晚8点多就停了", ["昨晚8点多"]),
        ("前天下午开始漏", ["前天下午"]),
        ("每天凌晨都在敲", ["每天凌晨"]),
        ("堆了两个多月了", ["两个多月"]),
        ("今天17:30前报上来", ["今天17:30前"]),
        ("3幢2单元门口", []),
        ("谢谢大家", []),
    ],
)
def test_time_words_are_found_as_written(text, words):
    assert words_of(text) == words


def test_just_now_is_no_time():
    assert words_of("刚才倒了") == []
    assert words_of("刚才发错了", "status_update") == []


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("昨晚8点", datetime(2026, 11, 17, 20, 0)),
        ("今天早上七点", datetime(2026, 11, 18, 7, 0)),
        ("前天下午", datetime(2026, 11, 16, 12, 0)),
        ("上周五", datetime(2026, 11, 13, 0, 0)),
        ("明早6点半", datetime(2026, 11, 19, 6, 30)),
        ("11月25日", datetime(2026, 11, 25, 0, 0)),
        ("半小时前", datetime(2026, 11, 18, 19, 45)),
        ("国庆期间", datetime(2026, 10, 1, 0, 0)),
        ("2026年3月2日15:20", datetime(2026, 3, 2, 15, 20)),
        ("下午3点到5点", datetime(2026, 11, 18, 15, 0)),
    ],
)
def test_time_words_are_resolved_against_the_moment_of_writing(words, start):
    span = resolve_words(normalise(words), AT)
    if words == "国庆期间":
        assert span is not None
        assert (span[0].month, span[0].day) == (10, 1)
        return
    assert span is not None
    assert span[0].replace(tzinfo=None) == start
    assert span[0] <= span[1]


def test_a_lasting_time_ends_now():
    assert resolve_words("两天", AT) == (AT - timedelta(days=2), AT)


def test_impossible_dates_are_not_placed():
    assert resolve_words("2月30日", AT) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        # a night's small hours lie after midnight of the day that was named, and on the day itself when none was
        ("昨晚一点半", datetime(2026, 11, 18, 1, 30), None),
        ("夜里两点", datetime(2026, 11, 18, 2, 0), None),
        ("昨天后半夜三点", datetime(2026, 11, 18, 3, 0), None),
        ("今晚十二点", datetime(2026, 11, 19, 0, 0), None),
        ("中午十一点半", datetime(2026, 11, 18, 11, 30), None),
        ("中午一点", datetime(2026, 11, 18, 13, 0), None),
        # dialects and short words
        ("昨儿晚上九点", datetime(2026, 11, 17, 21, 0), None),
        ("今朝", datetime(2026, 11, 18), datetime(2026, 11, 19)),
        ("明下午", datetime(2026, 11, 19, 12), datetime(2026, 11, 19, 18)),
        ("即日起至11月30日", datetime(2026, 11, 18), datetime(2026, 12, 1)),
        ("这一周", datetime(2026, 11, 16), datetime(2026, 11, 23)),
        ("今明两天", datetime(2026, 11, 18), datetime(2026, 11, 20)),
        # the first of two numbers stands for both, and a range keeps both ends
        ("两三天前", datetime(2026, 11, 16, 20, 15), datetime(2026, 11, 16, 20, 15)),
        ("晚上七八点", datetime(2026, 11, 18, 19, 0), None),
        ("上午9-11点", datetime(2026, 11, 18, 9, 0), datetime(2026, 11, 18, 11, 0)),
        ("3月1日-3日", datetime(2026, 3, 1), datetime(2026, 3, 4)),
        ("第三天", datetime(2026, 11, 16), AT.replace(tzinfo=None)),
        ("大年初三", datetime(2027, 2, 8), datetime(2027, 2, 9)),
    ],
)
def test_spoken_times_are_placed(words, start, end):
    span = resolve_words(normalise(words), AT)
    assert span is not None
    assert span[0].replace(tzinfo=None) == start
    assert end is None or span[1].replace(tzinfo=None) == end


@pytest.mark.parametrize("words", ["腊月二十三", "农历八月初二", "初八早上"])
def test_days_of_the_moon_without_a_feast_are_not_placed(words):
    assert resolve_words(words, AT) is None


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("yesterday at 8 pm", datetime(2026, 11, 17, 20, 0)),
        ("last night", datetime(2026, 11, 17, 18, 0)),
        ("three days ago", datetime(2026, 11, 15, 20, 15)),
        ("half an hour ago", datetime(2026, 11, 18, 19, 45)),
        ("tomorrow morning", datetime(2026, 11, 19, 6, 0)),
    ],
)
def test_english_times_are_placed(words, start):
    span = resolve_words(words, AT)
    assert span is not None
    assert span[0].replace(tzinfo=None) == start


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("下午2点到5点", datetime(2026, 11, 18, 17, 0)),
        ("昨晚8点到10点", datetime(2026, 11, 17, 22, 0)),
        ("晚上9点到12点", datetime(2026, 11, 19, 0, 0)),
        ("晚上11点到1点", datetime(2026, 11, 19, 1, 0)),
        ("中午12点到2点", datetime(2026, 11, 18, 14, 0)),
        ("下午2点到18点", datetime(2026, 11, 18, 18, 0)),
        ("晚上8点到早上6点", datetime(2026, 11, 19, 6, 0)),
    ],
)
def test_the_end_of_a_range_lies_in_the_half_of_the_day_that_its_beginning_names(words, end):
    span = resolve_words(normalise(words), AT)
    assert span is not None
    assert span[1].replace(tzinfo=None) == end
