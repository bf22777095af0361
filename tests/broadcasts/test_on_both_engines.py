"""What is written in SQL of its own runs on SQLite and on PostgreSQL alike: one whole life of a notice."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.database import open_database
from broadcasts.audience import Audience
from broadcasts.audience_options import audience_options
from broadcasts.cast_vote import Voted, cast_vote
from broadcasts.confirm_receipt import Tap, confirm_receipt
from broadcasts.correct_notice import correct_notice
from broadcasts.door_list import door_list
from broadcasts.notice_progress import notice_progress
from broadcasts.poll import poll_item
from broadcasts.recall_notice import recall_notice
from broadcasts.remind_unconfirmed import Reminded, remind_unconfirmed
from broadcasts.store.cells import unheard_of
from broadcasts.watch_cells import watch_cells
from incidents.store.hands import taken_below
from models.kinds import GroupState, NoticeKind, NoticeState, Role, Tier
from pyramid.store.attendance import note, unseen
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


async def test_audiences_votes_and_the_hearing_ladder(either_town):
    town = either_town
    session = town.session
    town.units["s1c1g1m1"].kind = "企业"
    await town.person(310, "s1c1g1m2", Role.PART_TIME_WORKER)
    await session.flush()
    narrow = Audience(
        town.units["s1"].id,
        but=frozenset({town.units["s1c2"].id}),
        kinds=frozenset({"企业", ""}),
        tiers=frozenset({Tier.MICRO_GRID}),
        roles=frozenset({Role.MICRO_GRID_LEADER, Role.PART_TIME_WORKER}),
    )
    options = await audience_options(session, narrow)
    assert {option.word for option in options if option.is_on} == {"tier", "role", "kind", "but"}
    made = await town.submit(
        to="s1", kind=NoticeKind.EMERGENCY, audience=narrow, media=[poll_item(["甲", "乙"])]
    )  # fmt: skip
    assert await town.count(made.notice_id) == 6
    await town.deliver(made.notice_id, but=["s1c1g2m1"])
    await town.advance(made.notice_id, timedelta(seconds=3))
    for option in ("0", "1", "1"):
        assert isinstance(
            await cast_vote(session, made.notice_id, None, await town.actor(HQ), option=option, now=town.now), Voted
        )
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, timedelta(seconds=3))
    written = [await town.count(made.notice_id, "notice_reminder")]
    for _ in range(3):
        await town.advance(made.notice_id, timedelta(minutes=15))
        written.append(await town.count(made.notice_id, "notice_reminder"))
    assert written == [0, 6, 7, 7], "the group lines are an hour apart, the one substitute is asked between"
    assert len(await town.rows(made.notice_id, "notice_deaf")) == 2
    progress = await notice_progress(session, made.notice_id)
    assert (progress.answers, progress.reached, progress.minutes[0]) == ((("甲", 0), ("乙", 1)), (0, 6), (50, None))
    listed = await door_list(session, await town.notice(made.notice_id), town.units["s1"].path)
    assert [(door.name, door.why, door.has_leader) for door in listed.doors[:1]] == [("U-s1c1g1m1", "silent", True)]
    done = await correct_notice(
        session, made.notice_id, await town.actor(HQ), blanks={"wrong": "甲", "right": "乙"}, source="chat",
        policy=town.policy, cell="A", now=town.now,
    )  # fmt: skip
    assert done.counts.total == 6
    town.now += timedelta(days=2)
    assert await watch_cells(session, policy=town.policy, now=town.now) == 3
    await note(session, town.groups["s1c1g1"].id, 1, is_present=True, now=town.now)
    assert len(await unseen(session, town.now, 99)) == 24 + 1, "every leader, and the street's command"
    assert await taken_below(session, town.units["s1c1g1"].path, 1) == []
    assert [each.number for each in await unheard_of(session, town.units["s1c1g1m1"].id, 5)] == ["A-N1"]
