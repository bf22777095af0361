import os
import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyramid.calendar import Calendar, Window, parse_window
from pyramid.durations import Measure, parse_duration
from pyramid.policy import built_in_policy

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = built_in_policy().calendar
moments = st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy wants bare limits
amounts = st.integers(1, 200 * 8 * 60).map(lambda minutes: timedelta(minutes=minutes))
calendars = st.builds(
    Calendar,
    st.sampled_from([CALENDAR.hours, (Window(510, 720), Window(840, 1050)), (Window(0, 1440),), (Window(60, 61),)]),
    st.frozensets(st.dates(date(2025, 1, 1), date(2030, 1, 1)), max_size=30),
    st.frozensets(st.dates(date(2025, 1, 1), date(2030, 1, 1)), max_size=30),
    st.sampled_from(["Asia/Shanghai", "UTC", "Europe/Berlin", "America/New_York"]),
)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@given(calendars, moments, st.integers(1, 5 * 60).map(lambda minutes: timedelta(minutes=minutes)))
def test_working_time_always_ends_after_it_began_and_while_offices_are_open(calendar, start, amount):
    end = calendar.add_working(start, amount)
    assert end > start
    assert end.tzinfo is UTC
    assert calendar.is_open(end - timedelta(seconds=1))


@given(calendars, moments, st.integers(1, 5 * 60).map(lambda minutes: timedelta(minutes=minutes)))
def test_the_working_time_between_start_and_end_is_what_was_added(calendar, start, amount):
    assert calendar.working_between(start, calendar.add_working(start, amount)) == amount


@given(moments, amounts, amounts)
def test_adding_twice_is_adding_the_sum(start, one, other):
    assert CALENDAR.add_working(CALENDAR.add_working(start, one), other) == CALENDAR.add_working(start, one + other)


@given(moments, amounts, st.integers(-12, 14))
def test_the_zone_that_a_moment_is_written_in_does_not_matter(start, amount, hours):
    elsewhere = start.astimezone(timezone(timedelta(hours=hours)))
    assert CALENDAR.add_working(elsewhere, amount) == CALENDAR.add_working(start, amount)


@given(moments, moments)
def test_no_working_time_lies_backwards(one, other):
    assert CALENDAR.working_between(one, other) == timedelta(0) or one < other


def test_the_zone_of_the_process_does_not_matter(monkeypatch):
    start, amount = local("2026-11-20T17:30"), timedelta(hours=3)
    ends = set()
    for zone in ("UTC", "America/New_York", "Asia/Kolkata"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        ends.add((CALENDAR.add_working(start, amount), CALENDAR.quiet_until(start, (Window(1020, 480),))))
    monkeypatch.undo()
    time.tzset()
    assert ends == {(local("2026-11-23T10:30"), local("2026-11-21T08:00"))}


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-18T09:00", "2wh", "2026-11-18T11:00"),
        ("2026-11-18T11:00", "1wh", "2026-11-18T12:00"),  # the last minute before lunch counts
        ("2026-11-18T11:30", "1wh", "2026-11-18T14:30"),
        ("2026-11-18T12:30", "1wh", "2026-11-18T15:00"),
        ("2026-11-18T20:00", "1wh", "2026-11-19T09:00"),  # said at night: counts from the next working minute
        ("2026-11-20T17:00", "2wh", "2026-11-23T09:00"),  # over a weekend
        ("2026-11-18T09:00", "1wd", "2026-11-19T09:00"),
        ("2026-09-30T17:00", "2wh", "2026-10-08T09:00"),  # over the National Day holidays
        ("2026-10-09T17:00", "2wh", "2026-10-10T09:00"),  # that Saturday is a workday
        ("2026-02-13T09:00", "3wd", "2026-02-25T09:00"),  # Saturday 14 February is one, the spring festival is not
        ("2026-11-21T23:00", "4h", "2026-11-22T03:00"),  # the continuous clock knows no weekend
    ],
)
def test_working_days_follow_hours_weekends_holidays_and_shifted_workdays(start, length, end):
    assert CALENDAR.after(local(start), parse_duration(length)) == local(end)


def test_a_working_day_is_as_long_as_the_offices_are_open():
    short = Calendar(hours=(Window(8 * 60 + 30, 12 * 60), Window(14 * 60, 17 * 60 + 30)))
    assert short.working_length(parse_duration("2wd")) == timedelta(hours=14)
    assert short.after(local("2026-11-18T09:00"), parse_duration("1wd")) == local("2026-11-19T09:00")


def test_no_working_time_at_all_is_an_error_and_not_an_endless_search():
    never = Calendar(hours=())
    with pytest.raises(OverflowError):
        never.add_working(local("2026-11-18T09:00"), timedelta(minutes=1))


def test_a_continuous_length_has_no_working_length():
    with pytest.raises(ValueError, match="working clock"):
        CALENDAR.working_length(parse_duration("2h"))


def windows(*texts):
    return tuple(parse_window(text) for text in texts)


@pytest.mark.parametrize(
    ("at", "quiet", "until"),
    [
        ("2026-11-18T21:29", ["21:30-07:30"], None),
        ("2026-11-18T21:30", ["21:30-07:30"], "2026-11-19T07:30"),
        ("2026-11-19T00:10", ["21:30-07:30"], "2026-11-19T07:30"),
        ("2026-11-19T07:30", ["21:30-07:30"], None),
        ("2026-11-18T13:00", ["12:00-14:00", "20:00-08:00"], "2026-11-18T14:00"),
        ("2026-11-18T22:30", ["22:00-24:00", "00:00-07:00"], "2026-11-19T07:00"),  # two that adjoin are one
        ("2026-11-18T22:30", [], None),
    ],
)
def test_quiet_lasts_until_its_windows_end(at, quiet, until):
    assert CALENDAR.quiet_until(local(at), windows(*quiet)) == (local(until) if until else None)


@given(moments, st.lists(st.builds(Window, st.integers(0, 1439), st.integers(1, 1440)), max_size=3))
def test_the_end_of_quiet_is_ahead_and_not_quiet_itself(now, some):
    quiet = tuple(window for window in some if window.start != window.end and window.end - window.start != 1440)
    minutes = {
        minute % 1440
        for window in quiet
        for minute in range(window.start, window.end + (1440 if window.end <= window.start else 0))
    }
    until = CALENDAR.quiet_until(now, quiet)
    if until is not None and len(minutes) < 1440:
        assert until > now
        assert CALENDAR.quiet_until(until, quiet) is None


@pytest.mark.parametrize(
    "text", ["8-12", "08:00", "25:00-26:00", "08:60-09:00", "08:00-08:00", "a:b-c:d", "24:00-08:00", "8:0-9:00"]
)
def test_what_is_no_window_is_refused(text):
    with pytest.raises(ValueError, match="not a window"):
        parse_window(text)


@given(st.builds(Window, st.integers(0, 1439), st.integers(0, 1440)).filter(lambda window: window.start != window.end))
def test_a_window_reads_back_as_it_was_written(window):
    assert parse_window(str(window)) == window


def test_a_working_measure_is_known_as_one():
    assert [measure for measure in Measure if measure.is_working] == [Measure.WORKING_HOURS, Measure.WORKING_DAYS]
