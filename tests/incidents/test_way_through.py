"""From words to done, by use cases on a real database."""

from sqlalchemy import update

from incidents.add_evidence import add_evidence
from incidents.case import Filed, MediaFile, Moved
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.confirm_report import confirm_report
from incidents.rate_incident import rate_incident
from incidents.resolve_incident import resolve_incident
from models.kinds import IncidentState
from models.pyramid import Group
from pyramid.refusal import Refusal
from tests.incidents.town import (
    BOT,
    FAR_WORKER,
    HEAD,
    LEADER,
    OTHER,
    RESIDENT,
    SECRETARY,
    WORKER,
    actions,
    labels,
    leak,
)


async def test_a_leaders_words_are_reported_and_answered_and_dealt(town):
    filed = await town.says(LEADER)
    assert isinstance(filed, Filed)
    assert (filed.number, filed.state, filed.is_new) == ("A-1001", IncidentState.REPORTED, True)
    answer = await town.shows(COMPOSERS, "incident_answer", group="M1")
    assert answer.html.startswith("#A-1001 · 供水管爆裂漏水 · 3栋2单元401室 · 紧急")
    assert labels(answer) == ["对", "改", "不是事件", "我也是", "为什么是我"]
    card = await town.shows(COMPOSERS, "incident_card", group="G1")
    assert "#A-1001" in card.html
    assert labels(card) == ["接单", "为什么是我"]
    assert len(await town.rows("incident_card", user=WORKER)) == 1
    assert len(await town.rows("incident_card", user=OTHER)) == 1
    assert not await town.rows("incident_card", user=HEAD)
    for code in ("C", "S", "H"):
        assert "#A-1001" in (await town.shows(COMPOSERS, "digest", group=code)).html


async def test_the_same_message_is_filed_once(town):
    first = await town.says(LEADER)
    town.messages -= 1
    again = await town.says(LEADER)
    assert again.incident_id == first.incident_id
    assert not again.is_new
    assert len(await town.rows("incident_answer")) == 1


async def test_two_matters_of_one_message_are_two_incidents(town):
    first = await town.says(LEADER)
    town.messages -= 1
    second = await town.says(LEADER, part=1)
    assert (first.number, second.number) == ("A-1001", "A-1002")


async def test_a_group_never_sees_words_phone_or_room_from_another_chat(town):
    await town.says(LEADER)
    card = await town.shows(COMPOSERS, "incident_card", group="G1")
    private = await town.shows(COMPOSERS, "incident_card", user=WORKER)
    for secret in ("13900000001", "张三", "401", "水管爆了"):
        assert secret not in card.html
        assert secret in private.html


async def test_details_stay_out_of_chats_when_the_console_holds_them(town):
    await town.says(LEADER)
    private = await town.shows(COMPOSERS, "incident_card", user=WORKER, details="console")
    assert "401" not in private.html
    assert "水管爆了" not in private.html


async def test_claim_finish_check_close_and_ask(town):
    filed = await town.says(LEADER)
    assert isinstance(await town.do(claim_incident, filed, WORKER), Moved)
    assert (await town.incident(filed)).claimed_by == WORKER
    working = await town.shows(COMPOSERS, "incident_card", group="G1", is_edit=True)
    assert labels(working)[:6] == ["完成", "求援", "退回", "延期", "挂账", "为什么是我"]
    assert "撤销" in labels(working)
    town.later(minutes=30)
    done = await town.do(resolve_incident, filed, WORKER, here=town.here("G1"))
    assert done.state is IncidentState.PENDING_CHECK
    photo = MediaFile("photo", BOT, "file", "unique")
    assert isinstance(await town.do(add_evidence, filed, WORKER, files=[photo], words="换好了"), Moved)
    asked = await town.shows(COMPOSERS, "check_request", user=OTHER)
    assert "换好了" in asked.html
    assert labels(asked) == ["通过", "不通过", "为什么是我"]
    assert not await town.rows("check_request", user=WORKER)
    town.later(minutes=10)
    closed = await town.do(check_incident, filed, OTHER, is_passed=True)
    assert closed.state is IncidentState.CLOSED
    assert (await town.incident(filed)).next_step_at is None
    question = await town.shows(COMPOSERS, "closing_question", user=LEADER)
    assert labels(question)[:2] == ["已解决", "没解决"]
    await town.do(rate_incident, filed, LEADER, is_solved=True)
    assert labels(await town.shows(COMPOSERS, "closing_question", user=LEADER, is_edit=True)) == list("12345")
    await town.do(rate_incident, filed, LEADER, score=5)
    assert not actions(await town.shows(COMPOSERS, "closing_question", user=LEADER, is_edit=True))
    assert [event.what for event in await town.events(filed)] == [
        "report", "claim", "resolve", "add_evidence", "pass", "rate", "rate",
    ]  # fmt: skip


async def test_nobody_checks_their_own_work_or_report(town):
    filed = await town.says(OTHER, code="G1")
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    for user_id in (WORKER, OTHER):
        refused = await town.do(check_incident, filed, user_id, is_passed=True)
        assert isinstance(refused, Refusal)
    assert (await town.incident(filed)).state is IncidentState.PENDING_CHECK
    assert len(await town.rows("check_request", user=HEAD)) == 1


