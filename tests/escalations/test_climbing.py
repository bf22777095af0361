"""What nobody takes climbs; what is done does not."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from escalations.audit_overdue import audit_overdue
from escalations.composers import COMPOSERS
from escalations.escalate_overdue import escalate_overdue
from escalations.next_moment import next_moment
from incidents.ask_extension import ask_extension
from incidents.ask_return import ask_return
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.decide_extension import decide_extension
from incidents.decide_return import decide_return
from incidents.drop_report import drop_report
from incidents.reopen_incident import reopen_incident
from incidents.resolve_incident import resolve_incident
from models.incidents import Incident
from models.kinds import IncidentState
from pyramid.refusal import Refusal
from tests.incidents.town import (
    HEAD,
    HQ,
    LEADER,
    OTHER,
    RESIDENT,
    SECRETARY,
    START,
    STREET,
    WORKER,
    actions,
    leak,
    plain_policy,
)


@pytest.fixture
def pass_time(town, transaction):
    async def passing(**more):
        """Business time goes on, stopping at every due moment."""
        target = town.now + timedelta(**more)
        while (due := await next_moment(town.session)) is not None and due <= target:
            town.now = max(town.now, due)
            assert await escalate_overdue(transaction, now=town.now, policy=town.policy)
        town.now = target
        return target

    return passing


async def test_an_untaken_leak_climbs_rung_by_rung_to_headquarters(town, pass_time):
    filed = await town.says(LEADER)
    await pass_time(minutes=14)
    assert not await town.climbs(filed)
    await pass_time(minutes=1)
    assert await town.climbs(filed) == [(0, "unclaimed", town.units["G1"].id)]
    await pass_time(hours=8)
    units = [town.units[code].id for code in ("G1", "C", "S", "H")]
    assert [(rung, unit) for rung, _, unit in await town.climbs(filed)] == list(enumerate(units))
    brief = await town.shows(COMPOSERS, "escalation_brief", group="H")
    assert "超时未办" in brief.html
    assert "#A-1001" in brief.html
    assert {"supervise", "reassign", "why"} <= set(actions(brief))
    assert len(await town.rows("escalation_brief", user=HQ)) == 1
    assert await next_moment(town.session) is None


async def test_a_rung_is_climbed_once_however_often_the_clock_beats(town, transaction):
    filed = await town.says(LEADER)
    town.later(hours=2)
    first = await escalate_overdue(transaction, now=town.now, policy=town.policy)
    second = await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert (first, second) == (1, 0)
    assert [rung for rung, _, _ in await town.climbs(filed)] == [0, 1]


async def test_what_climbs_late_says_so(town, transaction):
    await town.says(LEADER)
    town.later(hours=2)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert "补报" in (await town.shows(COMPOSERS, "escalation_brief", group="C")).html


async def test_taking_it_stops_the_rungs_that_wait_for_that_only(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(minutes=30)
    assert not await town.climbs(filed)
    await pass_time(minutes=30)
    assert [why for _, why, _ in await town.climbs(filed)] == ["unfinished"]


async def test_nothing_climbs_while_it_waits_for_its_check_or_after_closing(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await pass_time(days=1)
    assert not await town.climbs(filed)
    await town.do(check_incident, filed, OTHER, is_passed=True)
    await pass_time(days=1)
    assert not await town.climbs(filed)


async def test_a_failed_check_lets_it_climb_on_at_once(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await pass_time(hours=3, minutes=30)
    await town.do(check_incident, filed, OTHER, is_passed=False)
    await pass_time(seconds=0)
    assert [unit for _, _, unit in await town.climbs(filed)] == [town.units["C"].id, town.units["S"].id]


async def test_a_return_makes_passed_rungs_for_untaken_due_at_once(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(minutes=20)
    assert isinstance(await town.do(ask_return, filed, WORKER, reason="  "), Refusal)
    await town.do(ask_return, filed, WORKER, reason="是水务集团的管子")
    await pass_time(seconds=0)
    assert [why for _, why, _ in await town.climbs(filed)] == ["unclaimed"]
    await town.do(decide_return, filed, SECRETARY, is_agreed=False)
    assert (await town.incident(filed)).claimed_by == WORKER


async def test_an_extension_moves_the_limit_by_one_period_and_only_twice(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    for hours in (2, 3):
        await town.do(ask_extension, filed, WORKER, reason="等配件")
        assert isinstance(await town.do(decide_extension, filed, WORKER, is_agreed=True), Refusal)
        await town.do(decide_extension, filed, SECRETARY, is_agreed=True)
        assert (await town.incident(filed)).handle_due_at == START + timedelta(hours=hours)
    refused = await town.do(ask_extension, filed, WORKER, reason="还要等")
    assert refused.reason == "refusal_incidents.extended_twice"
    await pass_time(hours=2, minutes=59)
    assert not await town.climbs(filed)
    await pass_time(minutes=1)
    assert len(await town.climbs(filed)) == 1


async def test_no_extension_once_it_is_overdue(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(hours=1)
    refused = await town.do(ask_extension, filed, WORKER, reason="等配件")
    assert refused.reason == "refusal_incidents.overdue"


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


async def test_no_incident_never_climbs(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(drop_report, filed, LEADER)
    await pass_time(days=2)
    assert not await town.climbs(filed)


async def test_reopened_it_climbs_again_from_the_reopening_on(town, pass_time):
    filed = await town.says(LEADER)
    await pass_time(minutes=20)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(check_incident, filed, OTHER, is_passed=True)
    await pass_time(hours=5)
    await town.do(reopen_incident, filed, LEADER)
    await pass_time(minutes=14)
    assert len(await town.climbs(filed)) == 1
    await pass_time(minutes=1)
    assert len(await town.climbs(filed)) == 2


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


async def test_a_climbed_incident_shows_its_end_in_the_brief(town, pass_time):
    filed = await town.says(LEADER)
    await pass_time(hours=2)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(check_incident, filed, HEAD, is_passed=True)
    brief = await town.shows(COMPOSERS, "escalation_brief", group="C", is_edit=True)
    assert "已办结" in brief.html
    assert "超时未办" not in brief.html
