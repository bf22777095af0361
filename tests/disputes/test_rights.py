"""Who may do what at the table, that nobody else reads a word, and that all of it goes on its day."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from disputes.advance_disputes import advance_disputes, next_moment
from disputes.composers import COMPOSERS
from disputes.hear_side import hear_side, tell_all
from disputes.invite_side import invite_side, join_side, new_link
from disputes.keep_word import answer_promise
from disputes.levels import CENTRES, next_centre, reached
from disputes.raise_dispute import hand_up
from disputes.settle import accept_agreement, propose_agreement
from disputes.start_mediation import start_mediation
from disputes.table import open_table
from incidents.claim_incident import claim_incident
from incidents.verify_audit import verify_audit
from models.disputes import DisputePromise, DisputeWord
from models.incidents import Escalation
from models.kinds import IncidentState, Sensitivity, Side, Tier
from models.pyramid import Acquaintance
from parsing.promises import Promised
from privacy.apply_retention import apply_retention
from privacy.erase_person import Erased, erase_person
from privacy.my_data import my_data
from pyramid.refusal import Refusal
from tests.incidents.town import BOT, HEAD, LEADER, OTHER, RESIDENT, SECRETARY, START, STREET, WORKER, leak

OTHER_SIDE, STRANGER = 301, 302
SECRET = "他欠我三千块，住4711室，电话13987654321"


def quarrel():
    return leak(category="dispute.neighbor", urgency="normal", sensitivity="S1")


async def table(town):
    """RESIDENT told of it in private, WORKER mediates, OTHER_SIDE came by the link."""
    for user_id in (OTHER_SIDE, STRANGER):
        town.session.add(Acquaintance(user_id=user_id, bot_id=BOT, since=START))
    filed = await town.says(RESIDENT, report=quarrel(), chat_id=RESIDENT, group_id=None, in_private=True)
    await town.do(start_mediation, filed, WORKER)
    seated = await open_table(town.session, filed.incident_id)
    url = await new_link(town.session, seated.sides[Side.B], BOT, now=town.now)
    await join_side(town.session, url.partition("=d_")[2], await town.who(OTHER_SIDE), now=town.now)
    return filed


async def by(town, use_case, filed, by_whom, **more):
    return await use_case(town.session, filed.incident_id, await town.who(by_whom), now=town.now, **more)


def reason(done):
    return done.reason.partition(".")[2] if isinstance(done, Refusal) else ""


async def test_a_dispute_is_closed_to_groups_from_the_first_word(town):
    filed = await town.says(LEADER, report=quarrel())
    incident = await town.incident(filed)
    assert incident.sensitivity is Sensitivity.S2
    assert set(incident.plan["named"]) == {WORKER, OTHER}
    assert [row.args["message_id"] for row in await town.rows("hidden_words", group="M1")] == [1]
    assert await town.rows("moved_here", user=LEADER)


async def test_a_residents_private_draft_is_offered_to_the_closed_list_and_not_to_the_leader(town):
    filed = await town.says(RESIDENT, report=quarrel())
    assert filed.state is IncidentState.DRAFT
    assert not await town.rows("incident_offer", user=LEADER)
    assert await town.rows("incident_offer", user=WORKER)
    assert not await town.rows("hidden_words", group="M1"), "it may be no matter at all"


@pytest.mark.parametrize("who", [LEADER, SECRETARY, STRANGER, OTHER_SIDE, RESIDENT])
async def test_who_is_outside_cannot_mediate(town, who):
    filed = await town.says(RESIDENT, report=quarrel(), chat_id=RESIDENT, group_id=None, in_private=True)
    assert reason(await town.do(start_mediation, filed, who)) in {
        "restricted",
        "own_dispute",
        "only_mediate",
        "elsewhere",
    }


async def test_what_is_no_dispute_or_has_a_holder_is_not_mediated(town):
    assert reason(await town.do(start_mediation, await town.says(LEADER), WORKER)) == "no_dispute"
    filed = await town.says(LEADER, report=quarrel())
    await town.do(claim_incident, filed, WORKER)
    assert reason(await town.do(start_mediation, filed, OTHER)) == "taken"


async def test_only_the_two_sides_speak_and_only_the_mediator_reads(town):
    filed = await table(town)
    assert reason(await by(town, hear_side, filed, STRANGER, words=SECRET)) == "not_a_side"
    assert reason(await by(town, hear_side, filed, WORKER, words=SECRET)) == "not_a_side"
    await by(town, hear_side, filed, OTHER_SIDE, words=SECRET)
    assert SECRET in (await town.shows(COMPOSERS, "dispute_heard", user=WORKER)).html
    masked = await town.shows(COMPOSERS, "dispute_heard", user=WORKER, details="console")
    assert [word for word in ("4711", "13987654321") if word in masked.html] == []
    for who in (RESIDENT, HEAD, SECRETARY):
        assert reason(await by(town, tell_all, filed, who)) == "not_mediator"
    shown = await town.shows(COMPOSERS, "dispute_side", user=RESIDENT)
    assert SECRET not in shown.html
    assert shown.is_protected


async def test_words_go_with_the_mediation_and_not_with_the_mediator(town):
    filed = await table(town)
    await by(town, hear_side, filed, OTHER_SIDE, words=SECRET)
    await town.do(hand_up, filed, WORKER)
    assert reason(await by(town, tell_all, filed, WORKER)) == "not_mediator"
    heard = await town.shows(COMPOSERS, "dispute_heard", user=WORKER)
    assert "not at this table" in heard.reason
    await town.do(start_mediation, filed, 201)
    await by(town, tell_all, filed, 201)
    assert SECRET in (await town.shows(COMPOSERS, "dispute_heard", user=201)).html


async def test_a_link_opens_once_and_not_for_those_at_the_table(town):
    filed = await table(town)
    assert reason(await by(town, invite_side, filed, OTHER, side=Side.B)) == "not_mediator"
    seated = await open_table(town.session, filed.incident_id)
    code = (await new_link(town.session, seated.sides[Side.B], BOT, now=town.now)).partition("=d_")[2]
    for who in (WORKER, RESIDENT):
        assert reason(await join_side(town.session, code, await town.who(who), now=town.now)) == "own_dispute"
    assert not isinstance(await join_side(town.session, code, await town.who(STRANGER), now=town.now), Refusal)
    assert reason(await join_side(town.session, code, await town.who(OTHER_SIDE), now=town.now)) == "link_ended"


async def test_a_link_that_was_handed_out_ends_with_its_week_and_with_the_mediation(town):
    filed = await table(town)
    stranger = await town.who(STRANGER)

    async def handed_out():
        seated = await open_table(town.session, filed.incident_id)
        return (await new_link(town.session, seated.sides[Side.B], BOT, now=town.now)).partition("=d_")[2]

    code, newer = await handed_out(), await handed_out()
    assert reason(await join_side(town.session, code, stranger, now=town.now)) == "link_ended", "a newer one was made"
    late = town.now + timedelta(days=7, seconds=1)
    assert reason(await join_side(town.session, newer, stranger, now=late)) == "link_ended"
    promised = [Promised("a", "拿掉锁", town.now + timedelta(days=2))]
    await by(town, propose_agreement, filed, WORKER, promises=promised)
    code = await handed_out()
    await town.do(accept_agreement, filed, WORKER, agreement=1)
    assert reason(await join_side(town.session, code, stranger, now=town.now)) == "link_ended", "it is settled"
    seated = await open_table(town.session, filed.incident_id)
    assert [seat.code_hash for seat in seated.sides.values()] == [None, None]
    await by(town, invite_side, filed, WORKER, side=Side.B, with_link=True)
    assert "link" not in str(await town.rows("dispute_link", user=WORKER, state=None))


async def agreed(town):
    filed = await table(town)
    made = [Promised("a", "拿掉锁", town.now + timedelta(days=2)), Promised("b", SECRET, town.now + timedelta(days=3))]
    await by(town, propose_agreement, filed, WORKER, promises=made)
    return filed


async def test_an_agreement_needs_both_or_the_hand_given_at_the_table(town):
    filed = await agreed(town)
    assert reason(await town.do(accept_agreement, filed, STRANGER, agreement=1)) == "not_a_side"
    assert reason(await town.do(accept_agreement, filed, RESIDENT, agreement=2)) == "other_text"
    await town.do(accept_agreement, filed, RESIDENT, agreement=1)
    assert (await town.incident(filed)).state is IncidentState.HANDLING
    await town.do(accept_agreement, filed, WORKER, agreement=1)
    incident = await town.incident(filed)
    assert (incident.state, incident.close_reason) == (IncidentState.CLOSED, "agreed")


async def test_only_who_was_promised_something_says_whether_it_was_kept(town):
    filed = await agreed(town)
    await town.do(accept_agreement, filed, WORKER, agreement=1)
    first = await town.session.scalar(select(DisputePromise.id).where(DisputePromise.side == Side.A))
    for who in (RESIDENT, WORKER, STRANGER):
        assert reason(await town.do(answer_promise, first, who, is_kept=True)) == "not_asked"
    await town.do(answer_promise, first, OTHER_SIDE, is_kept=False)
    incident = await town.incident(filed)
    assert (incident.state, incident.cycle, incident.highest_tier) == (IncidentState.REPORTED, 2, "community")
    assert {SECRETARY, 201} <= set(incident.plan["named"])
    assert [
        event.reason for event in await town.events(filed) if SECRET in event.reason or SECRET in str(event.data)
    ] == []
    assert (await verify_audit(town.session)).is_sound


async def test_what_was_said_goes_on_its_day_and_with_its_person(town):
    filed = await agreed(town)
    for who in (RESIDENT, OTHER_SIDE):
        await by(town, hear_side, filed, who, words=SECRET)
    await town.do(accept_agreement, filed, WORKER, agreement=1)
    assert len((await my_data(town.session, OTHER_SIDE))["said_to_mediators"]) == 1
    assert isinstance(await erase_person(town.session, OTHER_SIDE, await town.who(OTHER_SIDE), now=town.now), Erased)
    assert await town.session.scalar(select(func.count()).select_from(DisputeWord)) == 1
    kept = (await town.session.scalars(select(DisputePromise.words).execution_options(populate_existing=True))).all()
    assert [word for word in kept if "4711" in word or "13987654321" in word] == []
    await apply_retention(town.session, now=town.now + timedelta(days=31))
    assert await town.session.scalar(select(func.count()).select_from(DisputeWord)) == 0
    await apply_retention(town.session, now=town.now + timedelta(days=98))
    assert set(await town.session.scalars(select(DisputePromise.words))) == {""}
    assert await town.session.scalar(select(func.count()).select_from(DisputePromise)) == 2


async def test_the_ladder_moves_the_table_to_the_centre_that_was_called(town):
    filed = await table(town)
    assert await advance_disputes(town.session, policy=town.policy, now=town.now) == 0
    called = {"why": "unfinished", "due_at": town.now, "fired_at": town.now, "to_unit_id": town.units["S"].id}
    town.session.add(Escalation(incident_id=filed.incident_id, cycle=1, rung=0, **called))
    await town.session.flush()
    assert await advance_disputes(town.session, policy=town.policy, now=town.now) == 1
    assert await advance_disputes(town.session, policy=town.policy, now=town.now) == 0
    seated = await open_table(town.session, filed.incident_id)
    assert (seated.tier, seated.dispute.mediated_by) == (Tier.STREET, None)
    incident = await town.incident(filed)
    assert {STREET, 202} <= set(incident.plan["named"])
    assert (incident.claimed_by, incident.state) == (WORKER, IncidentState.HANDLING)
    shown = await town.shows(COMPOSERS, "dispute_card", user=202)
    assert [key.action for row in shown.keyboard for key in row] == ["mediate"]


async def test_questions_come_on_their_days_and_once(town):
    filed = await agreed(town)
    await town.do(accept_agreement, filed, WORKER, agreement=1)
    assert await next_moment(town.session) == town.now + timedelta(days=2)
    asked = []
    for days in (2, 3, 7, 30, 90):
        town.now = START + timedelta(days=days)
        await advance_disputes(town.session, policy=town.policy, now=town.now)
        await advance_disputes(town.session, policy=town.policy, now=town.now)
        asked.append(len(await town.rows("dispute_question")))
    assert asked == [1, 2, 4, 6, 8]
    assert await next_moment(town.session) is None


def test_the_four_centres_follow_one_another():
    assert [next_centre(tier) for tier in CENTRES] == [Tier.COMMUNITY, Tier.STREET, Tier.HQ, None]
    assert reached(Tier.GRID, [Tier.MICRO_GRID]) is Tier.GRID
    assert reached(Tier.GRID, [Tier.STREET, Tier.COMMUNITY]) is Tier.STREET
