"""What nobody takes climbs; what is done does not."""

from datetime import timedelta

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
from pyramid.refusal import Refusal
from tests.incidents.town import (
    HEAD,
    HQ,
    LEADER,
    OTHER,
    SECRETARY,
    START,
    WORKER,
    actions,
)


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
    assert "现在补上" in (await town.shows(COMPOSERS, "escalation_brief", group="C")).html


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


async def test_a_climbed_incident_shows_its_end_in_the_brief(town, pass_time):
    filed = await town.says(LEADER)
    await pass_time(hours=2)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(check_incident, filed, HEAD, is_passed=True)
    brief = await town.shows(COMPOSERS, "escalation_brief", group="C", is_edit=True)
    assert "已办结" in brief.html
    assert "超时未办" not in brief.html
