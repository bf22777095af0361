"""What a batch keeps at hand: asked once, and again as soon as it was written."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event, update

from models.at_hand import keep_at_hand
from models.kinds import Role
from models.pyramid import Post
from pyramid.bring_speakers import bring_speakers
from pyramid.lookup import actor_of, group_of_chat, holders, unit_by_code, unit_of


@contextmanager
def statements(database):
    said = []

    def note(_connection, _cursor, statement, *_):
        said.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def brought(session, now):
    keep_at_hand(session)
    await bring_speakers(session, {-107, -109}, {41, 42, 999}, now=now, sign_of_life=now)


async def test_speakers_that_were_brought_cost_no_statement(database, session, town, now):
    await brought(session, now)
    with statements(database) as said:
        group = await group_of_chat(session, -107)
        unit = await unit_of(session, group.unit_id)
        known, stranger = await actor_of(session, 41), await actor_of(session, 999)
    assert (unit.name, [hat.role for hat in known.hats], stranger.hats) == ("一号楼", [Role.MICRO_GRID_LEADER], ())
    assert said == []


async def test_a_group_that_was_silent_is_heard_now(session, town, now):
    await brought(session, now)
    assert (await group_of_chat(session, -107)).heard_at == now


@pytest.mark.parametrize("is_kept", [True, False])
async def test_the_staff_of_a_unit_is_asked_for_once_if_it_is_kept(database, session, town, is_kept):
    grid = await unit_by_code(session, "G1")
    if is_kept:
        keep_at_hand(session)
    with statements(database) as said:
        first = await holders(session, grid.id, (Role.GRID_WORKER,))
        once = len(said)
        assert await holders(session, grid.id, (Role.GRID_WORKER,)) == first
    assert (len(said) == once) is is_kept


async def test_a_post_that_ends_in_the_same_batch_is_seen_at_once(session, town, now):
    await brought(session, now)
    micro = (await group_of_chat(session, -107)).unit_id
    await session.execute(update(Post).where(Post.unit_id == micro).values(valid_to=now))
    assert (await actor_of(session, 41)).hats == ()


async def test_a_row_that_is_flushed_in_the_same_batch_is_seen_at_once(session, town, now):
    await brought(session, now)
    person = (await actor_of(session, 41)).person_id
    session.add(
        Post(person_id=person, unit_id=(await unit_by_code(session, "C1")).id, role=Role.GRID_HEAD, valid_from=now)
    )
    await session.flush()
    assert Role.GRID_HEAD in {hat.role for hat in (await actor_of(session, 41)).hats}


async def test_what_a_savepoint_took_back_is_not_remembered(session, town, now):
    await brought(session, now)
    micro = (await group_of_chat(session, -107)).unit_id
    with pytest.raises(ZeroDivisionError):
        async with session.begin_nested():
            await session.execute(update(Post).where(Post.unit_id == micro).values(valid_to=now))
            assert await holders(session, micro, (Role.MICRO_GRID_LEADER,)) == []
            raise ZeroDivisionError
    assert len(await holders(session, micro, (Role.MICRO_GRID_LEADER,))) == 1
