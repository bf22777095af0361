"""What is written in SQL of its own runs on SQLite and on PostgreSQL alike: one whole life of a notice."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.database import open_database
from broadcasts.confirm_receipt import Tap, confirm_receipt
from broadcasts.notice_progress import notice_progress
from broadcasts.recall_notice import recall_notice
from broadcasts.remind_unconfirmed import Reminded, remind_unconfirmed
from models.kinds import GroupState, NoticeState
from tests.broadcasts.pyramids import HQ, Town


@pytest.fixture
async def either_town(database_url, policy, now):
    made = open_database(database_url, lambda: datetime.now(UTC))
    async with made.transaction() as session:
        town = Town(session, policy, now)
        await town.build(streets=2, communities=2, grids=2, micro_grids=3)
        yield town
    await made.dispose()


async def test_the_whole_life_of_a_notice(either_town):
    town = either_town
    session = town.session
    town.groups["s2"].state = GroupState.AWAY
    await town.acquaint(town.leaders["s1c1g1m1"])
    made = await town.submit()
    notice_id = made.notice_id
    await town.advance(notice_id, timedelta(seconds=60))
    assert await town.count(notice_id) == 4
    await town.deliver(notice_id)
    await town.advance(notice_id, timedelta(seconds=30))
    assert await town.count(notice_id) == 39
    await town.deliver(notice_id)
    await town.advance(notice_id, timedelta(seconds=3))
    assert (await town.notice(notice_id)).state is NoticeState.SENT

    leader = await town.actor(town.leaders["s1c1g1m2"])
    group_id = town.groups["s1c1g1m2"].id
    taps = [(await confirm_receipt(session, notice_id, group_id, leader, now=town.now)).tap for _ in range(2)]
    assert taps == [Tap.HEARD, Tap.AGAIN]
    progress = await notice_progress(session, notice_id)
    assert (progress.whole.sent, progress.whole.parked, progress.whole.heard) == (38, 1, 1)
    assert [(line.name, line.heard) for line in progress.by_unit] == [("U-hq", 0), ("U-s1", 1), ("U-s2", 0)]

    hq = await town.actor(HQ)
    # the leader of one group, both offices and the street have started a bot; one group has heard, one chat is away
    assert await remind_unconfirmed(session, notice_id, hq, now=town.now) == Reminded("A-N1", people=4, groups=34)
    recalled = await recall_notice(session, notice_id, hq, now=town.now)
    assert (recalled.deleting, recalled.editing, recalled.withdrawn) == (38, 0, 1 + 38)
