"""What people are reminded of besides the ladder: once each, the owner first and in private."""

from datetime import timedelta

from escalations.composers import COMPOSERS
from escalations.escalate_overdue import escalate_overdue
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.resolve_incident import resolve_incident
from incidents.stay_alive import stay_alive
from models.kinds import IncidentState
from outbox.message import Message, Stale
from tests.incidents.town import HEAD, LEADER, OTHER, SECRETARY, STREET, WORKER, actions


async def test_the_owner_is_warned_in_private_before_the_limit_and_the_group_is_not(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(minutes=30)
    warned = await town.rows("nudge", user=WORKER)
    assert len(warned) == 1
    shown = await town.shows(COMPOSERS, "nudge", user=WORKER)
    assert "时间已过 50%" in shown.html
    assert actions(shown) == ["alive", "resolve", "return", "why"]
    await pass_time(minutes=18)
    assert "🟨" in (await town.shows(COMPOSERS, "nudge", user=WORKER)).html
    assert not await town.rows("nudge", group="G1")
    assert not await town.climbs(filed)


async def test_what_nobody_has_taken_is_warned_of_to_all_on_duty(town, pass_time):
    await town.says(LEADER)
    await pass_time(minutes=30)
    assert [len(await town.rows("nudge", user=user)) for user in (WORKER, OTHER, HEAD)] == [1, 1, 1]
    shown = await town.shows(COMPOSERS, "nudge", user=OTHER)
    assert "还没有人接单" in shown.html
    assert "claim" in actions(shown)


async def test_a_warning_whose_time_has_passed_is_not_said_any_more(town, transaction):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    town.later(hours=1)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert [row.args["what"] for row in await town.rows("nudge")] == ["still"]


async def test_a_warning_that_was_held_is_not_said_after_a_later_one_nor_after_the_limit(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(minutes=30)
    assert isinstance(await town.shows(COMPOSERS, "nudge", user=WORKER), Message)
    first = (await town.rows("nudge", user=WORKER))[0].id
    await pass_time(minutes=18)
    assert isinstance(await town.shows(COMPOSERS, "nudge", row_id=first), Stale)
    assert isinstance(await town.shows(COMPOSERS, "nudge", user=WORKER), Message)
    town.later(minutes=12)
    assert isinstance(await town.shows(COMPOSERS, "nudge", user=WORKER), Stale)


async def test_taken_then_forgotten_is_asked_and_silence_gives_it_back(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(hours=1)
    asked = await town.shows(COMPOSERS, "nudge", user=WORKER)
    assert "还在处理吗" in asked.html
    assert actions(asked)[:3] == ["alive", "resolve", "return"]
    await pass_time(minutes=59)
    assert (await town.incident(filed)).claimed_by == WORKER
    await pass_time(minutes=1)
    incident = await town.incident(filed)
    assert (incident.state, incident.claimed_by) == (IncidentState.REPORTED, None)
    assert [event.what for event in await town.events(filed)][-2:] == ["unclaim", "escalate"]
    assert len(await town.rows("worker_news", user=WORKER)) == 1
    assert "没有回音" in (await town.shows(COMPOSERS, "nudge", user=OTHER)).html
    assert (await town.climbs(filed))[-1][1] == "unclaimed"


async def test_an_answer_keeps_it_and_the_question_comes_again_after_another_silence(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await pass_time(hours=1, minutes=30)
    await town.do(stay_alive, filed, WORKER)
    await pass_time(minutes=59)
    assert (await town.incident(filed)).claimed_by == WORKER
    asked = [row for row in await town.rows("nudge", user=WORKER) if row.args["what"] == "still"]
    assert len(asked) == 1
    await pass_time(minutes=1)
    asked = [row for row in await town.rows("nudge", user=WORKER) if row.args["what"] == "still"]
    assert len(asked) == 2
    await pass_time(hours=1)
    assert (await town.incident(filed)).claimed_by is None


async def test_a_check_that_nobody_does_is_remembered_and_goes_up_tier_by_tier(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await pass_time(hours=4)
    assert "等您核查" in (await town.shows(COMPOSERS, "nudge", user=OTHER)).html
    assert not await town.rows("nudge", user=WORKER)
    await pass_time(hours=4)
    above = await town.shows(COMPOSERS, "nudge", group="C")
    assert {"pass", "fail"} <= set(actions(above))
    assert len(await town.rows("nudge", user=SECRETARY)) == 1
    await pass_time(hours=4)
    assert len(await town.rows("nudge", user=STREET)) == 1
    await town.do(check_incident, filed, SECRETARY, is_passed=True)
    assert (await town.incident(filed)).next_step_at is None
    assert not await town.climbs(filed)


async def test_every_reminder_is_said_once_however_often_the_clock_beats(town, transaction):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    town.later(minutes=50)
    for _ in range(3):
        await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert len(await town.rows("nudge", user=WORKER)) == 2
    assert (await town.incident(filed)).next_step_at == town.now + timedelta(minutes=10)
