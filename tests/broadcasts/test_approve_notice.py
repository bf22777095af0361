from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcasts.approve_notice import SEEN, Decided, approve_notice
from broadcasts.audience import Audience
from broadcasts.fingerprint import fingerprint, is_same_size
from broadcasts.refuse_notice import refuse_notice
from broadcasts.terms import Terms
from models.kinds import GroupState, NoticeKind, NoticeRepeat, NoticeState
from pyramid.refusal import Refusal
from tests.broadcasts.pyramids import HQ, HQ_TWO, RESIDENT, STREET


@pytest.fixture
async def asked(town):
    """A notice that waits for a second person."""
    town.with_notices(approve_above=38)
    return (await town.submit()).notice_id


async def approve(town, notice_id, by=HQ_TWO, count=39, seen=""):
    return await approve_notice(
        town.session, notice_id, await town.actor(by), typed_count=count, seen=seen, now=town.now
    )


async def test_consent_starts_the_hold(town, asked):
    decided = await approve(town, asked)
    assert isinstance(decided, Decided)
    notice = await town.notice(asked)
    assert (notice.state, notice.approver_id) == (NoticeState.HELD, HQ_TWO)
    assert notice.next_step_at == town.now + timedelta(seconds=60)
    assert (await approve(town, asked)).reason == "refusal_broadcasts.already_decided"


@pytest.mark.parametrize("by", [HQ, STREET, RESIDENT])
async def test_author_and_unentitled_people_cannot_consent(town, asked, by):
    assert isinstance(await approve(town, asked, by=by), Refusal)
    assert (await town.notice(asked)).state is NoticeState.AWAITING_APPROVAL


async def test_the_number_of_groups_has_to_be_typed_and_right(town, asked):
    assert (await approve(town, asked, count=None)).reason == "refusal_broadcasts.count_missing"
    assert (await approve(town, asked, count=40)).reason == "refusal_broadcasts.wrong_count"
    assert (await town.notice(asked)).state is NoticeState.AWAITING_APPROVAL


async def test_changed_words_void_the_request(town, asked):
    (await town.notice(asked)).words = "别的话"
    await town.session.flush()
    assert (await approve(town, asked)).reason == "refusal_broadcasts.void"
    assert (await town.notice(asked)).state is NoticeState.REFUSED


async def test_a_changed_audience_voids_the_request(town, asked):
    (await town.notice(asked)).unit_id = town.units["s1"].id
    await town.session.flush()
    assert (await approve(town, asked)).reason == "refusal_broadcasts.void"


async def test_who_looks_at_an_older_version_has_not_consented_to_this_one(town, asked):
    notice = await town.notice(asked)
    assert (await approve(town, asked, seen="0" * SEEN)).reason == "refusal_broadcasts.other_version"
    assert isinstance(await approve(town, asked, seen=notice.fingerprint[:SEEN]), Decided)


async def test_a_grown_audience_has_to_be_looked_at_again(town, asked):
    for code in ("s1c1g1m1", "s1c1g1m2"):
        town.groups[code].state = GroupState.LEFT
    await town.session.flush()
    refusal = await approve(town, asked)
    assert (refusal.reason, refusal.values["count"]) == ("refusal_broadcasts.audience_changed", 37)
    assert isinstance(await approve(town, asked, count=37), Decided)


async def test_a_refusal_ends_the_notice(town, asked):
    decided = await refuse_notice(town.session, asked, await town.actor(HQ_TWO), now=town.now)
    assert decided.state is NoticeState.REFUSED
    assert not await town.advance(asked, timedelta(days=1))
    assert (await approve(town, asked)).reason == "refusal_broadcasts.already_decided"


async def test_an_approved_emergency_leaves_at_once(town):
    town.with_notices(approve_above=38)
    made = await town.submit(kind=NoticeKind.EMERGENCY)
    assert (await approve(town, made.notice_id)).state is NoticeState.SENDING
    assert await town.count(made.notice_id) == 39


async def test_an_unknown_notice_cannot_be_approved(town):
    assert (await approve(town, 4711)).reason == "refusal_broadcasts.unknown_notice"


contents = st.fixed_dictionaries(
    {
        "words": st.text(max_size=30),
        "audience": st.integers(1, 9).map(Audience),
        "media": st.lists(
            st.fixed_dictionaries({"kind": st.just("photo"), "file_id": st.text(max_size=5)}), max_size=2
        ),
        "kind": st.sampled_from(NoticeKind),
        "level": st.sampled_from(["", "red", "blue"]),
        "terms": st.builds(
            Terms,
            send_at=st.none() | st.datetimes(),
            repeat=st.sampled_from(NoticeRepeat),
            valid_for=st.none() | st.integers(1, 5).map(lambda hours: timedelta(hours=hours)),
        ),
    }
)


@given(contents, contents)
def test_two_notices_have_one_fingerprint_only_if_they_are_the_same(one, other):
    assert (fingerprint(**one) == fingerprint(**other)) == (one == other)


@given(st.integers(1, 200_000), st.integers(0, 200_000))
def test_two_in_a_hundred_groups_may_come_or_go(agreed, today):
    assert is_same_size(agreed, today) == (abs(today - agreed) * 100 <= agreed * 2)
