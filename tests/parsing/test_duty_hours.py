"""Hours in people's own words: both languages, days and halves of the day, over midnight, and nothing that is half understood."""

from datetime import datetime

import pytest

from parsing.duty_hours import kept_shifts, read_hours, write_shifts

READ = {
    "周一到周五 18:00-22:00，周末上午9点到12点": "12345 18:00-22:00;67 09:00-12:00",
    "每天 8:00-20:00": "1234567 08:00-20:00",
    "周三下午2点到5点": "3 14:00-17:00",
    "晚上七点到九点半": "1234567 19:00-21:30",
    "星期一、三、五 19点-21点; 周日 9:00-11:30": "135 19:00-21:00;7 09:00-11:30",
    "周六到周一 9点到17点": "167 09:00-17:00",
    "Mon-Fri 18:00-22:00, Sat 9am-12pm": "12345 18:00-22:00;6 09:00-12:00",
    "weekends 6pm to 9pm": "67 18:00-21:00",
    "22:00-06:00": "1234567 22:00-06:00",
}
UNREAD = ["", "随便", "有空就行", "周一到周五 18:00-22:00 除了节日", "25:00-26:00", "周一 9:00-9:00", "12:75-13:00"]


@pytest.mark.parametrize("words", READ)
def test_hours_are_read_and_kept_as_they_were_meant(words):
    assert write_shifts(read_hours(words)) == READ[words]
    assert kept_shifts(READ[words]) == read_hours(words)


@pytest.mark.parametrize("words", UNREAD)
def test_what_is_not_understood_as_a_whole_is_not_taken(words):
    assert read_hours(words) == []


@pytest.mark.parametrize(
    ("moment", "holds"),
    [("2026-11-20 21:59", False), ("2026-11-20 22:00", True), ("2026-11-21 05:59", True), ("2026-11-21 06:00", False)],
)
def test_a_shift_over_midnight_belongs_to_the_day_on_which_it_begins(moment, holds):
    shift = read_hours("周五 22:00-06:00")[0]  # the twentieth is a Friday
    assert shift.holds(datetime.fromisoformat(moment)) is holds
