from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from broadcasts.advance_notices import advance_notices
from broadcasts.next_moment import next_moment
from broadcasts.resume_notice import resume_notice
from models.kinds import GroupState, NoticeKind, NoticeState, OutgoingState
from models.outbox import Outgoing
from pyramid.refusal import Refusal
from tests.broadcasts.pyramids import HQ, HQ_TWO, STREET

HOLD, WAIT, LOOK = timedelta(seconds=60), timedelta(seconds=30), timedelta(seconds=3)
NIGHT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)  # ten in the evening in Jinhua
MORNING = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)  # half past seven there


async def state(town, notice_id):
    return (await town.notice(notice_id)).state


async def test_a_notice_goes_from_hold_over_the_canary_to_all_groups(town):
    made = await town.submit()
    assert not await town.advance(made.notice_id, HOLD - timedelta(seconds=1))
    assert await town.advance(made.notice_id, timedelta(seconds=1))
    assert await state(town, made.notice_id) is NoticeState.CANARY
    canary = {row.id for row in await town.rows(made.notice_id, "notice_copy")}
    assert len(canary) == 4
    await town.deliver(made.notice_id)
    assert await town.advance(made.notice_id, WAIT)
    assert await state(town, made.notice_id) is NoticeState.SENDING
    copies = await town.rows(made.notice_id, "notice_copy")
    assert len(copies) == 39
    assert canary <= {row.id for row in copies}
    assert len({row.group_id for row in copies}) == 39
    notice = await town.notice(made.notice_id)
    assert notice.canary_ended_at == notice.fanned_out_at == town.now
    await town.deliver(made.notice_id)
    assert await town.advance(made.notice_id, LOOK)
    assert await state(town, made.notice_id) is NoticeState.SENT


async def test_the_canary_is_spread_over_the_subtree(town):
    made = await town.submit()
    await town.advance(made.notice_id, HOLD)
    by_id = {group.id: code for code, group in town.groups.items()}
    codes = [by_id[row.group_id] for row in await town.rows(made.notice_id, "notice_copy")]
    assert {code[:2] for code in codes} >= {"s1", "s2"}
    assert len({code[:4] for code in codes}) == 4


async def test_a_chat_that_the_bot_was_put_out_of_is_no_canary_and_gets_a_parked_copy(town):
    for code in ("hq", "s1", "s1c1"):
        town.groups[code].state = GroupState.AWAY
    made = await town.submit()
    await town.advance(made.notice_id, HOLD)
    away = {town.groups[code].id for code in ("hq", "s1", "s1c1")}
    assert not away & {row.group_id for row in await town.rows(made.notice_id, "notice_copy")}
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, WAIT)
    parked = [row for row in await town.rows(made.notice_id, "notice_copy") if row.state is OutgoingState.PARKED]
    assert {row.group_id for row in parked} == away
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, LOOK)
    assert await state(town, made.notice_id) is NoticeState.SENT


async def test_a_second_beat_at_the_same_moment_changes_nothing(town):
    made = await town.submit()
    await town.advance(made.notice_id, HOLD)
    before = (await town.notice(made.notice_id)).version, await town.count(made.notice_id)
    assert not await town.advance(made.notice_id)
    assert ((await town.notice(made.notice_id)).version, await town.count(made.notice_id)) == before


async def test_few_groups_need_no_canary(town):
    made = await town.submit(to="s1c1g1")
    await town.advance(made.notice_id, HOLD)
    assert await state(town, made.notice_id) is NoticeState.SENDING


async def test_an_undelivered_canary_is_waited_for(town):
    made = await town.submit()
    await town.advance(made.notice_id, HOLD)
    await town.advance(made.notice_id, WAIT)
    assert await state(town, made.notice_id) is NoticeState.CANARY
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, LOOK)
    assert await state(town, made.notice_id) is NoticeState.SENDING


async def refused_canary(town):
    made = await town.submit()
    await town.advance(made.notice_id, HOLD)
    first = (await town.rows(made.notice_id, "notice_copy"))[0]
    await town.session.execute(
        update(Outgoing).where(Outgoing.id == first.id).values(state=OutgoingState.PARKED, trouble="400")
    )
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, WAIT)
    return made.notice_id


