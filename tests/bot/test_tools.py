"""`simulate` and `audit verify` as an operator sees them, and times in the zone of the house."""

import contextvars
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from bot.tools import tools
from escalations.quiet import ORDINARY
from escalations.simulate import WARNED, simulate
from escalations.synthetic import recorded_courses, synthetic_courses
from incidents.view import moment_words
from models.kinds import Tier
from pyramid.policy import built_in_policy, read_policy
from texts.wall_clock import hand_in_zone

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HASTY = '[urgency.urgent]\n[[urgency.urgent.climb]]\nafter="1m"\nwhen="unclaimed"\nto="hq"'
HISTORY = """
from datetime import UTC, datetime
from escalations.simulate import simulate
from escalations.synthetic import synthetic_courses
from pyramid.policy import built_in_policy
from random import Random
courses = synthetic_courses(datetime(2026, 3, 2, tzinfo=UTC), 2, 60, Random(3))
print([(told.at.isoformat(), told.to.value, told.number) for told in simulate(built_in_policy(), courses, 3).told])
"""


def test_the_same_seed_gives_the_same_history_and_another_gives_another():
    policy = built_in_policy()
    runs = [simulate(policy, synthetic_courses(MONDAY, 2, 30, Random(seed)), seed) for seed in (1, 1, 2)]
    assert runs[0].told == runs[1].told
    assert runs[0].told != runs[2].told


def test_a_hastier_policy_tells_the_head_office_more_and_is_compared_on_the_same_incidents():
    courses = synthetic_courses(MONDAY, 2, 60, Random(5))
    usual, hasty = simulate(built_in_policy(), courses, 5), simulate(read_policy(HASTY), courses, 5)
    assert usual.incidents == hasty.incidents == len(courses)
    assert hasty.per_day(Tier.HQ, 2)[0] > usual.per_day(Tier.HQ, 2)[0]
    assert hasty.first_level < usual.first_level


def test_at_night_no_owner_of_an_ordinary_matter_is_warned_and_a_tier_is_told_without_a_sound():
    policy = built_in_policy()
    courses = synthetic_courses(MONDAY, 5, 60, Random(5))
    told = simulate(policy, courses, 5).told

    def is_at_night(each):
        is_quiet = policy.calendar.quiet_until(each.at, policy.quiet.staff) is not None
        return is_quiet and each.urgency in ORDINARY

    quiet = [each for each in told if is_at_night(each)]
    assert quiet
    assert all(each.is_silent and each.why != WARNED for each in quiet)
    assert not any(each.is_silent for each in told if each not in quiet)
    loud = simulate(read_policy("[quiet]\nstaff = []"), courses, 5).told
    assert any(each.why == WARNED and is_at_night(each) for each in loud)


def test_arrivals_follow_the_hour_and_their_number_the_rate():
    courses = synthetic_courses(MONDAY, 20, 50, Random(1))
    assert 800 < len(courses) < 1200
    night = sum((course.opened_at + timedelta(hours=8)).hour < 5 for course in courses)
    assert night < len(courses) / 10


def test_recorded_incidents_run_as_they_ran():
    row = {"leaf": "municipal.manhole", "opened_at": "2026-03-02T10:00:00+08:00"}
    quick = {**row, "claimed_at": "2026-03-02T10:05:00+08:00", "resolved_at": "2026-03-02T10:30:00+08:00"}
    courses = recorded_courses(iter([row, quick]))
    outcome = simulate(built_in_policy(), courses, 1)
    assert {told.number for told in outcome.told} == {1}
    with pytest.raises(ValueError, match="row 1"):
        recorded_courses(iter([{"leaf": "no.such"}]))


def test_two_policies_stand_side_by_side_and_rates_show_their_fraction(tmp_path):
    for name, text in (("a.toml", ""), ("b.toml", HASTY)):
        (tmp_path / name).write_text(text)
    files = ["--policy", str(tmp_path / "a.toml"), "--policy", str(tmp_path / "b.toml")]
    done = CliRunner().invoke(tools, ["simulate", *files, "--days", "1", "--lines", "3"])
    assert done.exit_code == 0, done.output
    row = next(line for line in done.output.splitlines() if line.startswith("按期办完"))
    assert row.count("%") == 2
    assert row.count("/") == 2


def test_a_wrong_policy_is_one_clear_line(tmp_path):
    (tmp_path / "bad.toml").write_text('[urgency.urgent]\nclaim = "soon"')
    done = CliRunner().invoke(tools, ["simulate", "--policy", str(tmp_path / "bad.toml")])
    assert done.exit_code == 1


def test_a_database_that_is_not_there_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGODA_DATA_DIR", str(tmp_path))
    done = CliRunner().invoke(tools, ["audit", "verify"])
    assert done.exit_code == 1


def test_times_are_read_in_the_zone_of_the_house():
    def told(zone):
        hand_in_zone(zone)
        return moment_words(datetime(2026, 11, 18, 2, 30, tzinfo=UTC), "zh")

    shown = {zone: contextvars.copy_context().run(told, zone) for zone in ("Asia/Shanghai", "UTC", "Asia/Kathmandu")}
    assert shown == {"Asia/Shanghai": "11-18 10:30", "UTC": "11-18 02:30", "Asia/Kathmandu": "11-18 08:15"}


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kathmandu"])
def test_the_zone_of_the_process_changes_no_history(zone):
    def run(name):
        command = [sys.executable, "-c", HISTORY]
        house = Path(__file__).parents[2]
        return subprocess.run(command, cwd=house, env={"TZ": name}, capture_output=True, check=True).stdout

    assert run(zone) == run("UTC")
