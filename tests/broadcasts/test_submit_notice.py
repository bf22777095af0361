from datetime import timedelta

import pytest

from broadcasts.audience_choices import audience_choices
from broadcasts.audience_count import audience_count
from broadcasts.submit_notice import Submitted
from models.kinds import GroupState, NoticeKind, NoticeState, Role, Tier
from models.pyramid import Post
from pyramid.refusal import Refusal
from tests.broadcasts.pyramids import HQ, HQ_TWO, RESIDENT, STREET


async def test_a_notice_is_numbered_counted_and_held(town):
    first = await town.submit()
    second = await town.submit(to="s1", by=STREET)
    assert (first.number, second.number) == ("A-N1", "A-N2")
    assert first.state is NoticeState.HELD
    assert (first.counts.total, second.counts.total) == (39, 19)
    notice = await town.notice(first.notice_id)
    assert notice.next_step_at == town.now + timedelta(seconds=60)
    assert await town.count(first.notice_id) == 0


async def test_the_units_own_chat_and_all_bound_chats_below_are_counted(town):
    town.groups["s1c1g1m1"].state = GroupState.AWAY
    town.groups["s1c1g1m2"].state = GroupState.LEFT
    town.groups["s1c1g1m3"].unit_id = None
    counts = await audience_count(town.session, town.units["s1c1"].id)
    assert counts.by_tier == {Tier.COMMUNITY: 1, Tier.GRID: 2, Tier.MICRO_GRID: 4}
    assert (counts.total, counts.away) == (7, 1)


async def test_an_emergency_is_fanned_out_at_once(town):
    submitted = await town.submit(kind=NoticeKind.EMERGENCY)
    assert submitted.state is NoticeState.SENDING
    assert await town.count(submitted.notice_id) == 39


async def test_above_the_limit_a_chat_notice_waits_for_a_second_person(town):
    town.with_notices(approve_above=38)
    submitted = await town.submit(kind=NoticeKind.EMERGENCY)
    assert submitted.state is NoticeState.AWAITING_APPROVAL
    assert submitted.asked == 1
    asked = await town.rows(submitted.notice_id, "approval_request")
    assert [row.user_id for row in asked] == [HQ_TWO]
    assert await town.count(submitted.notice_id) == 0


async def test_at_the_limit_nobody_else_is_needed(town):
    town.with_notices(approve_above=39)
    assert (await town.submit()).state is NoticeState.HELD


@pytest.mark.parametrize(
    ("approver", "reason"),
    [
        (None, "refusal_broadcasts.no_approver"),
        (HQ, "refusal_broadcasts.own_approver"),
        (STREET, "refusal_broadcasts.unentitled_approver"),
        (RESIDENT, "refusal_broadcasts.unentitled_approver"),
    ],
)
async def test_on_the_command_line_a_bad_approver_leaves_nothing_behind(town, approver, reason):
    town.with_notices(approve_above=38)
    refusal = await town.submit(source="command_line", approver=approver)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason
    assert (await town.submit(to="s1")).number == "A-N1"


async def test_whoever_is_named_is_checked_even_below_the_limit(town):
    refusal = await town.submit(source="command_line", approver=RESIDENT)
    assert refusal == Refusal("refusal_broadcasts.unentitled_approver", {"unit": "U-hq"})


async def test_on_the_command_line_the_approver_has_consented(town):
    town.with_notices(approve_above=38)
    submitted = await town.submit(source="command_line", approver=HQ_TWO)
    notice = await town.notice(submitted.notice_id)
    assert (submitted.state, notice.approver_id, notice.plan["is_operator"]) == (NoticeState.HELD, HQ_TWO, True)


async def test_a_named_approver_in_a_chat_is_asked(town):
    submitted = await town.submit(to="s1", by=STREET, approver=HQ)
    assert (submitted.state, submitted.asked) == (NoticeState.AWAITING_APPROVAL, 1)


@pytest.mark.parametrize(("by", "to"), [(STREET, "s2"), (STREET, "hq"), (RESIDENT, "s1c1g1m1")])
async def test_nobody_publishes_outside_their_own_subtree(town, by, to):
    assert isinstance(await town.submit(by=by, to=to), Refusal)


async def test_a_leader_publishes_to_the_own_group_alone(town):
    leader = town.leaders["s1c1g1m1"]
    submitted = await town.submit(by=leader, to="s1c1g1m1")
    assert isinstance(submitted, Submitted)
    assert submitted.counts.total == 1
    assert isinstance(await town.submit(by=leader, to="s1c1g1m2"), Refusal)


@pytest.mark.parametrize(
    ("words", "reason"), [("  \n ", "no_words"), ("x" * 3001, "too_long"), ("\x00\x07", "no_words")]
)
async def test_unfit_words_are_refused(town, words, reason):
    assert (await town.submit(words=words)).reason == f"refusal_broadcasts.{reason}"


async def test_a_notice_that_reaches_nobody_is_refused(town):
    town.groups["s1c1g1m1"].unit_id = None
    refusal = await town.submit(to="s1c1g1m1")
    assert refusal.reason == "refusal_broadcasts.nobody_there"


async def test_an_unknown_unit_is_refused(town):
    town.units["nowhere"] = type("Nowhere", (), {"id": 4711})
    assert (await town.submit(to="nowhere")).reason == "refusal_broadcasts.unknown_unit"


async def test_the_picker_offers_what_may_be_published_to(town):
    await town.person(301, "s1", Role.DEPARTMENT, field="water")
    own = await audience_choices(town.session, await town.actor(HQ))
    assert [(choice.name, len(choice.kinds)) for choice in own] == [("U-hq", len(NoticeKind))]
    below = await audience_choices(town.session, await town.actor(HQ), under=own[0].unit_id)
    assert [choice.name for choice in below] == ["U-s1", "U-s2"]
    topic = await audience_choices(town.session, await town.actor(301))
    assert NoticeKind.OUTAGE in topic[0].kinds
    assert NoticeKind.EMERGENCY not in topic[0].kinds
    assert await audience_choices(town.session, await town.actor(RESIDENT)) == []


async def test_the_issuer_is_the_nearest_post_that_allows_it(town):
    await town.person(302, "hq", Role.HQ_OFFICE)
    person = await town.actor(302)
    town.session.add(
        Post(person_id=person.person_id, unit_id=town.units["s1"].id, role=Role.STREET_COMMAND, valid_from=town.now)
    )
    await town.session.flush()
    near = await town.notice((await town.submit(by=302, to="s1c1")).notice_id)
    far = await town.notice((await town.submit(by=302, to="s2")).notice_id)
    assert near.plan["issuer_unit_id"] == town.units["s1"].id
    assert far.plan["issuer_unit_id"] == town.units["hq"].id
