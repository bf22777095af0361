"""When a notice goes, comes round, and is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcasts.confirm_receipt import Confirmed, Tap, confirm_receipt
from broadcasts.recall_notice import Recalled, recall_notice
from broadcasts.resume_notice import resume_notice
from broadcasts.stop_notice import stop_notice
from broadcasts.terms import Terms, next_grid_day, next_turn
from models.broadcasts import Notice
from models.kinds import NoticeKind, NoticeRepeat, NoticeState
from pyramid.refusal import Refusal
from tests.broadcasts.pyramids import HQ, HQ_TWO

HOUR = timedelta(hours=1)
ZONE = "Asia/Shanghai"


async def sent(town, **how):
    """A notice to one grid that has gone its way."""
    made = await town.submit(to="s1c1g1", **how)
    await town.advance(made.notice_id, timedelta(seconds=60))
    notice = await town.notice(made.notice_id)
    if notice.state is NoticeState.WAITING:
        await town.advance(made.notice_id, notice.next_step_at - town.now)
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, timedelta(seconds=3))
    return await town.notice(made.notice_id)


async def test_a_scheduled_notice_leaves_at_its_time_and_not_before(town):
    wanted = town.now + 5 * HOUR
    made = await town.submit(to="s1c1g1", terms=Terms(send_at=wanted))
    await town.advance(made.notice_id, timedelta(seconds=60))
    notice = await town.notice(made.notice_id)
    assert (notice.state, notice.next_step_at) == (NoticeState.WAITING, wanted)
    assert not await town.advance(made.notice_id, HOUR)
    await town.advance(made.notice_id, 4 * HOUR)
    assert await town.count(made.notice_id) == 4


async def test_its_author_must_still_hold_the_post_then(town):
    made = await town.submit(to="s1c1g1", terms=Terms(send_at=town.now + HOUR))
    await town.advance(made.notice_id, timedelta(seconds=60))
    await town.dismiss(HQ)
    await town.advance(made.notice_id, HOUR)
    assert await town.count(made.notice_id) == 0
    assert (await town.notice(made.notice_id)).plan["halted"] == "role"


async def test_a_scheduled_audience_that_changed_size_is_looked_at_again(town):
    town.with_notices(approve_above=3)
    made = await town.submit(to="s1c1g1", terms=Terms(send_at=town.now + HOUR), source="command_line", approver=HQ_TWO)
    await town.advance(made.notice_id, timedelta(seconds=60))
    town.groups["s1c1g1m1"].unit_id = None
    await town.session.flush()
    await town.advance(made.notice_id, HOUR)
    assert (await town.notice(made.notice_id)).plan["halted"] == "audience"
    refused = await resume_notice(town.session, made.notice_id, await town.actor(HQ), policy=town.policy, now=town.now)
    assert isinstance(refused, Refusal), "the author cannot consent to another number"
    await resume_notice(town.session, made.notice_id, await town.actor(HQ_TWO), policy=town.policy, now=town.now)
    assert await town.count(made.notice_id) == 3


async def test_when_its_time_is_over_the_copies_are_edited_and_nobody_is_reminded(town):
    notice = await sent(town, terms=Terms(valid_for=2 * HOUR))
    assert notice.next_step_at == notice.expires_at
    await town.advance(notice.id, 2 * HOUR)
    notice = await town.notice(notice.id)
    assert (notice.state, notice.next_step_at) == (NoticeState.EXPIRED, None)
    assert {row.wanted for row in await town.rows(notice.id, "notice_copy")} == {2}
    leader = await town.actor(town.leaders["s1c1g1m1"])
    tapped = await confirm_receipt(town.session, notice.id, town.groups["s1c1g1m1"].id, leader, now=town.now)
    assert isinstance(tapped, Confirmed)
    assert tapped.tap is Tap.HEARD
    recalled = await recall_notice(town.session, notice.id, await town.actor(HQ), now=town.now)
    assert isinstance(recalled, Recalled)


async def test_a_stopped_notice_is_over_in_time_too(town):
    made = await town.submit(kind=NoticeKind.EMERGENCY, terms=Terms(valid_for=HOUR))
    await town.deliver(made.notice_id, but=["s1"])
    await stop_notice(town.session, made.notice_id, await town.actor(HQ), now=town.now)
    await town.advance(made.notice_id, HOUR)
    assert (await town.notice(made.notice_id)).state is NoticeState.EXPIRED


async def test_a_notice_that_comes_round_has_a_new_number_and_the_same_consent(town):
    first = await sent(town, terms=Terms(repeat=NoticeRepeat.DAILY))
    second = await town.session.get(Notice, first.id + 1)
    assert (second.number, second.words, second.state) == ("A-N2", first.words, NoticeState.HELD)
    await town.advance(second.id)
    assert (await town.notice(second.id)).next_step_at == first.created_at + 24 * HOUR
    await town.advance(second.id, 24 * HOUR)
    await town.deliver(second.id)
    await town.advance(second.id, timedelta(seconds=3))
    assert await town.count(second.id) == 4
    third = await town.session.get(Notice, first.id + 2)
    await stop_notice(town.session, third.id, await town.actor(HQ), now=town.now)
    assert not await town.advance(third.id, 48 * HOUR)


@pytest.mark.parametrize(
    ("terms", "kind", "reason"),
    [
        (Terms(send_at=datetime(2020, 1, 1, tzinfo=UTC)), NoticeKind.POLICY, "send_at"),
        (Terms(send_at=datetime(2036, 1, 1, tzinfo=UTC)), NoticeKind.POLICY, "send_at"),
        (Terms(valid_for=timedelta(seconds=5)), NoticeKind.POLICY, "valid_for"),
        (Terms(repeat=NoticeRepeat.DAILY), NoticeKind.EMERGENCY, "emergency_at_once"),
    ],
)
async def test_terms_that_make_no_sense_are_refused(town, terms, kind, reason):
    refused = await town.submit(to="s1c1g1", kind=kind, terms=terms)
    assert refused.reason == f"refusal_terms.{reason}"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), st.sampled_from(NoticeRepeat))  # noqa: DTZ001 - hypothesis adds the zone
def test_the_next_turn_is_later_and_shows_the_same_clock(moment, repeat):
    turn = next_turn(moment, repeat, ZONE)
    if repeat is NoticeRepeat.ONCE:
        assert turn is None
        return
    assert timedelta(0) < turn - moment <= timedelta(days=7)
    assert turn.time() == moment.time()
    if repeat is NoticeRepeat.GRID_DAYS:
        assert (turn + 8 * HOUR).weekday() in (2, 5)
    grid_day = next_grid_day(moment, ZONE, 9) + 8 * HOUR
    assert (grid_day.weekday() in (2, 5), grid_day.hour) == (True, 9)
