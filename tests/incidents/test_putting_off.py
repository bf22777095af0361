"""挂账, 催一下, the second return and its ruling."""

from datetime import UTC, datetime, timedelta

from escalations.composers import COMPOSERS as ESCALATIONS
from incidents.ask_return import ask_return
from incidents.ask_suspension import ask_suspension
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.decide_return import decide_return
from incidents.decide_suspension import decide_suspension
from incidents.endings import end_in
from incidents.reassign_incident import reassign_incident
from incidents.resolve_incident import resolve_incident
from incidents.rule_incident import rule_incident
from incidents.urge_incident import urge_incident
from models.kinds import IncidentState
from tests.escalations.conftest import pass_time, transaction
from tests.incidents.town import FAR_WORKER, LEADER, SECRETARY, START, STREET, WORKER, actions

__all__ = ["pass_time", "transaction"]
FRIDAY_ENDS = datetime(2026, 11, 20, 16, tzinfo=UTC)  # midnight in Shanghai


def test_an_end_is_a_moment_to_come_or_no_end():
    assert end_in("等配件，到周五", START) == FRIDAY_ENDS
    assert end_in("等三天", START) == START + timedelta(days=3)
    assert end_in("明天下午3点", START) == datetime(2026, 11, 19, 7, tzinfo=UTC)
    assert end_in("昨天", START) is None
    assert end_in("等配件", START) is None


async def test_putting_off_needs_an_end_and_comes_back_by_itself(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    town.later(minutes=20)
    assert (await town.do(ask_suspension, filed, WORKER, reason="等配件")).reason == "refusal_incidents.end_needed"
    await town.do(ask_suspension, filed, WORKER, reason="等配件，到周五")
    shown = await town.shows(COMPOSERS, "suspend_request", user=SECRETARY)
    assert {"agree_suspend", "refuse_suspend"} <= set(actions(shown))
    assert (await town.do(decide_suspension, filed, WORKER, is_agreed=True)).reason.startswith("refusal_pyramid.")
    await town.do(decide_suspension, filed, SECRETARY, is_agreed=True)
    incident = await town.incident(filed)
    assert (incident.state, incident.next_step_at) == (IncidentState.SUSPENDED, FRIDAY_ENDS)
    assert "等到 11-21 00:00" in (await town.shows(COMPOSERS, "reporter_news", user=LEADER)).html
    await pass_time(hours=30)
    assert not await town.climbs(filed)
    await pass_time(days=2)
    incident = await town.incident(filed)
    assert incident.handle_due_at == FRIDAY_ENDS + timedelta(minutes=40), "what was left of the hour"
    assert [why for _, why, _ in await town.climbs(filed)][:1] == ["unfinished"]
    refused = await town.do(claim_incident, filed, WORKER)
    assert "suspend" not in actions(await town.shows(COMPOSERS, "incident_card", group="G1", is_edit=True))
    again = await town.do(ask_suspension, filed, WORKER, reason="到12月4日")
    assert again.reason in {"refusal_incidents.put_off_once", "refusal_pyramid.only_ask_extension"}, refused


async def test_what_is_put_off_can_be_finished_before_its_day(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(ask_suspension, filed, WORKER, reason="等配件，到周五")
    await town.do(decide_suspension, filed, SECRETARY, is_agreed=True)
    done = await town.do(resolve_incident, filed, WORKER)
    assert done.state is IncidentState.PENDING_CHECK


async def test_a_refused_wish_goes_on_as_before(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    before = (await town.incident(filed)).handle_due_at
    await town.do(ask_suspension, filed, WORKER, reason="到周五")
    await town.do(decide_suspension, filed, SECRETARY, is_agreed=False)
    incident = await town.incident(filed)
    assert (incident.state, incident.handle_due_at) == (IncidentState.HANDLING, before)


async def test_the_reporter_urges_once_a_day_and_it_is_counted_and_told(town, pass_time):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(urge_incident, filed, LEADER)
    assert "上报人催办" in (await town.shows(ESCALATIONS, "nudge", user=WORKER)).html
    assert (await town.do(urge_incident, filed, LEADER)).reason == "refusal_incidents.urged_today"
    assert (await town.do(urge_incident, filed, SECRETARY)).reason.startswith("refusal_pyramid.")
    await pass_time(hours=1)
    assert "催办 1 次" in (await town.shows(ESCALATIONS, "escalation_brief", group="C")).html
    town.later(days=1)
    await town.do(urge_incident, filed, LEADER)
    assert "催办 2 次" in (await town.shows(COMPOSERS, "incident_card", group="G1", is_edit=True)).html


async def _returned_twice(town):
    filed = await town.says(LEADER)
    for worker in (WORKER, FAR_WORKER):
        await town.do(claim_incident, filed, worker)
        await town.do(ask_return, filed, worker, reason="不归我们管")
        await town.do(decide_return, filed, SECRETARY, is_agreed=True)
        if worker == WORKER:
            await town.do(reassign_incident, filed, SECRETARY, unit_id=town.units["G2"].id)
    return filed


async def test_after_the_second_return_the_lowest_common_superior_must_rule_within_its_limit(town, pass_time):
    filed = await _returned_twice(town)
    asked = await town.shows(COMPOSERS, "ruling_request", group="C")
    assert "已退回 2 次" in asked.html
    assert actions(asked) == ["rule", "why"]
    assert not await town.rows("ruling_request", group="S")
    await pass_time(hours=4)
    assert len(await town.rows("ruling_request", user=STREET)) == 1
    await town.do(rule_incident, filed, SECRETARY, unit_id=town.units["G2"].id)
    await town.do(claim_incident, filed, FAR_WORKER)
    refused = await town.do(ask_return, filed, FAR_WORKER, reason="还是不归我们")
    assert refused.reason == "refusal_incidents.ruled"


async def test_a_ruling_is_a_precedent_that_later_matters_cite(town):
    filed = await _returned_twice(town)
    await town.do(rule_incident, filed, SECRETARY, unit_id=town.units["G2"].id)
    later = await town.says(LEADER)
    assert (await town.incident(later)).owner_unit_id == town.units["G2"].id
    assert f"按 #{filed.number} 的裁定" in (await town.shows(COMPOSERS, "incident_card", group="G2")).html
    elsewhere = await town.says(LEADER, code="M2")
    assert (await town.incident(elsewhere)).owner_unit_id == town.units["G1"].id
