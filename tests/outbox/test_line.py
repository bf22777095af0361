"""A whole city's notice in simulated time: close to the limit and not refused, on an even line and on a bad one. No clock is read."""

import pytest

from benchmarks.line import WEATHERS, Weather, fan_out

GROUPS = 3_000
MOST = {  # time by what the limit alone would take, under either reading of it
    "quiet": 1.01,
    "others use the machine": 1.03,
    "uneven": 1.02,
    "rough": 1.06,
    "slow thinking": 1.07,
    "longer for a while": 1.05,
}


@pytest.mark.parametrize("model", ["bucket", "window"])
@pytest.mark.parametrize("weather", WEATHERS, ids=lambda weather: weather.name.replace(" ", "-"))
def test_a_notice_is_close_to_the_limit_and_is_not_refused(weather, model):
    found = fan_out(weather, model, GROUPS)
    assert found.refused == 0
    assert found.ratio <= MOST[weather.name]


def test_the_whole_city_takes_less_than_a_hundredth_longer_than_the_limit_asks():
    assert fan_out(WEATHERS[0], "window", 10_026).ratio <= 1.01


def test_at_ten_times_the_rate_it_is_as_close():
    found = fan_out(WEATHERS[0], "window", 6_000, rate=300, penalty=0.5)
    assert (found.refused, found.ratio <= 1.01) == (0, True)


def test_a_process_that_is_often_stalled_loses_what_it_slept_and_is_not_refused():
    """A fifth of a second asleep every other second: that is made up for; what is slept through at a stretch is not."""
    sleepy = fan_out(Weather("sleepy", own=((2, 0.15),)), "window", GROUPS)
    frozen = fan_out(Weather("frozen", own=((10, 2.0),)), "window", GROUPS)
    assert (sleepy.refused, frozen.refused) == (0, 0)
    assert sleepy.ratio < 1.10
    assert 1.1 < frozen.ratio < 1.35


def test_a_line_that_is_suddenly_quicker_costs_one_pause_and_is_remembered():
    """Before the notice it was slow for longer than the quickest answer is remembered: that cannot be foreseen."""
    found = fan_out(Weather("quicker", shifts=((-1, 0.2), (90, -0.2))), "window", 6_000)
    assert found.refused <= 6
    assert found.ratio < 1.08
