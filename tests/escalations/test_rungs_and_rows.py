"""Who is told at a rung, in which order, and what the auditor mends."""

from datetime import timedelta

from sqlalchemy import update

from escalations.audit_overdue import audit_overdue
from escalations.composers import COMPOSERS
from escalations.escalate_overdue import escalate_overdue
from incidents.claim_incident import claim_incident
from models.incidents import Incident
from models.kinds import IncidentState
from pyramid.set_calendar import set_calendar
from tests.incidents.town import (
    LEADER,
    RESIDENT,
    SECRETARY,
    STREET,
    WORKER,
    leak,
    plain_policy,
)


async def test_a_tier_with_nobody_on_duty_is_skipped_and_the_next_one_hears_so(bare, transaction):
    town = await bare.build(without=(SECRETARY,))
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    town.later(hours=1)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert [unit for _, _, unit in await town.climbs(filed)] == [town.units["S"].id]
    assert "社区没有值班的人" in (await town.shows(COMPOSERS, "escalation_brief", user=STREET)).html


async def test_a_restricted_matter_climbs_to_people_and_not_to_groups(town, transaction):
    filed = await town.says(LEADER, report=leak(category="care.minor", urgency="urgent", sensitivity="S2"))
    town.later(hours=2)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert all(row.group_id is None for row in await town.rows("escalation_brief"))
    assert SECRETARY in (await town.incident(filed)).plan["named"]


async def test_a_draft_that_nobody_confirms_is_dropped_after_a_day(town, pass_time):
    filed = await town.says(RESIDENT)
    await pass_time(hours=23, minutes=59)
    assert (await town.incident(filed)).state is IncidentState.DRAFT
    await pass_time(minutes=1)
    assert (await town.incident(filed)).state is IncidentState.WITHDRAWN


async def test_running_incidents_keep_the_policy_of_their_first_day(town, pass_time):
    filed = await town.says(LEADER)
    town.policy = plain_policy(
        toml='[urgency.urgent]\nclaim="1m"\n[[urgency.urgent.climb]]\nafter="1m"\nwhen="unclaimed"\nto="hq"'
    )
    await pass_time(minutes=15)
    assert [unit for _, _, unit in await town.climbs(filed)] == [town.units["G1"].id]


async def test_working_moments_follow_a_calendar_that_changes(town, transaction):
    filed = await town.says(LEADER, report=leak(category="housing.leakage", urgency="normal", sensitivity="S0"))
    before = (await town.incident(filed)).next_step_at
    town.policy = plain_policy(toml='[calendar]\nholidays = ["2026-11-19"]')
    assert await audit_overdue(transaction, now=town.now, policy=town.policy) == 1
    assert (await town.incident(filed)).next_step_at > before
    assert await audit_overdue(transaction, now=town.now, policy=town.policy) == 0


async def test_the_auditor_gives_a_lost_next_step_back(town, transaction):
    filed = await town.says(LEADER)
    before = (await town.incident(filed)).next_step_at
    await town.session.execute(update(Incident).values(next_step_at=None))
    assert await audit_overdue(transaction, now=town.now, policy=town.policy) == 1
    assert (await town.incident(filed)).next_step_at == before


async def test_emergencies_climb_before_everything_else(town, transaction):
    slow = await town.says(LEADER, report=leak(category="sanitation.garbage", urgency="normal"))
    fire = await town.says(LEADER, report=leak(category="fire.active_fire", urgency="emergency"))
    town.later(days=1)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    subjects = [row.subject_id for row in await town.rows("escalation_brief")]
    assert subjects[0] == fire.incident_id
    assert subjects[-1] == slow.incident_id


async def test_one_incident_that_cannot_be_moved_stops_no_other(town, transaction):
    broken = await town.says(LEADER)
    sound = await town.says(LEADER)
    await town.session.execute(update(Incident).where(Incident.id == broken.incident_id).values(plan={"rungs": "?"}))
    town.later(hours=2)
    assert await escalate_overdue(transaction, now=town.now, policy=town.policy) == 1
    assert await town.climbs(sound)


async def sets_calendar(town, user_id, holidays=""):
    days = {"year": 2026, "holidays": holidays, "workdays": "", "hours": ""}
    return await set_calendar(town.session, town.units["G1"].id, await town.who(user_id), policy=town.policy, **days)


async def test_a_grid_with_a_calendar_of_its_own_counts_by_it_and_others_do_not(town, transaction):
    town.policy = plain_policy(toml='[leaf."housing.leakage"]\nhandle = "2wd"')
    report = leak(category="housing.leakage", urgency="normal", sensitivity="S0")
    here, there = await town.says(LEADER, report=report), await town.says(LEADER, "G2", report=report)
    before = (await town.incident(here)).handle_due_at
    assert before == (await town.incident(there)).handle_due_at
    assert await sets_calendar(town, SECRETARY, "2026-11-19/2026-11-20") == 2026
    assert await audit_overdue(transaction, now=town.now, policy=town.policy) == 1
    assert (await town.incident(here)).handle_due_at - before == timedelta(days=4), "two days free, and a weekend"
    assert (await town.incident(there)).handle_due_at == before
    again = await town.says(LEADER, report=report, words="又漏了")
    assert (await town.incident(again)).handle_due_at == (await town.incident(here)).handle_due_at


async def test_only_those_in_charge_set_a_calendar(town):
    town.policy = plain_policy(toml="[leaf]")
    refused = await sets_calendar(town, WORKER)
    assert refused.reason == "refusal_pyramid.only_set_calendar"
