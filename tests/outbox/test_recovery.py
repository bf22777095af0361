"""Senders die, lose their lease or their database; exactly what was on the wire is in doubt."""

import asyncio

import pytest

from models.kinds import OutgoingState, Repeat
from tests.outbox.senders import CHATS, Courier, to

SENT = OutgoingState.SENT


def all_sent(rows):
    return all(row.state is SENT for row in rows.values())


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr("outbox.lookout.HORIZON", 0.05)


async def test_after_a_kill_exactly_what_was_on_the_wire_is_in_doubt(town):
    held = asyncio.Event()
    town.courier.delay[CHATS[1]] = town.courier.delay[CHATS[2]] = held
    await town.say(to(1), to(2, kind="legal", repeat=Repeat.ONCE), to(3), to(1), to(2))
    _, _, task = town.start()
    await town.until(lambda rows: rows[3].state is SENT and len(town.courier.parcels) == 3)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    town.courier = Courier()
    lane, _, _ = town.start(town.lane(fence=2))
    rows = await town.until(lambda rows: all(rows[number].state is SENT for number in (1, 3, 4, 5)))
    assert rows[2].state is OutgoingState.UNCERTAIN
    assert {row.id: row.unsure for row in rows.values()} == {1: 1, 2: 0, 3: 0, 4: 0, 5: 0}
    assert lane.unsure == 1
    assert sorted(parcel.chat_id for parcel in town.courier.parcels) == sorted([CHATS[1], CHATS[1], CHATS[2]])
    held.set()


async def test_the_answer_of_a_late_predecessor_does_not_undo_the_successors_work(town):
    held = town.courier.delay[CHATS[1]] = asyncio.Event()
    await town.say(to(1))
    _, stop, task = town.start()
    await town.courier.left.wait()
    first, town.courier = town.courier, Courier()
    town.start(town.lane(fence=2))
    await town.until(all_sent)
    stop.set()
    held.set()
    await task
    row = await town.row(1)
    assert (row.state, row.fence, row.unsure) == (SENT, 2, 1)
    assert len(first.parcels) == 1


async def test_a_lost_lease_claims_nothing_more(town):
    town.left = 0.0
    await town.say(to(1))
    _, _, task = town.start()
    await task
    assert town.courier.parcels == []
    assert (await town.row(1)).state is OutgoingState.PENDING


async def test_a_lease_that_is_lost_in_between_lets_what_flies_land(town):
    held = town.courier.delay[CHATS[1]] = asyncio.Event()
    await town.say(to(1))
    lane, _, task = town.start()
    await town.courier.left.wait()
    town.left = 0.0
    await town.say(to(2))
    lane.wake.set()
    held.set()
    await task
    rows = await town.rows()
    assert [row.state for row in rows.values()] == [SENT, OutgoingState.PENDING]


async def test_a_database_that_is_away_meanwhile_loses_nothing(town):
    held = town.courier.delay[CHATS[1]] = asyncio.Event()
    await town.say(to(1), to(1), to(2))
    lane, _, _ = town.start()
    await town.until(lambda rows: rows[3].state is SENT)
    town.away = "before"
    lane.wake.set()
    held.set()
    await asyncio.sleep(0.15)  # several attempts fail
    assert (await town.row(1)).state is OutgoingState.SENDING
    town.away = ""
    rows = await town.until(all_sent)
    assert (len(town.courier.parcels), [row.unsure for row in rows.values()]) == (3, [0, 0, 0])


async def test_a_commit_whose_answer_is_lost_sends_nothing_twice_and_forgets_nothing(town):
    town.start()
    await town.looks(1)
    for _ in range(4):
        town.away = "after"
        await town.say(to(1), to(2))
        await town.until(lambda rows: all_sent(rows) and not town.away)
    rows = await town.rows()
    assert len(town.courier.parcels) == len(rows) == 8
    assert {row.unsure for row in rows.values()} == {0}


async def test_what_was_claimed_in_a_commit_of_unknown_end_leaves_even_after_a_longer_outage(town):
    await town.say(to(1))
    town.start()
    await town.until(all_sent)
    town.away = "after"
    await town.say(to(2))
    await town.until(lambda rows: rows[2].state is OutgoingState.SENDING or not town.away)
    town.away = "before"
    await asyncio.sleep(0.15)  # several attempts fail
    town.away = ""
    await town.until(all_sent)
    assert len(town.courier.parcels) == 2


async def test_the_budget_outlives_a_restart(town):
    await town.say(*(to(1) for _ in range(5)))
    _, stop, task = town.start()
    await town.until(all_sent)
    stop.set()
    await task
    lane, _, _ = town.start(town.lane(fence=2))
    await town.looks(1)
    assert len(lane.pacing.chats.sent[CHATS[1]]) == 5
