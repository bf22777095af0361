"""Rows that a batch sets down: a bad one falls on its own update, whatever waited with it."""

from contextlib import suppress

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from inbox.handle_pending import handle_once
from models.kinds import UpdateState
from models.process import Counter
from models.set_down import set_down, set_down_once, write_together
from tests.inbox.desks import arrival, keep_all

ADD = insert(Counter.__table__)


@pytest.fixture
def names(either):
    """What was counted, as it stands now."""

    async def look():
        async with either.reading() as session:
            return dict((await session.execute(select(Counter.name, Counter.last))).all())

    return look


@pytest.fixture
def together(notebook, monkeypatch):
    """Each update sets down a row; those of `same` the same one."""
    same = set()

    async def note(session, kept):
        name = "same" if kept.update_id in same else str(kept.update_id)
        await set_down(session, ADD, [{"name": name, "last": kept.update_id}])

    async def prepare(session, asked):
        notebook.handled.clear()
        write_together(session)

    notebook.on_handle = note
    monkeypatch.setattr(notebook, "prepare", prepare)
    with capture_logs():  # a traceback through the database is long
        yield same


async def test_all_of_a_batch_are_written(either, one, together, names):
    await keep_all(either, *(arrival(number, f"g{number}") for number in range(1, 9)))
    await handle_once(one)
    assert await names() == {str(number): number for number in range(1, 9)}


async def test_who_fails_leaves_nothing_and_the_others_stay(either, one, notebook, together, names, rows):
    notebook.failing = {2: [KeyError("x")] * 9}
    await keep_all(either, *(arrival(number, f"g{number}") for number in range(1, 5)))
    await handle_once(one)
    assert await names() == {"1": 1, "3": 3, "4": 4}
    assert (await rows())[2].state is UpdateState.PENDING


async def test_a_row_that_the_database_refuses_falls_on_its_own_update(either, one, together, names, rows):
    together |= {2, 3}
    await keep_all(either, *(arrival(number, f"g{number}") for number in range(1, 5)))
    await handle_once(one)
    assert await names() == {"1": 1, "same": 2, "4": 4}
    kept = await rows()
    assert [kept[number].state for number in range(1, 5)] == [
        UpdateState.DONE,
        UpdateState.DONE,
        UpdateState.PENDING,
        UpdateState.DONE,
    ]


async def test_what_waits_is_seen_changed_and_taken_back_as_if_it_stood_there(either):
    name = update(Counter.__table__).where(Counter.name == "a")
    async with either.transaction() as session:
        write_together(session)
        await set_down(session, ADD, [{"name": "a", "last": 1}])
        await session.execute(name.values(last=Counter.last + 1))
        assert await session.scalar(select(Counter.last)) == 2
        await set_down(session, ADD, [{"name": "b", "last": 1}])
        with pytest.raises(KeyError):
            async with session.begin_nested():
                await set_down(session, ADD, [{"name": "c", "last": 1}])
                raise KeyError
        assert set(await session.scalars(select(Counter.name))) == {"a", "b"}


async def test_under_one_key_only_the_last_row_is_written(either, names):
    last = [{"name": "a", "last": number} for number in (1, 2)]
    async with either.transaction() as session:
        write_together(session)
        for row in last:
            await set_down_once(session, ADD, {"a": row})
    assert await names() == {"a": 2}


async def test_nothing_is_written_after_a_rollback(either, names):
    with pytest.raises(KeyError):
        async with either.transaction() as session:
            write_together(session)
            await set_down(session, ADD, [{"name": "a", "last": 1}])
            raise KeyError
    assert await names() == {}


async def test_who_overhears_that_a_row_is_refused_cannot_commit_without_it(either, names):
    with pytest.raises(DBAPIError):
        async with either.transaction() as session:
            write_together(session)
            await set_down(session, ADD, [{"name": "a", "last": 1}, {"name": "a", "last": 2}])
            with suppress(DBAPIError):
                await session.scalar(select(Counter.last))
    assert await names() == {}
