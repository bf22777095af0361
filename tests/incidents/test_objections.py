"""Everybody concerned is asked once, an objection reopens one tier higher, and those who answer are counted."""

from datetime import timedelta

from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.join_incident import join_incident
from incidents.rate_incident import rate_incident
from incidents.resolve_incident import resolve_incident
from incidents.satisfaction import satisfaction
from incidents.warn_reporters import warn_reporters
from models.kinds import IncidentState, Sensitivity
from pyramid.refusal import Refusal
from tests.incidents.town import LEADER, OTHER, RESIDENT, SECRETARY, STREET, WORKER, labels, leak


async def closed(town, **more):
    filed = await town.says(LEADER, **more)
    await town.do(join_incident, filed, RESIDENT)
    await close(town, filed)
    return filed


async def close(town, filed):
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER, here=town.here("G1"))
    await town.do(check_incident, filed, OTHER, is_passed=True)


async def test_who_said_me_too_is_asked_once_in_private(town):
    await closed(town)
    assert len(await town.rows("closing_question", user=RESIDENT)) == 1
    assert len(await town.rows("closing_question", user=LEADER)) == 1
    shown = await town.shows(COMPOSERS, "closing_question", user=RESIDENT)
    assert labels(shown)[:2] == ["已解决", "没解决"]


async def test_an_objection_of_a_witness_reopens_it_one_tier_higher(town):
    filed = await closed(town)
    assert not await town.rows("incident_card", group="C")
    done = await town.do(rate_incident, filed, RESIDENT, is_solved=False)
    assert done.state is IncidentState.REPORTED
    incident = await town.incident(filed)
    assert (incident.highest_tier, incident.owner_unit_id) == ("community", town.units["G1"].id)
    assert {"督办", "改派", "裁定"} <= set(labels(await town.shows(COMPOSERS, "incident_card", group="C")))
    assert "接单" in labels(await town.shows(COMPOSERS, "incident_card", group="G1"))
    assert await town.rows("incident_card", user=SECRETARY)
    assert not await town.rows("incident_card", user=STREET)
    assert len(await town.rows("reporter_news", user=LEADER)) == 2, "taken, and open again"


async def test_a_restricted_matter_is_shown_to_the_people_above_and_to_no_group(town):
    filed = await closed(town, report=leak(sensitivity="S2"))
    await town.do(rate_incident, filed, LEADER, is_solved=False)
    assert not await town.rows("incident_card", group="C")
    assert SECRETARY in (await town.incident(filed)).plan["named"]


async def test_who_neither_reported_nor_joined_has_no_say(town):
    filed = await closed(town)
    refused = await town.do(rate_incident, filed, 999, score=1)
    assert isinstance(refused, Refusal)
    assert refused.reason == "refusal_pyramid.only_rate"


async def test_satisfaction_counts_those_who_answered(town):
    first, second = await closed(town), await closed(town)
    await town.do(rate_incident, first, LEADER, is_solved=True)
    await town.do(rate_incident, first, LEADER, score=5)
    await town.do(rate_incident, first, RESIDENT, score=2)
    await town.do(rate_incident, second, LEADER, score=4)
    found = await satisfaction(town.session, [town.units["C"].path], since=town.now)
    assert (found.satisfied, found.answered, found.closed) == (2, 3, 2)
    elsewhere = await satisfaction(town.session, [town.units["G2"].path], since=town.now)
    assert (elsewhere.answered, elsewhere.closed) == (0, 0)


async def test_a_reopened_matter_counts_with_its_last_answer(town):
    filed = await closed(town)
    await town.do(rate_incident, filed, LEADER, is_solved=False)
    await close(town, filed)
    await town.do(rate_incident, filed, LEADER, is_solved=True)
    found = await satisfaction(town.session, [town.units["C"].path], since=town.now)
    assert (found.satisfied, found.answered, found.closed) == (1, 1, 1)
    assert (await town.incident(filed)).sensitivity is Sensitivity.S0


async def test_a_promise_that_will_be_missed_is_told_first_and_once(town):
    filed = await town.says(RESIDENT, chat_id=RESIDENT, group_id=None, in_private=True)
    await town.do(claim_incident, filed, WORKER)
    shown = await town.shows(COMPOSERS, "incident_answer", user=RESIDENT, is_edit=True)
    assert "⏰ 最迟" in shown.html
    due = (await town.incident(filed)).handle_due_at
    assert await warn_reporters(town.session, now=due - timedelta(hours=2)) == 0
    assert await warn_reporters(town.session, now=due - timedelta(minutes=1)) == 1
    assert await warn_reporters(town.session, now=due - timedelta(seconds=30)) == 0
    assert "可能赶不上了" in (await town.shows(COMPOSERS, "reporter_news", user=RESIDENT)).html


async def test_a_promise_that_was_missed_while_nobody_looked_is_told_afterwards_and_once(town):
    filed = await town.says(RESIDENT, chat_id=RESIDENT, group_id=None, in_private=True)
    due = (await town.incident(filed)).handle_due_at
    assert await warn_reporters(town.session, now=due + timedelta(days=2)) == 0
    assert await warn_reporters(town.session, now=due + timedelta(hours=3)) == 1
    assert await warn_reporters(town.session, now=due + timedelta(hours=4)) == 0


async def test_many_promises_are_looked_through_page_by_page(town, monkeypatch):
    monkeypatch.setattr("incidents.warn_reporters.AT_ONCE", 2)
    filed = [await town.says(RESIDENT, chat_id=RESIDENT, group_id=None, in_private=True) for _ in range(5)]
    due = (await town.incident(filed[0])).handle_due_at
    assert await warn_reporters(town.session, now=due + timedelta(hours=1)) == len(filed)
    assert await warn_reporters(town.session, now=due + timedelta(hours=1)) == 0


async def test_the_digest_says_how_many_are_content(town):
    filed = await closed(town)
    await town.do(rate_incident, filed, LEADER, score=5)
    await town.says(LEADER, words="路灯坏了")
    shown = await town.shows(COMPOSERS, "digest", group="C")
    assert "近 30 天满意 1/1（办结 1 件）" in shown.html
