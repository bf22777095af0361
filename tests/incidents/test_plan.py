"""The frozen plan and the next step: pure properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalations.decide import due_rungs
from incidents.limits import LIMITS, limit_of
from incidents.numbers import NUMBER, written
from incidents.plan import Facts, ahead, due_at, freeze_again, freeze_plan, next_step, nudges_ahead
from models.kinds import OPEN_STATES, IncidentState, Tier, Urgency
from parsing.leaves import LEAVES
from pyramid.calendar import Calendar
from pyramid.durations import parse_duration
from tests.incidents.town import plain_policy

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
CALENDAR = Calendar()
LADDER = """
[urgency.urgent]
[[urgency.urgent.climb]]
after = "15m"
when = "unclaimed"
to = "community"
[[urgency.urgent.climb]]
after = "due+1h"
when = "unfinished"
to = "street"
[leaf."municipal.manhole"]
handle = "3h"
"""

leaves = st.sampled_from(sorted(LEAVES))
urgencies = st.sampled_from(Urgency)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone given
facts = st.builds(
    Facts,
    state=st.sampled_from(IncidentState),
    since=moments,
    is_claimed=st.booleans(),
    is_on_site=st.booleans(),
    extensions=st.integers(0, 2),
    fired=st.frozensets(st.integers(0, 4)),
)


def test_every_leaf_of_the_lexicon_has_a_readable_limit():
    assert set(LIMITS) == set(LEAVES)
    for conditions in LIMITS.values():
        for text in conditions.values():
            parse_duration(text)


def test_the_first_condition_holds_until_another_is_known():
    assert limit_of("municipal.manhole") == "2h"
    assert limit_of("municipal.manhole", "rattling") == "2wd"
    assert limit_of("municipal.manhole", "never heard of") == "2h"
    assert limit_of("no.such_leaf") is None


def test_policy_beats_taxonomy_beats_urgency():
    policy = plain_policy(toml=LADDER)
    assert freeze_plan(policy, "municipal.manhole", Urgency.URGENT)["handle"] == "3h"
    assert freeze_plan(policy, "utility.water_burst", Urgency.URGENT)["handle"] == "1h"
    assert freeze_plan(policy, "no.such_leaf", Urgency.URGENT)["handle"] == "4h"


def test_the_working_clock_runs_while_offices_are_open_and_the_other_always():
    friday_evening = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # 17:00 in Shanghai
    assert due_at({"handle": "2wh"}, friday_evening, 0, CALENDAR) == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert due_at({"handle": "2h"}, friday_evening, 1, CALENDAR) == friday_evening + timedelta(hours=4)


def test_numbers_have_the_shape_that_people_may_type():
    assert written("A", 1042) == "A-1042"
    assert NUMBER.fullmatch(written("NORTH1", 99999999))
    with pytest.raises(ValueError, match="number"):
        written("a", 1)


@given(leaves, urgencies, facts, moments)
def test_a_rung_is_due_once_in_order_and_only_of_open_work(leaf, urgency, known, now):
    plan = freeze_plan(plain_policy(), leaf, urgency)
    due = due_rungs(plan, known, now, CALENDAR)
    numbers = [each.rung.n for each in due]
    assert len(set(numbers)) == len(numbers)
    assert not set(numbers) & known.fired
    assert [each.due_at for each in due] == sorted(each.due_at for each in due)
    assert all(each.due_at <= now for each in due)
    if known.state not in OPEN_STATES or known.state is IncidentState.PENDING_CHECK:
        assert not due


@given(leaves, urgencies, facts)
def test_the_next_step_is_the_first_moment_at_which_a_rung_or_a_reminder_is_due(leaf, urgency, known):
    plan = freeze_plan(plain_policy(), leaf, urgency)
    step = next_step(plan, known, CALENDAR)
    if known.state is IncidentState.DRAFT:
        assert step == known.since + timedelta(hours=24)
    elif step is None:
        assert not ahead(plan, known, CALENDAR)
        assert not nudges_ahead(plan, known, CALENDAR)
    else:
        moments = [moment for moment, _ in (*ahead(plan, known, CALENDAR), *nudges_ahead(plan, known, CALENDAR))]
        assert step == min(moments)
        assert not due_rungs(plan, known, step - timedelta(microseconds=1), CALENDAR)


@given(leaves, urgencies, facts)
def test_taking_it_never_brings_a_climb_nearer(leaf, urgency, known):
    plan = freeze_plan(plain_policy(), leaf, urgency)
    free = Facts(known.state, known.since, extensions=known.extensions, fired=known.fired)
    taken = Facts(known.state, known.since, is_claimed=True, extensions=known.extensions, fired=known.fired)
    before, after = ahead(plan, free, CALENDAR), ahead(plan, taken, CALENDAR)
    assert not after or (before and before[0][0] <= after[0][0])


@given(leaves, urgencies, leaves, urgencies, st.frozensets(st.integers(0, 3)))
def test_a_corrected_plan_keeps_what_was_climbed_and_tells_nobody_twice(leaf, urgency, other, to, fired):
    old = freeze_plan(plain_policy(), leaf, urgency)
    new = freeze_again(old, freeze_plan(plain_policy(), other, to), fired)
    numbers = [rung[0] for rung in new["rungs"]]
    assert len(set(numbers)) == len(numbers)
    climbed = [rung for rung in old["rungs"] if rung[0] in fired]
    assert new["rungs"][: len(climbed)] == climbed
    told = [(rung[2], rung[3]) for rung in climbed]
    assert not [rung for rung in new["rungs"][len(climbed) :] if (rung[2], rung[3]) in told]


def test_a_ladder_of_the_policy_file_is_frozen_as_written():
    plan = freeze_plan(plain_policy(toml=LADDER), "utility.water_burst", Urgency.URGENT)
    assert plan["rungs"] == [[0, "15m", "unclaimed", "community"], [1, "due+1h", "unfinished", "street"]]
    known = Facts(IncidentState.REPORTED, NOW)
    assert [(moment - NOW, rung.to.tier) for moment, rung in ahead(plan, known, CALENDAR)] == [
        (timedelta(minutes=15), Tier.COMMUNITY),
        (timedelta(hours=2), Tier.STREET),
    ]
