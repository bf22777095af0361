"""What people say later: edits, albums, corrections, objections, and what they are answered."""

from datetime import timedelta

import pytest

from incidents.add_evidence import add_evidence
from incidents.add_media import add_media
from incidents.add_note import add_note
from incidents.amend_report import amend_report
from incidents.arrive_at_incident import arrive_at_incident
from incidents.buttons import Seat
from incidents.cards import answer_card
from incidents.case import Here, MediaFile, Moved
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.confirm_report import confirm_report
from incidents.correct_report import Correction, correct_report
from incidents.join_incident import join_incident
from incidents.rate_incident import rate_incident
from incidents.read_view import read_view
from incidents.reopen_incident import reopen_incident
from incidents.resolve_incident import resolve_incident
from incidents.store import reports as report_store
from incidents.tell_why import tell_why
from incidents.undo_move import undo_move
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
    WORKER,
    actions,
    leak,
)


def photo(name):
    return MediaFile("photo", BOT, f"file-{name}", name)


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


async def test_the_answer_says_where_we_are_not_sure_until_somebody_has_said_so(town):
    doubted = await town.says(LEADER, report=leak(confidence=0.5))
    shown = await town.shows(COMPOSERS, "incident_answer", group="M1")
    assert "听得不太准" in shown.html
    await town.do(confirm_report, doubted, LEADER)
    assert "听得不太准" not in (await town.shows(COMPOSERS, "incident_answer", group="M1", is_edit=True)).html
    for plain in ({"confidence": 0.9}, {"confidence": 0.0, "category": None}):
        sure = await town.says(LEADER, report=leak(**plain), words="" if plain["confidence"] == 0 else "水管爆了")
        case, view = await read_view(town.session, sure.incident_id)
        del case
        assert "听得不太准" not in answer_card(view, Seat.ANSWER, town.now, "zh").html


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
    after = (await town.incident(fire)).next_step_at
    assert after is None or after >= before, "no rung is left, only the question whether it goes on"


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


async def test_what_must_be_done_at_once_is_not_called_late(town):
    await town.says(LEADER, report=leak(category="traffic.accident", urgency="emergency"))
    town.later(minutes=1)
    card = await town.shows(COMPOSERS, "incident_card", group="G1")
    assert "请立即办理" in card.html
    assert "已超时" not in card.html


async def test_evidence_photos_reach_whoever_checks(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER, here=Here(BOT, WORKER))
    await town.do(add_evidence, filed, WORKER, files=[photo("done")])
    shown = await town.shows(COMPOSERS, "evidence", user=OTHER)
    assert [file.file_unique_id for file in shown.files] == ["done"]
    assert len(await town.rows("evidence", group="G1")) == 1