async def test_a_refused_canary_halts_the_notice_and_its_author_is_told(town):
    notice_id = await refused_canary(town)
    notice = await town.notice(notice_id)
    assert (notice.state, notice.plan["halted"], notice.next_step_at) == (NoticeState.HELD, "canary", None)
    assert [row.args["what"] for row in await town.rows(notice_id, "notice_news")] == ["halted_canary"]
    assert not await town.advance(notice_id, timedelta(days=1))


async def test_a_halted_notice_goes_on_when_a_person_says_so(town):
    notice_id = await refused_canary(town)
    stranger = await resume_notice(town.session, notice_id, await town.actor(STREET), policy=town.policy, now=town.now)
    assert isinstance(stranger, Refusal)
    done = await resume_notice(town.session, notice_id, await town.actor(HQ), policy=town.policy, now=town.now)
    assert done.state is NoticeState.SENDING
    assert await town.count(notice_id) == 39


async def test_an_author_who_lost_the_post_sends_nothing(town):
    made = await town.submit(to="s1", by=STREET)
    await town.dismiss(STREET)
    await town.advance(made.notice_id, HOLD)
    notice = await town.notice(made.notice_id)
    assert (notice.state, notice.plan["halted"]) == (NoticeState.HELD, "role")
    assert await town.count(made.notice_id) == 0
    own = await resume_notice(town.session, notice.id, await town.actor(STREET), policy=town.policy, now=town.now)
    assert isinstance(own, Refusal)
    done = await resume_notice(town.session, notice.id, await town.actor(HQ), policy=town.policy, now=town.now)
    assert done.state is NoticeState.CANARY


@pytest.mark.parametrize(("level", "expected"), [("", NoticeState.WAITING), ("red", NoticeState.CANARY)])
async def test_only_orange_and_red_weather_is_heard_at_night(town, level, expected):
    made = await town.submit(kind=NoticeKind.WEATHER, level=level)
    town.now = NIGHT
    await town.advance(made.notice_id)
    assert await state(town, made.notice_id) is expected


async def test_an_ordinary_notice_waits_for_the_end_of_quiet_hours(town):
    made = await town.submit()
    town.now = NIGHT
    await town.advance(made.notice_id)
    assert (await town.notice(made.notice_id)).next_step_at == MORNING
    assert await next_moment(town.session) == MORNING
    town.now = MORNING
    await town.advance(made.notice_id)
    assert await state(town, made.notice_id) is NoticeState.CANARY


async def test_an_emergency_does_not_wait_for_the_morning(town):
    town.now = NIGHT
    assert (await town.submit(kind=NoticeKind.EMERGENCY)).state is NoticeState.SENDING


async def test_the_clock_halts_at_holds_but_not_at_looks(town):
    assert await next_moment(town.session) is None
    made = await town.submit()
    assert await next_moment(town.session) == town.now + HOLD
    await town.advance(made.notice_id, HOLD)
    assert await next_moment(town.session) is None


async def test_one_beat_takes_the_due_step_of_every_notice(town):
    first, second = await town.submit(), await town.submit(to="s1", by=STREET)

    @asynccontextmanager
    async def transaction():
        async with town.session.begin_nested():
            yield town.session

    later = town.now + HOLD
    assert await advance_notices(transaction, now=later, policy=town.policy) == 2
    assert await advance_notices(transaction, now=later, policy=town.policy) == 0
    for made in (first, second):
        assert await state(town, made.notice_id) is NoticeState.CANARY


async def test_a_broken_notice_keeps_no_other_waiting(town):
    broken, good = await town.submit(), await town.submit(to="s1", by=STREET)
    (await town.notice(broken.notice_id)).plan = {}
    await town.session.flush()

    @asynccontextmanager
    async def transaction():
        async with town.session.begin_nested():
            yield town.session

    assert await advance_notices(transaction, now=town.now + HOLD, policy=town.policy) == 1
    assert await state(town, good.notice_id) is NoticeState.CANARY


async def test_author_and_approver_have_one_live_card_each(town):
    town.with_notices(approve_above=38)
    made = await town.submit(source="command_line", approver=HQ_TWO)
    await town.advance(made.notice_id, HOLD)
    cards = await town.rows(made.notice_id, "notice_progress")
    assert sorted(card.user_id for card in cards) == [HQ, HQ_TWO]
