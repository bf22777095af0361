"""Beside the straight way: undoing, dropping, giving back, giving to others, help and supervision."""

from incidents.add_media import add_media
from incidents.ask_help import ask_help
from incidents.ask_return import ask_return
from incidents.case import MediaFile, Moved
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.confirm_report import confirm_report
from incidents.correct_report import Correction, correct_report
from incidents.decide_return import decide_return
from incidents.drop_report import drop_report
from incidents.lend_hand import lend_hand
from incidents.lifecycle import Move
from incidents.reassign_choices import reassign_choices
from incidents.reassign_incident import reassign_incident
from incidents.request_reason import request_reason
from incidents.rule_incident import rule_incident
from incidents.supervise_incident import supervise_incident
from incidents.undo_move import undo_move
from incidents.withdraw_incident import withdraw_incident
from models.kinds import IncidentState, Sensitivity
from pyramid.refusal import Refusal
from tests.incidents.town import (
    BOT,
    FAR_WORKER,
    LEADER,
    OTHER,
    RESIDENT,
    SECRETARY,
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
    assert labels(await town.shows(COMPOSERS, "incident_card", group="G2")) == ["接单", "为什么是我", "经过"]
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


async def test_a_ruling_that_was_taken_back_binds_nobody_and_one_that_stands_has_no_button_to_return_it(town):
    filed = await town.says(LEADER)
    await town.do(rule_incident, filed, STREET, unit_id=town.units["G2"].id)
    await town.do(undo_move, filed, STREET)
    await town.do(claim_incident, filed, WORKER)
    assert "return" in actions(await town.shows(COMPOSERS, "incident_card", group="G1", is_edit=True))
    assert isinstance(await town.do(ask_return, filed, WORKER, reason="不是我们的"), Moved)
    await town.do(rule_incident, filed, STREET, unit_id=town.units["G1"].id)
    await town.do(claim_incident, filed, WORKER)
    assert "return" not in actions(await town.shows(COMPOSERS, "incident_card", group="G1", is_edit=True))


async def test_help_is_asked_of_colleagues_and_above(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(ask_help, filed, WORKER, reason="要两个人抬")
    assert {row.user_id for row in await town.rows("help_request")} >= {OTHER, SECRETARY}
    assert "要两个人抬" in (await town.shows(COMPOSERS, "help_request", group="G1")).html


async def test_who_comes_to_help_is_noted_once_and_the_work_stays_where_it_was(town):
    filed = await town.says(LEADER)
    assert (await town.do(lend_hand, filed, OTHER)).reason == "refusal_incidents.not_taken"
    await town.do(claim_incident, filed, WORKER)
    await town.do(ask_help, filed, WORKER)
    assert (await town.do(lend_hand, filed, WORKER)).reason == "refusal_pyramid.own_help"
    assert (await town.do(lend_hand, filed, FAR_WORKER)).reason == "refusal_pyramid.elsewhere"
    assert (await town.do(lend_hand, filed, RESIDENT)).reason == "refusal_pyramid.only_lend_hand"
    await town.do(lend_hand, filed, OTHER)
    await town.do(lend_hand, filed, SECRETARY)
    assert (await town.do(lend_hand, filed, OTHER)).reason == "refusal_incidents.helping"
    assert (await town.incident(filed)).claimed_by == WORKER
    told = [row.args["by"] for row in await town.rows("worker_news", user=WORKER)]
    assert told == ["grid_worker", "community_secretary"]
    await town.do(undo_move, filed, SECRETARY)
    shown = await town.shows(COMPOSERS, "help_request", group="C", is_edit=True)
    assert "来帮忙的：网格员\n" in shown.html
    assert actions(shown)[0] == "lend"


async def test_help_that_is_asked_again_may_be_answered_again(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    for _ in range(2):
        await town.do(ask_help, filed, WORKER)
        town.later(minutes=5)
        assert isinstance(await town.do(lend_hand, filed, OTHER), Moved)


async def test_supervision_is_seen_by_whoever_has_it(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    assert isinstance(await town.do(supervise_incident, filed, WORKER), Refusal)
    await town.do(supervise_incident, filed, SECRETARY)
    assert "社区书记" in (await town.shows(COMPOSERS, "supervision", user=WORKER)).html
    assert "督办" in (await town.shows(COMPOSERS, "incident_card", group="G1")).html


async def test_what_becomes_restricted_is_taken_out_of_the_group_with_all_pieces_of_its_album(town):
    pieces = [MediaFile("photo", BOT, f"f{n}", f"u{n}", chat_id=town.chat("M1"), message_id=n) for n in (77, 78)]
    filed = await town.says(LEADER, report=leak(sensitivity="S0"), files=[*pieces, photo("no piece")])
    assert not await town.rows("hidden_words", group="M1")
    correction = Correction(leaf="dispute.family", sensitivity=Sensitivity.S2)
    await town.do(correct_report, filed, LEADER, correction=correction)
    hidden = [row.args["message_id"] for row in await town.rows("hidden_words", group="M1")]
    assert sorted(hidden) == [1, 77, 78]
    late = MediaFile("photo", BOT, "f79", "u79", chat_id=town.chat("M1"), message_id=79)
    await add_media(
        town.session, late, await town.who(LEADER), here=town.here("M1"), policy=town.policy, now=town.now,
        album="x", incident_id=filed.incident_id,
    )  # fmt: skip
    assert 79 in [row.args["message_id"] for row in await town.rows("hidden_words", group="M1")]
