"""Everything beside the straight way: undoing, giving back, giving to others, edits, albums, joining, objections."""

from datetime import timedelta

import pytest

from incidents.add_media import add_media
from incidents.add_note import add_note
from incidents.amend_report import amend_report
from incidents.arrive_at_incident import arrive_at_incident
from incidents.ask_help import ask_help
from incidents.ask_return import ask_return
from incidents.case import MediaFile, Moved
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.confirm_report import confirm_report
from incidents.correct_report import Correction, correct_report
from incidents.decide_return import decide_return
from incidents.drop_report import drop_report
from incidents.join_incident import join_incident
from incidents.lifecycle import Move
from incidents.rate_incident import rate_incident
from incidents.reassign_choices import reassign_choices
from incidents.reassign_incident import reassign_incident
from incidents.reopen_incident import reopen_incident
from incidents.request_reason import request_reason
from incidents.resolve_incident import resolve_incident
from incidents.rule_incident import rule_incident
from incidents.store import reports as report_store
from incidents.supervise_incident import supervise_incident
from incidents.tell_why import tell_why
from incidents.undo_move import undo_move
from incidents.withdraw_incident import withdraw_incident
from models.kinds import IncidentState, OutgoingState, Urgency
from parsing.report import Location
from pyramid.refusal import Refusal
from tests.incidents.town import (
    BOT,
    FAR_WORKER,
    HQ,
    LEADER,
    OTHER,
    RESIDENT,
    SECRETARY,
    START,
    STREET,
    WORKER,
    actions,
    labels,
    leak,
)


def photo(name):
    return MediaFile("photo", BOT, f"file-{name}", name)


async def test_a_mistaken_tap_is_undone_by_the_same_person_within_a_minute(town):
    filed = await town.says(LEADER)
    before = (await town.incident(filed)).next_step_at
    await town.do(claim_incident, filed, WORKER)
    assert isinstance(await town.do(undo_move, filed, OTHER), Refusal)
    town.later(seconds=60)
    assert isinstance(await town.do(undo_move, filed, WORKER), Moved)
    incident = await town.incident(filed)
    assert (incident.state, incident.claimed_by, incident.claimed_at) == (IncidentState.REPORTED, None, None)
    assert incident.next_step_at == before


