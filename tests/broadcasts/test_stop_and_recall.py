from datetime import timedelta

import pytest
from sqlalchemy import update

from broadcasts.recall_notice import recall_notice
from broadcasts.stop_notice import stop_notice
from models.kinds import NoticeKind, NoticeState, OutgoingState
from models.outbox import Outgoing
from pyramid.refusal import Refusal
from tests.broadcasts.pyramids import HQ, HQ_TWO, RESIDENT, STREET

FLYING = ("s1", "s2")


async def stop(town, notice_id, by=HQ):
    return await stop_notice(town.session, notice_id, await town.actor(by), now=town.now)


async def recall(town, notice_id, by=HQ):
    return await recall_notice(town.session, notice_id, await town.actor(by), now=town.now)


async def half_sent(town):
    """An emergency of which all but the chats of one community have left, and two are on the wire."""
    made = await town.submit(kind=NoticeKind.EMERGENCY)
    waiting = [code for code in town.groups if code.startswith("s1c1")]
    await town.session.execute(
        update(Outgoing)
        .where(Outgoing.group_id.in_([town.groups[code].id for code in FLYING]))
        .values(state=OutgoingState.SENDING)
    )
    await town.deliver(made.notice_id, but=waiting)
    return made.notice_id, len(waiting)


async def test_stop_leaves_no_waiting_rows(town):
    notice_id, waiting = await half_sent(town)
    stopped = await stop(town, notice_id)
    assert (stopped.sent, stopped.withdrawn) == (39 - waiting - len(FLYING), waiting)
    states = [row.state for row in await town.rows(notice_id, "notice_copy")]
    assert not {OutgoingState.PENDING, OutgoingState.RETRY_AT, OutgoingState.CLAIMED, OutgoingState.PARKED} & set(
        states
    )
    assert (await town.notice(notice_id)).state is NoticeState.STOPPED


async def test_a_stopped_notice_never_goes_on(town):
    made = await town.submit()
    await stop(town, made.notice_id)
    assert not await town.advance(made.notice_id, timedelta(days=1))
    assert await town.count(made.notice_id) == 0
    assert (await stop(town, made.notice_id)).reason == "refusal_broadcasts.not_now_stopped"


@pytest.mark.parametrize("by", [HQ, HQ_TWO, STREET])
async def test_author_and_the_command_above_may_stop(town, by):
    made = await town.submit(to="s1", by=STREET)
    assert not isinstance(await stop(town, made.notice_id, by), Refusal)


@pytest.mark.parametrize("by", [STREET, RESIDENT])
async def test_nobody_else_may_stop_or_recall(town, by):
    notice_id, _ = await half_sent(town)
    assert isinstance(await stop(town, notice_id, by), Refusal)
    assert isinstance(await recall(town, notice_id, by), Refusal)


async def test_the_author_is_told_when_somebody_else_stopped_it(town):
    made = await town.submit(to="s1", by=STREET)
    await stop(town, made.notice_id, HQ)
    assert [(row.user_id, row.args) for row in await town.rows(made.notice_id, "notice_news")] == [
        (STREET, {"what": "stopped"})
    ]


async def test_recall_deletes_young_copies_edits_old_ones_and_withdraws_the_rest(town):
    notice_id, waiting = await half_sent(town)
    old = [town.groups[code].id for code in ("s2c1", "s2c2", "hq")]
    long_ago = town.session.info["machine_now"] - timedelta(hours=50)
    await town.session.execute(update(Outgoing).where(Outgoing.group_id.in_(old)).values(sent_at=long_ago))
    recalled = await recall(town, notice_id)
    assert (recalled.withdrawn, recalled.editing, recalled.deleting) == (waiting, 3, 39 - waiting - 3)
    deletions = await town.rows(notice_id, "notice_recall")
    assert len({row.group_id for row in deletions}) == len(deletions) == recalled.deleting
    assert not set(old) & {row.group_id for row in deletions}
    edited = [row for row in await town.rows(notice_id, "notice_copy") if row.group_id in old]
    assert all(row.state is OutgoingState.PENDING and row.wanted == 2 for row in edited)


async def test_a_notice_that_has_not_left_cannot_be_recalled_but_a_stopped_one_can(town):
    made = await town.submit()
    assert (await recall(town, made.notice_id)).reason == "refusal_broadcasts.not_now_recalled"
    notice_id, _ = await half_sent(town)
    await stop(town, notice_id)
    assert (await recall(town, notice_id)).deleting > 0
    assert (await recall(town, notice_id)).reason == "refusal_broadcasts.not_now_recalled"
