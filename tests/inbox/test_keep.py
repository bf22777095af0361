"""What arrives is kept once, whatever comes again."""

from datetime import timedelta

from inbox.forget_handled import forget_handled
from models.kinds import UpdateState
from tests.inbox.desks import BOT, arrival, keep_all, work_off


async def test_an_update_that_comes_thrice_is_kept_and_handled_once(either, one, notebook):
    kept = [await keep_all(either, arrival(1), arrival(2)) for _ in range(2)]
    await work_off(one)
    kept.append(await keep_all(either, arrival(1), arrival(2), arrival(3)))
    await work_off(one)
    assert kept == [2, 0, 1]
    assert notebook.ids == [1, 2, 3]


async def test_two_bots_may_have_the_same_update_id(either, one, notebook):
    await keep_all(either, arrival(1, words="of one"))
    await keep_all(either, arrival(1, words="of another"), bot_id=BOT + 1)
    await work_off(one)
    assert sorted(words for _, words in notebook.handled) == ["of another", "of one"]


async def test_nothing_is_written_for_nothing(either):
    assert await keep_all(either) == 0


async def test_what_is_done_keeps_no_raw_bytes_but_its_key(either, one, rows):
    await keep_all(either, arrival(1))
    await work_off(one)
    row = (await rows())[1]
    assert (row.state, row.raw, row.bot_id) == (UpdateState.DONE, None, BOT)


async def test_keys_are_forgotten_after_two_days_and_quarantine_after_thirty(either, one, notebook, rows, clock):
    notebook.unreadable = {2}
    await keep_all(either, arrival(1), arrival(2))
    await work_off(one)
    await keep_all(either, arrival(3, lane="g9"))
    left = []
    for days in (1, 2, 30):
        clock.passes(days=days)
        async with either.transaction() as session:
            await forget_handled(session)
        left.append(sorted(await rows()))
    assert left == [[1, 2, 3], [2, 3], [3]]


async def test_a_batch_keeps_the_order_in_which_it_came(either, rows):
    await keep_all(either, *(arrival(number) for number in (5, 3, 9)))
    came = [row.update_id for row in sorted((await rows()).values(), key=lambda row: row.received_at)]
    assert came == [5, 3, 9]
    found = (await rows())[3].received_at - (await rows())[5].received_at
    assert found == timedelta(microseconds=1)
