"""Kept updates are handled in order, once each, and a bad one falls alone."""

import asyncio

import pytest

from inbox import handle_pending as module
from inbox.handle_pending import handle_once, handle_pending
from models.kinds import UpdateState
from tests.inbox.desks import arrival, desk, keep_all, nowhere, press, work_off


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(module, "LOOK_AGAIN", 0.02)


async def test_a_lane_is_handled_in_the_order_of_arrival(either, one, notebook):
    await keep_all(either, *(arrival(number) for number in (7, 5, 6, *range(10, 30))))
    await work_off(one)
    assert notebook.ids == [7, 5, 6, *range(10, 30)]


async def test_a_batch_ends_when_its_time_is_over_and_what_is_left_comes_next_unblamed(
    either, one, notebook, rows, monkeypatch
):
    monkeypatch.setattr(module, "PATIENCE", -1)
    await keep_all(either, *(arrival(number) for number in range(1, 5)))
    await handle_once(one)
    assert notebook.ids == [1]
    kept = await rows()
    assert [(kept[number].state, kept[number].attempts) for number in (2, 3, 4)] == [(UpdateState.PENDING, 0)] * 3
    await work_off(one)
    assert notebook.ids == [1, 2, 3, 4]


async def test_lanes_go_side_by_side(either, one, notebook):
    await keep_all(either, *(arrival(lane * 100 + number, f"g{lane}") for number in range(20) for lane in range(1, 4)))
    assert await handle_once(one) == 3 * one.per_lane
    assert {number // 100 for number in notebook.ids} == {1, 2, 3}


async def test_a_flood_in_one_lane_does_not_hold_up_the_others(either, notebook):
    small = desk(either, notebook, lanes=2, per_lane=2)
    await keep_all(either, *(arrival(number, "a flood") for number in range(1, 60)))
    await keep_all(either, arrival(100, "b"), arrival(101, "c"))
    await handle_once(small)
    await handle_once(small)
    assert notebook.ids == [1, 2, 100, 3, 4, 101]


async def test_presses_of_one_chat_overtake_the_words_of_others(either, notebook):
    narrow = desk(either, notebook, lanes=1)
    await keep_all(either, arrival(1, "g1"), arrival(2, "g2"), press(3, "g3"))
    await work_off(narrow)
    assert notebook.ids == [3, 1, 2]


async def test_an_unreadable_update_is_quarantined_at_once_and_stops_nobody(either, one, notebook, rows):
    notebook.unreadable = {2, 5}
    await keep_all(either, *(arrival(number) for number in range(1, 7)))
    assert await handle_once(one) == 6
    kept = await rows()
    assert notebook.ids == [1, 3, 4, 6]
    assert [kept[number].state for number in (2, 5)] == [UpdateState.DEAD] * 2
    assert kept[2].raw is not None
    assert kept[2].trouble


async def test_a_handler_that_raises_is_retried_alone_and_quarantined_after_three_times(either, one, notebook, rows):
    notebook.failing = {2: [KeyError("x")] * 9}
    await keep_all(either, *(arrival(number) for number in range(1, 5)))
    taken = []
    while count := await handle_once(one):
        taken.append((count, list(notebook.ids)))
    kept = await rows()
    assert taken[:3] == [(4, [1]), (1, [1]), (1, [1])]
    assert notebook.ids == [1, 3, 4]
    assert (kept[2].state, len(notebook.failing[2])) == (UpdateState.DEAD, 9 - 4)  # with its batch, then three times


async def test_a_handler_that_recovers_loses_nothing_and_keeps_the_order(either, one, notebook, rows):
    notebook.failing = {1: [ValueError("not yet")] * 2}
    await keep_all(either, arrival(1), arrival(2))
    await work_off(one)
    assert notebook.ids == [1, 2]
    assert {row.state for row in (await rows()).values()} == {UpdateState.DONE}


async def test_what_a_failing_handler_wrote_is_undone_and_the_neighbours_words_stay(either, one, notebook, rows):
    async def write(session, kept):
        row = await session.get_one(type(example), (kept.bot_id, kept.update_id))
        row.trouble = "touched"
        await session.flush()

    await keep_all(either, arrival(1, "g1"), arrival(2, "g2"))
    example = (await rows())[1]
    notebook.on_handle = write
    notebook.failing = {2: [KeyError("x")] * 9}
    await handle_once(one)
    kept = await rows()
    assert (kept[1].state, kept[2].state, kept[2].trouble) == (UpdateState.DONE, UpdateState.PENDING, None)


async def test_a_question_to_telegram_that_fails_counts_for_that_update_alone(either, one, notebook, rows):
    notebook.failing_ask = {2: [RuntimeError("x")] * 3}
    await keep_all(either, arrival(1, "g1"), arrival(2, "g2"), arrival(3, "g3"))
    await work_off(one)
    assert sorted(notebook.ids) == [1, 3]
    assert (await rows())[2].state is UpdateState.DEAD


async def test_what_is_to_be_said_afterwards_is_said_after_the_commit(either, one, notebook, rows):
    await keep_all(either, arrival(1))
    await handle_once(one)
    assert notebook.after == [1]
    assert (await rows())[1].state is UpdateState.DONE


async def test_an_outage_does_not_count_as_an_attempt(either, one, notebook, rows):
    await keep_all(either, arrival(1), arrival(2))
    notebook.failing = {1: [OSError("the database is away")] * 5}
    stop = asyncio.Event()
    worker = asyncio.create_task(handle_pending(one, stop))
    await notebook.has_done(2)
    stop.set()
    await worker
    assert notebook.ids == [1, 2]
    assert notebook.failing[1] == []
    assert (await rows())[1].attempts <= 1


async def test_a_desk_survives_a_database_that_is_away_from_the_start(either, one, notebook, rows):
    await keep_all(either, arrival(1))
    working, one.transaction = one.transaction, nowhere
    stop = asyncio.Event()
    worker = asyncio.create_task(handle_pending(one, stop))
    await asyncio.sleep(0)
    one.transaction = working
    await notebook.has_done(1)
    stop.set()
    await worker
    assert notebook.ids == [1]


async def test_a_desk_does_not_die_of_what_it_handles(either, notebook):
    one = desk(either, notebook, lanes=1)
    handle = notebook.handle

    async def stumble():
        raise LookupError

    async def handle_and_stumble(session, kept, asked):
        afterwards = await handle(session, kept, asked)
        return stumble if kept.update_id == 1 else afterwards

    notebook.handle = handle_and_stumble
    stop = asyncio.Event()
    worker = asyncio.create_task(handle_pending(one, stop))
    await keep_all(either, arrival(1, "g1"), arrival(2, "g2"))
    await notebook.has_done(2)
    stop.set()
    await worker


async def test_a_desk_that_took_all_there_was_looks_again_only_when_the_bell_rings(either, one, notebook, monkeypatch):
    looks, claim = [], module.store.claim

    async def counted(*some, **more):
        looks.append(claim)
        return await claim(*some, **more)

    monkeypatch.setattr(module, "LOOK_AGAIN", 20)
    monkeypatch.setattr(module.store, "claim", counted)
    await keep_all(either, arrival(1), arrival(2))
    stop = asyncio.Event()
    worker = asyncio.create_task(handle_pending(one, stop))
    await notebook.has_done(2)
    await keep_all(either, arrival(3))
    one.wake.set()
    await notebook.has_done(3)
    stop.set()
    await worker
    assert len(looks) == 2


async def test_a_kill_in_the_middle_loses_nothing(either, one, notebook, clock):
    await keep_all(either, arrival(1), arrival(2))
    holds = asyncio.Event()

    async def hang(session, kept):
        holds.set()
        await asyncio.Event().wait()

    notebook.on_handle = hang
    killed = asyncio.create_task(handle_once(one))
    await holds.wait()
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    notebook.on_handle = None
    successor = desk(either, notebook, "two")
    assert await handle_once(successor) == 0  # the lease of the dead one still holds
    clock.passes(seconds=61)
    await work_off(successor)
    assert notebook.ids == [1, 2]


async def test_the_same_holder_takes_its_lanes_back_at_once(either, one, notebook):
    await keep_all(either, arrival(1))
    notebook.failing = {1: [OSError("away")]}
    with pytest.raises(OSError, match="away"):
        await handle_once(one)
    await work_off(one)
    assert notebook.ids == [1]