async def test_after_a_minute_nothing_is_undone(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    town.later(seconds=61)
    refused = await town.do(undo_move, filed, WORKER)
    assert refused.reason == "refusal_incidents.undo_too_late"
    assert (await town.incident(filed)).claimed_by == WORKER


async def test_an_undone_closing_takes_back_the_question(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(check_incident, filed, OTHER, is_passed=True)
    await town.do(undo_move, filed, OTHER)
    incident = await town.incident(filed)
    assert (incident.state, incident.closed_at, incident.resolved_by) == (IncidentState.PENDING_CHECK, None, WORKER)
    assert not await town.rows("closing_question")
    assert len(await town.rows("closing_question", state=OutgoingState.DROPPED)) == 1


async def test_a_dropped_report_can_be_taken_back_too(town):
    filed = await town.says(LEADER)
    await town.do(drop_report, filed, LEADER)
    answer = await town.shows(COMPOSERS, "incident_answer", group="M1", is_edit=True)
    assert labels(answer) == ["撤销"]
    await town.do(undo_move, filed, LEADER)
    assert (await town.incident(filed)).state is IncidentState.REPORTED


async def test_what_is_taken_cannot_be_dropped(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    assert (await town.do(drop_report, filed, LEADER)).reason == "refusal_incidents.taken"


async def test_only_reporter_and_leader_confirm_and_drop(town):
    filed = await town.says(RESIDENT)
    assert isinstance(await town.do(confirm_report, filed, WORKER), Refusal)
    assert isinstance(await town.do(drop_report, filed, FAR_WORKER), Refusal)
    assert isinstance(await town.do(confirm_report, filed, RESIDENT), Moved)


async def test_the_reporter_may_withdraw_before_it_is_taken(town):
    filed = await town.says(RESIDENT)
    assert isinstance(await town.do(withdraw_incident, filed, LEADER), Refusal)
    assert (await town.do(withdraw_incident, filed, RESIDENT)).state is IncidentState.WITHDRAWN


async def test_an_agreed_return_is_open_for_others(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(ask_return, filed, WORKER, reason="不是我们的")
    asked = await town.shows(COMPOSERS, "return_request", user=SECRETARY)
    assert "不是我们的" in asked.html
    assert actions(asked)[:2] == ["agree_return", "refuse_return"]
    assert len(await town.rows("return_request", group="C")) == 1
    done = await town.do(decide_return, filed, SECRETARY, is_agreed=True)
    assert done.state is IncidentState.REPORTED
    assert (await town.incident(filed)).returns == 1
    assert isinstance(await town.do(claim_incident, filed, OTHER), Moved)


async def test_a_second_decision_is_told_that_there_is_nothing_to_decide(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(ask_return, filed, WORKER, reason="不是我们的")
    await town.do(decide_return, filed, SECRETARY, is_agreed=True)
    assert (await town.do(decide_return, filed, STREET, is_agreed=False)).reason == "refusal_incidents.nothing_asked"


async def test_it_is_given_to_another_grid_with_card_and_button(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    choices = await town.do_here(reassign_choices, filed, SECRETARY, "C")
    assert isinstance(choices, Moved)
    shown = await town.shows(COMPOSERS, "choose_target", group="C")
    args = [button.arg for row in shown.keyboard for button in row]
    assert {f"p{OTHER}", f"u{town.units['G2'].id}"} <= set(args)
    assert f"p{WORKER}" not in args
    done = await town.do(reassign_incident, filed, SECRETARY, unit_id=town.units["G2"].id)
    assert done.state is IncidentState.REPORTED
    assert labels(await town.shows(COMPOSERS, "incident_card", group="G2")) == ["接单", "为什么是我", "撤销"]
    assert isinstance(await town.do(claim_incident, filed, WORKER), Refusal)
    assert isinstance(await town.do(claim_incident, filed, FAR_WORKER), Moved)


async def test_it_is_given_to_a_colleague_only_of_the_same_unit(town):
    filed = await town.says(LEADER)
    refused = await town.do(reassign_incident, filed, SECRETARY, user_id=FAR_WORKER)
    assert refused.reason == "refusal_incidents.no_such_target"
    assert isinstance(await town.do(reassign_incident, filed, SECRETARY, user_id=OTHER), Moved)


async def test_what_was_ruled_is_not_returned(town):
    filed = await town.says(LEADER)
    done = await town.do(rule_incident, filed, STREET, unit_id=town.units["G2"].id)
    assert done.state is IncidentState.REPORTED
    await town.do(claim_incident, filed, FAR_WORKER)
    refused = await town.do(ask_return, filed, FAR_WORKER, reason="不是我们的")
    assert refused.reason == "refusal_incidents.ruled"
    refused = await town.do_here(request_reason, filed, FAR_WORKER, "G2", Move.ASK_RETURN)
    assert refused.reason == "refusal_incidents.ruled"


async def test_help_is_asked_of_colleagues_and_above(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(ask_help, filed, WORKER, reason="要两个人抬")
    assert {row.user_id for row in await town.rows("help_request")} >= {OTHER, SECRETARY}
    assert "要两个人抬" in (await town.shows(COMPOSERS, "help_request", group="G1")).html


async def test_supervision_is_seen_by_whoever_has_it(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    assert isinstance(await town.do(supervise_incident, filed, WORKER), Refusal)
    await town.do(supervise_incident, filed, SECRETARY)
    assert "社区书记" in (await town.shows(COMPOSERS, "supervision", user=WORKER)).html
    assert "督办" in (await town.shows(COMPOSERS, "incident_card", group="G1")).html


async def test_an_edit_updates_the_incident_and_says_so_and_moves_no_clock(town):
    filed = await town.says(LEADER, report=leak(category="housing.leakage", urgency="normal"))
    town.later(minutes=5)
    done = await amend_report(
        town.session,
        report=leak(category="utility.water_burst", urgency="urgent", location=Location(building="5")),
        bot_id=BOT,
        chat_id=town.chat("M1"),
        message_id=1,
        words="5栋水管爆了",
        actor=await town.who(LEADER),
        policy=town.policy,
        now=town.now,
    )
    assert isinstance(done, Moved)
    incident = await town.incident(filed)
    assert (incident.leaf, incident.urgency, incident.opened_at) == ("utility.water_burst", Urgency.URGENT, START)
    assert incident.handle_due_at == START + timedelta(hours=1)
    assert incident.next_step_at == START + timedelta(minutes=15)
    answer = await town.shows(COMPOSERS, "incident_answer", group="M1", is_edit=True)
    assert "5栋" in answer.html
    assert "✎" in answer.html
    words = (await report_store.reports(town.session, filed.incident_id))[0].words
    assert words.startswith("3栋2单元")
    assert words.endswith("5栋水管爆了")


async def test_an_edit_never_lowers_the_urgency(town):
    filed = await town.says(LEADER, report=leak(category="fire.active_fire", urgency="emergency"))
    await amend_report(
        town.session,
        report=leak(category="sanitation.garbage", urgency="normal"),
        bot_id=BOT,
        chat_id=town.chat("M1"),
        message_id=1,
        words="没事",
        actor=await town.who(LEADER),
        policy=town.policy,
        now=town.now,
    )
    assert (await town.incident(filed)).urgency is Urgency.EMERGENCY


async def test_an_album_is_one_incident_whatever_piece_carries_the_words(town):
    common = {"here": town.here("M1"), "policy": town.policy, "now": town.now, "album": "a1"}
    leader = await town.who(LEADER)
    assert await add_media(town.session, photo("one"), leader, **common) is None
    filed = await town.says(LEADER, album="a1", files=[photo("two")])
    assert isinstance(await add_media(town.session, photo("three"), leader, **common), Moved)
    kept = await report_store.media(town.session, filed.incident_id)
    assert sorted(each.file_unique_id for each in kept) == ["one", "three", "two"]
    card = await town.shows(COMPOSERS, "incident_card", user=WORKER)
    assert len(card.files) == 1
    assert "3 个附件" in card.html


async def test_me_too_is_counted_once_per_person(town):
    filed = await town.says(LEADER)
    for user_id in (RESIDENT, RESIDENT, FAR_WORKER, LEADER):
        assert isinstance(await town.do(join_incident, filed, user_id), Moved)
    assert "2 人" in (await town.shows(COMPOSERS, "incident_answer", group="M1", is_edit=True)).html


async def test_the_one_question_is_answered_by_a_reply(town):
    filed = await town.says(LEADER, report=leak(location=Location()))
    answer = await town.shows(COMPOSERS, "incident_answer", group="M1")
    assert answer.html.count("？") == 1
    await town.do(add_note, filed, RESIDENT, words="5栋", place=Location(building="5"))
    assert (await town.incident(filed)).place["building"] is None
    await town.do(add_note, filed, LEADER, words="5栋", place=Location(building="5"))
    assert (await town.incident(filed)).place["building"] == "5"
    assert "？" not in (await town.shows(COMPOSERS, "incident_answer", group="M1", is_edit=True)).html


async def test_a_correction_gives_the_limits_of_the_right_leaf_from_the_first_words_on(town):
    filed = await town.says(LEADER)
    town.later(minutes=10)
    nothing = await town.do(correct_report, filed, LEADER, correction=Correction())
    assert nothing.reason == "refusal_incidents.nothing_new"
    correction = Correction(leaf="municipal.manhole", urgency=Urgency.URGENT)
    assert isinstance(await town.do(correct_report, filed, LEADER, correction=correction), Moved)
    incident = await town.incident(filed)
    assert incident.handle_due_at == START + timedelta(hours=2)
    assert "confirm" not in actions(await town.shows(COMPOSERS, "incident_answer", group="M1", is_edit=True))


async def test_an_objection_opens_it_again_once_by_right(town):
    filed = await town.says(LEADER)
    for again in (Moved, Refusal):
        await town.do(claim_incident, filed, WORKER)
        await town.do(resolve_incident, filed, WORKER)
        await town.do(check_incident, filed, OTHER, is_passed=True)
        assert isinstance(await town.do(rate_incident, filed, LEADER, is_solved=False), again)
    assert isinstance(await town.do(reopen_incident, filed, SECRETARY), Moved)


async def test_a_week_after_closing_the_reporter_is_asked_to_report_anew(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(check_incident, filed, OTHER, is_passed=True)
    town.later(days=7, seconds=1)
    assert (await town.do(reopen_incident, filed, LEADER)).reason == "refusal_incidents.reopen_too_late"


async def test_presence_is_asked_only_where_the_ladder_watches_for_it(town):
    plain = await town.says(LEADER)
    await town.do(claim_incident, plain, WORKER)
    assert "arrive" not in actions(await town.shows(COMPOSERS, "incident_card", group="G1"))
    fire = await town.says(LEADER, report=leak(category="fire.active_fire", urgency="emergency"))
    await town.do(claim_incident, fire, WORKER)
    assert "arrive" in actions(await town.shows(COMPOSERS, "incident_card", group="G1"))
    before = (await town.incident(fire)).next_step_at
    await town.do(arrive_at_incident, fire, WORKER)
    assert before is not None
    assert (await town.incident(fire)).next_step_at is None


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_why_me_names_rule_unit_deadline_and_what_comes_next(town, language):
    filed = await town.says(LEADER)
    actor = await town.who(WORKER)
    asker = type(actor)(actor.user_id, actor.hats, language)
    told = await tell_why(town.session, filed.incident_id, asker, policy=town.policy, now=town.now, viewer="grid")
    assert "A-1001" in told
    assert "第一网格" in told
    assert "11-18 11:00" in told
    assert "11-18 10:15" in told
    assert len(told) <= 200


async def test_why_me_tells_nothing_of_a_restricted_matter_in_a_group(town):
    filed = await town.says(LEADER, report=leak(category="care.minor", urgency="urgent", sensitivity="S2"))
    common = {"policy": town.policy, "now": town.now}
    shown = await tell_why(town.session, filed.incident_id, await town.who(WORKER), viewer="grid", **common)
    assert "受限" in shown
    assert "受限" in await tell_why(town.session, filed.incident_id, await town.who(HQ), viewer="worker", **common)


async def test_a_reporter_without_start_is_asked_in_the_group(bare):
    town = await bare.build(unstarted=(LEADER,))
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(check_incident, filed, OTHER, is_passed=True)
    assert [row.reply_to for row in await town.rows("closing_question", group="M1")] == [1]
    assert isinstance(await town.do(rate_incident, filed, RESIDENT, is_solved=True), Refusal)
