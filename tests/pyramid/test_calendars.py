"""A unit's own calendar counts for it and everything below, year by year."""

from datetime import UTC, date, datetime

import pytest

from pyramid.calendar import Calendar
from pyramid.calendars import CalendarBook, read_days, read_hours
from pyramid.durations import parse_duration

BASE = Calendar(holidays=frozenset({date(2026, 10, 1), date(2027, 1, 1)}), workdays=frozenset({date(2026, 10, 10)}))
ENTRIES = {
    1: {2027: {"holidays": ["2027-02-05"], "workdays": [], "hours": []}},
    7: {2027: {"holidays": ["2027-05-20"], "workdays": ["2027-05-22"], "hours": ["09:00-17:00"]}},
}


def test_a_year_that_was_entered_replaces_that_year_and_no_other():
    book = CalendarBook(BASE, ENTRIES)
    top = book.at("/1/")
    assert top.holidays == {date(2026, 10, 1), date(2027, 2, 5)}
    assert top.workdays == BASE.workdays
    below = book.at("/1/7/9/")
    assert below.holidays == {date(2026, 10, 1), date(2027, 5, 20)}
    assert [str(window) for window in below.hours] == ["09:00-17:00"]
    assert book.at("/2/") is BASE
    assert book.at("/1/7/9/") is book.at("/1/7/8/"), "made once"


def test_two_units_may_count_the_same_length_differently():
    book = CalendarBook(BASE, ENTRIES)
    start, length = datetime(2027, 5, 19, 1, tzinfo=UTC), parse_duration("2wd")
    assert book.at("/1/8/").after(start, length) != book.at("/1/7/").after(start, length)


def test_what_was_made_is_forgotten_when_the_entries_change():
    book = CalendarBook(BASE)
    assert book.at("/1/") is BASE
    assert book.turn_to(ENTRIES)
    assert not book.turn_to(ENTRIES)
    assert book.at("/1/").is_workday(date(2027, 1, 1))


def test_days_are_read_as_people_write_them():
    assert read_days("2027-02-05，2027-10-01/2027-10-03", 2027) == [
        "2027-02-05",
        "2027-10-01",
        "2027-10-02",
        "2027-10-03",
    ]
    assert read_hours("08:00-12:00 14:00-18:00") == ["08:00-12:00", "14:00-18:00"]
    assert read_days("", 2027) == read_hours("") == []


@pytest.mark.parametrize(
    "text", ["2026-02-05", "5月1日", "2027-10-07/2027-10-01", "2027-01-01/2027-12-31", "2027-02-30"]
)
def test_a_day_that_is_none_of_that_year_is_named(text):
    with pytest.raises(ValueError, match=text):
        read_days(text, 2027)


@pytest.mark.parametrize("text", ["18:00-08:00", "08:00-12:00 11:00-18:00", "nine"])
def test_hours_in_disorder_are_named(text):
    with pytest.raises(ValueError, match=text.split()[-1]):
        read_hours(text)
