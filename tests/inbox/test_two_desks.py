"""Many desks on one database share the lanes and never an update."""

import asyncio

from inbox import store
from inbox.handle_pending import LEASE, handle_once
from models.kinds import UpdateState
from tests.inbox.desks import Notebook, arrival, desk, keep_all


async def test_two_desks_never_handle_an_update_twice(either, rows):
    one, two = Notebook(), Notebook()
    desks = [desk(either, one, "one", lanes=2, per_lane=3), desk(either, two, "two", lanes=2, per_lane=3)]
    wanted = [(lane * 1000 + number, f"g{lane}") for number in range(12) for lane in range(1, 7)]
    await keep_all(either, *(arrival(number, lane) for number, lane in wanted))

    async def work(mine):
        idle = 0
        while idle < 5:
            idle = 0 if await handle_once(mine) else idle + 1

    await asyncio.gather(*(work(mine) for mine in desks))
    handled = one.ids + two.ids
    assert sorted(handled) == sorted(number for number, _ in wanted)
    for lane in range(1, 7):
        for notes in (one, two):
            mine = [number for number in notes.ids if number // 1000 == lane]
            assert mine == sorted(mine)
    assert {row.state for row in (await rows()).values()} == {UpdateState.DONE}


async def test_a_lane_in_hand_is_left_alone_until_its_lease_ends(either, clock):
    await keep_all(either, arrival(1), arrival(2))
    async with either.transaction() as session:
        first, _ = await store.claim(session, "one", lanes=4, per_lane=1, lease=LEASE)
    async with either.transaction() as session:
        assert await store.claim(session, "two", lanes=4, per_lane=1, lease=LEASE) == ([], True)
    clock.passes(seconds=61)
    async with either.transaction() as session:
        second, _ = await store.claim(session, "two", lanes=4, per_lane=1, lease=LEASE)
    assert (first[0].update_id, second[0].update_id) == (1, 1)
    assert second[0].fence > first[0].fence


async def test_who_lost_the_lease_writes_nothing(either, notebook, clock, rows):
    await keep_all(either, arrival(1))
    slow, quick = desk(either, notebook, "slow"), desk(either, Notebook(), "quick")
    ask = notebook.ask

    async def ask_slowly(kept):
        clock.passes(seconds=61)
        assert await handle_once(quick) == 1
        return await ask(kept)

    notebook.ask = ask_slowly
    assert await handle_once(slow) == 1
    assert notebook.ids == []
    assert quick.handler.ids == [1]
    assert (await rows())[1].state is UpdateState.DONE
