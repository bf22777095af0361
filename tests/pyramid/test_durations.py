import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyramid.durations import After, Duration, Measure, parse_after, parse_duration

MOST = {"s": 999_999, "m": 999_999, "h": 80_000, "d": 3_660, "wh": 2_928, "wd": 366}
lengths = st.sampled_from(list(Measure)).flatmap(
    lambda measure: st.builds(Duration, st.integers(0, MOST[measure]), st.just(measure))
)


@given(lengths)
def test_a_duration_reads_back_as_it_was_written(length):
    assert parse_duration(str(length)) == length


@given(st.builds(After, st.booleans(), lengths))
def test_a_moment_of_a_ladder_reads_back_with_the_same_meaning(after):
    again = parse_after(str(after))
    assert again.is_from_due == after.is_from_due
    assert again.length.amount == after.length.amount
    assert again.length == after.length or after.length.amount == 0


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("15m", 900), ("4h", 14_400), ("2d", 172_800), (" 5m ", 300)]
)
def test_continuous_durations_are_what_they_say(text, seconds):
    assert parse_duration(text).continuous.total_seconds() == seconds


@pytest.mark.parametrize("text", ["4wh", "2wd"])
def test_working_durations_have_no_length_without_a_calendar(text):
    with pytest.raises(ValueError, match="working clock"):
        _ = parse_duration(text).continuous


@pytest.mark.parametrize(
    "text", ["", "15", "m", "1.5h", "-5m", "15 m", "1w", "2WD", "１５m", "999999h", "3661d", "367wd", "due", "1h30m"]
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match="duration"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["due+", "due-2h", "due+due", "+2h", "du", ""])
def test_what_is_no_moment_of_a_ladder_is_refused(text):
    with pytest.raises(ValueError, match="not a duration"):
        parse_after(text)
