"""What users of other systems complain of, each by its name: here it is otherwise. Mostly pure: the plan says what will happen."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incidents.claim_incident import claim_incident
from incidents.nudges import SAID, What
from incidents.plan import Facts, ahead, freeze_plan, nudges_ahead
from models.kinds import IncidentState, Tier, Urgency
from tests.incidents.town import LEADER, STREET, WORKER, plain_policy

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 18, 23, 30, tzinfo=SHANGHAI)
FRIDAY = datetime(2026, 11, 20, 17, tzinfo=SHANGHAI)
POLICY = plain_policy()


def plan_of(leaf="no.such_leaf", urgency=Urgency.URGENT):
    return freeze_plan(POLICY, leaf, urgency)


def at(moment):
    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}"


# taken, and then forgotten


def test_acknowledged_at_night_and_then_forgotten_is_asked_again():
    taken = Facts(IncidentState.HANDLING, NIGHT, is_claimed=True, claimed_at=NIGHT)
    asked = [moment for moment, nudge in nudges_ahead(plan_of(), taken, POLICY.calendar) if nudge.what is What.STILL]
    assert [at(moment) for moment in asked] == ["11-19 03:30"]


def test_no_answer_means_that_it_is_no_longer_taken():
    plan = plan_of()
    taken = Facts(IncidentState.HANDLING, NIGHT, is_claimed=True, claimed_at=NIGHT)
    still = next(pair for pair in nudges_ahead(plan, taken, POLICY.calendar) if pair[1].what is What.STILL)
    plan[SAID] = {still[1].key: still[0].isoformat()}
    lost = next(pair for pair in nudges_ahead(plan, taken, POLICY.calendar) if pair[1].what is What.UNCLAIM)
    assert lost[0] - still[0] == timedelta(hours=1)


def test_who_waits_for_a_spare_part_is_left_in_peace_until_that_day():
    plan = {**plan_of(), "put_off": {"from": NIGHT.isoformat(), "until": FRIDAY.isoformat(), "by": 1}}
    put_off = Facts(IncidentState.SUSPENDED, NIGHT, is_claimed=True, claimed_at=NIGHT)
    assert [(moment, nudge.what) for moment, nudge in nudges_ahead(plan, put_off, POLICY.calendar)] == [
        (FRIDAY.astimezone(UTC), What.RESUME)
    ]
    assert ahead(plan, put_off, POLICY.calendar) == []


async def test_forgotten_by_an_agent_who_fell_ill_it_reaches_the_manager(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(hours=4)
    assert (await town.incident(filed)).state is IncidentState.REPORTED, "open for the others again"
    assert len(await town.rows("escalation_brief", user=STREET)) == 1


async def test_what_nobody_took_is_said_in_the_channel_once_more(town, pass_time):
    await town.says(LEADER)
    await pass_time(minutes=15)
    assert len(await town.rows("escalation_brief", group="G1")) == 1


# climb the hierarchy, with a time of its own for each level


def test_it_keeps_escalating_until_the_highest_level_and_each_level_has_its_own_time():
    facts = Facts(IncidentState.REPORTED, NIGHT)
    climbed = [(rung.to.tier, moment - NIGHT) for moment, rung in ahead(plan_of(), facts, POLICY.calendar)]
    assert climbed == [
        (Tier.GRID, timedelta(minutes=15)),
        (Tier.COMMUNITY, timedelta(hours=4)),
        (Tier.STREET, timedelta(hours=6)),
        (Tier.HQ, timedelta(hours=10)),
    ]


def test_three_levels_of_limits_tell_three_different_people():
    assert len({rung[3] for rung in plan_of(urgency=Urgency.NORMAL)["rungs"]}) == 3


def test_an_old_matter_that_was_closed_months_ago_wakes_nobody():
    for state in (IncidentState.CLOSED, IncidentState.VOID, IncidentState.MERGED, IncidentState.WITHDRAWN):
        assert ahead(plan_of(), Facts(state, NIGHT - timedelta(days=60)), POLICY.calendar) == []


def test_the_timer_starts_with_the_first_words_and_not_when_a_department_signs_for_it():
    open_at = Facts(IncidentState.REPORTED, NIGHT)
    late = Facts(IncidentState.HANDLING, NIGHT, is_claimed=True, claimed_at=NIGHT + timedelta(days=2))
    due = [moment for moment, rung in ahead(plan_of(), open_at, POLICY.calendar) if rung.when == "unfinished"]
    assert [moment for moment, _ in ahead(plan_of(), late, POLICY.calendar)] == due


# working hours, weekends, holidays, local time


def first_step(urgency, since):
    return at(ahead(plan_of(urgency=urgency), Facts(IncidentState.REPORTED, since), POLICY.calendar)[0][0])


def test_escalation_of_ordinary_matters_pauses_for_the_weekend():
    assert first_step(Urgency.NORMAL, FRIDAY) == "11-25 17:00"


def test_a_small_thing_of_the_night_waits_for_the_next_working_hours():
    low = plan_of(urgency=Urgency.LOW)
    steps = nudges_ahead(low, Facts(IncidentState.REPORTED, NIGHT), POLICY.calendar)
    assert all(8 <= moment.astimezone(SHANGHAI).hour <= 18 for moment, _ in steps)


def test_holidays_are_free_and_the_saturday_after_them_is_worked():
    before = datetime(2026, 9, 30, 17, tzinfo=SHANGHAI)  # the last hour before a week off; Saturday the tenth is worked
    assert first_step(Urgency.NORMAL, before) == "10-10 17:00"


@pytest.mark.parametrize("urgency", [Urgency.EMERGENCY, Urgency.URGENT])
def test_what_is_dangerous_does_not_wait_for_the_morning(urgency):
    assert first_step(urgency, NIGHT) < "11-19 00:00"


def test_hours_are_those_of_the_place_and_not_of_the_server():
    utc = FRIDAY.astimezone(UTC)
    assert first_step(Urgency.NORMAL, utc) == first_step(Urgency.NORMAL, FRIDAY)