async def test_the_community_checks_when_nobody_of_the_grid_may(bare):
    town = await bare.build(without=(OTHER, HEAD))
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    assert len(await town.rows("check_request", user=SECRETARY)) == 1
    card = await town.shows(COMPOSERS, "incident_card", group="C")
    assert {"pass", "fail"} <= set(actions(card))
    assert isinstance(await town.do(check_incident, filed, SECRETARY, is_passed=True), Moved)


async def test_a_losing_press_is_told_who_was_first(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    refused = await town.do(claim_incident, filed, OTHER)
    assert refused.reason == "refusal_incidents.taken"
    assert refused.values["who"] == "第一网格的网格员"
    assert (await town.incident(filed)).claimed_by == WORKER


async def test_a_press_by_who_may_not_changes_nothing(town):
    filed = await town.says(LEADER)
    before = (await town.incident(filed)).version
    for user_id in (RESIDENT, LEADER, FAR_WORKER, SECRETARY):
        assert isinstance(await town.do(claim_incident, filed, user_id), Refusal)
    assert (await town.incident(filed)).version == before


async def test_failed_work_goes_back_to_whoever_has_it(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(check_incident, filed, OTHER, is_passed=False, here=town.here("G1"))
    incident = await town.incident(filed)
    assert (incident.state, incident.claimed_by, incident.resolved_by) == (IncidentState.HANDLING, WORKER, None)
    assert incident.next_step_at <= incident.handle_due_at
    assert len(await town.rows("reason_prompt", group="G1")) == 1


async def test_without_grid_worker_the_head_gets_the_card_and_without_head_the_community(bare):
    town = await bare.build(without=(WORKER, OTHER))
    await town.says(LEADER)
    assert len(await town.rows("incident_card", user=HEAD)) == 1
    assert len(await town.rows("incident_card", group="G1")) == 1


async def test_without_anybody_in_the_grid_the_community_takes_it(bare):
    town = await bare.build(without=(WORKER, OTHER, HEAD))
    filed = await town.says(LEADER)
    assert labels(await town.shows(COMPOSERS, "incident_card", group="C")) == ["接单", "为什么是我"]
    assert isinstance(await town.do(claim_incident, filed, SECRETARY), Moved)


async def test_a_grid_without_chat_whose_people_never_pressed_start_is_heard_one_tier_up(bare):
    town = await bare.build(unstarted=(WORKER, OTHER))
    await town.session.execute(update(Group).where(Group.id == town.groups["G1"]).values(chat_id=None))
    await town.says(LEADER)
    assert len(await town.rows("incident_card", group="C")) == 1
    assert len(await town.rows("incident_card", user=SECRETARY)) == 1


async def test_a_residents_words_wait_as_a_draft_and_the_leader_confirms(town):
    filed = await town.says(RESIDENT)
    assert filed.state is IncidentState.DRAFT
    assert not await town.rows("incident_answer")
    offer = await town.shows(COMPOSERS, "incident_offer", user=LEADER)
    assert labels(offer) == ["对", "改", "不是事件"]
    town.later(hours=1)
    done = await town.do(confirm_report, filed, LEADER)
    assert done.state is IncidentState.REPORTED
    assert len(await town.rows("incident_answer", group="M1")) == 1
    assert len(await town.rows("incident_card", group="G1")) == 1


async def test_a_leader_who_never_pressed_start_is_asked_under_an_answer_line(bare):
    town = await bare.build(unstarted=(LEADER,))
    await town.says(RESIDENT)
    answer = await town.shows(COMPOSERS, "incident_answer", group="M1")
    assert labels(answer) == ["对", "改", "不是事件", "我也是"]


async def test_a_residents_emergency_opens_at_once_and_stands_alone_above(town):
    fire = leak(category="fire.active_fire", urgency="emergency")
    filed = await town.says(RESIDENT, report=fire)
    assert filed.state is IncidentState.REPORTED
    answer = await town.shows(COMPOSERS, "incident_answer", group="M1")
    assert "119" in answer.html
    assert len(await town.rows("incident_card", group="C")) == 1
    assert not await town.rows("digest")


async def test_what_is_said_in_an_upper_group_belongs_to_that_unit(town):
    filed = await town.says(SECRETARY, code="C")
    incident = await town.incident(filed)
    assert incident.owner_unit_id == town.units["C"].id
    assert (await town.rows("incident_card", group="C"))[0].reply_to == 1
    assert not await town.rows("incident_answer")


async def test_a_restricted_matter_leaves_only_a_bare_line_in_groups(town):
    filed = await town.says(LEADER, report=leak(category="dispute.family", urgency="normal", sensitivity="S2"))
    for kind, code in (("incident_answer", "M1"), ("incident_card", "G1"), ("digest", "C")):
        shown = await town.shows(COMPOSERS, kind, group=code)
        assert f"#{filed.number}" in shown.html
        for secret in ("婚姻", "3栋2", "401", "张三"):
            assert secret not in shown.html
    assert "张三" in (await town.shows(COMPOSERS, "incident_card", user=WORKER)).html
