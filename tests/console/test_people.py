"""People change hands in the console: the same rights, the same hand-over, the same minute to take it back."""

import re
from datetime import timedelta

from sqlalchemy import select

from models.fieldwork import Patrol, PatrolMark, SpecialistCall
from models.incidents import Incident
from models.kinds import IncidentState
from models.pyramid import Person, Post
from tests.console.moment import WORKER
from tests.console.world import GRID, HEAD, LEADER, MICRO, OTHER_GRID, POLICE, SECRETARY, STREET, STREET_CHIEF


async def post_of(database, user_id):
    async with database.reading() as session:
        return await session.scalar(
            select(Post.id)
            .join(Person, Person.id == Post.person_id)
            .where(Person.user_id == user_id, Post.valid_to.is_(None))
        )


async def taken(database):
    async with database.reading() as session:
        return len((await session.scalars(select(Incident.id).where(Incident.claimed_by == WORKER))).all())


async def test_a_worker_is_removed_what_was_open_is_released_and_it_is_undone(signed_in, database, clock):
    visitor, post, before = await signed_in(SECRETARY), await post_of(database, WORKER), await taken(database)
    assert before
    done = await visitor.post(f"/console/pyramid/{GRID}/people", deed="change", post=str(post), to="", why="left")
    assert done.status == 303
    assert await post_of(database, WORKER) is None
    async with database.reading() as session:
        open_still = await session.scalars(
            select(Incident.id).where(Incident.claimed_by == WORKER, Incident.state == IncidentState.HANDLING)
        )
        assert open_still.all() == []
    page = await visitor.page(f"/console/pyramid/{GRID}/people")
    assert "不做了" in page
    change = re.search(r'name="change" value="(\d+)"', page)[1]
    assert (await visitor.post(f"/console/pyramid/{GRID}/people", deed="undo", change=change)).status == 303
    assert await post_of(database, WORKER) == post
    assert await taken(database) == before
    assert "（已撤销）" in await visitor.page(f"/console/pyramid/{GRID}/people")


async def test_after_a_minute_it_stays(signed_in, database, clock):
    visitor, post = await signed_in(SECRETARY), await post_of(database, WORKER)
    await visitor.post(f"/console/pyramid/{GRID}/people", deed="change", post=str(post), to="", why="left")
    clock.business += timedelta(seconds=61)
    page = await visitor.page(f"/console/pyramid/{GRID}/people")
    assert 'value="undo"' not in page
    assert (await visitor.post(f"/console/pyramid/{GRID}/people", deed="undo", change="1")).status == 403
    assert await post_of(database, WORKER) is None


async def test_a_new_name_gets_a_post_and_a_foreign_unit_does_not_exist(signed_in, database):
    visitor = await signed_in(HEAD)
    done = await visitor.post(f"/console/pyramid/{GRID}/people", deed="add", post="grid_worker.", name="小周")
    assert done.status == 303
    assert "小周" in await visitor.page(f"/console/pyramid/{GRID}/people")
    refused = await visitor.post(f"/console/pyramid/{GRID}/people", deed="add", post="grid_head.", name="小吴")
    assert refused.status == 403
    await visitor.page(f"/console/pyramid/{OTHER_GRID}/people", status=404)


async def test_nobody_changes_their_own_post(signed_in, database):
    visitor, post = await signed_in(HEAD), await post_of(database, HEAD)
    assert (await visitor.post(f"/console/pyramid/{GRID}/people", deed="change", post=str(post), to="")).status == 403
    leader = await post_of(database, LEADER)
    done = await visitor.post(
        f"/console/pyramid/{MICRO}/people", deed="change", post=str(leader), to="", why="nonsense"
    )
    assert done.status == 303


async def test_walks_are_seen_without_names_and_their_words_are_masked(signed_in, database, clock):
    async with database.transaction() as session:
        walk = Patrol(user_id=WORKER, unit_id=GRID, bot_id=1, started_at=clock.business, metres=1200)
        session.add(walk)
        await session.flush()
        said = PatrolMark(patrol_id=walk.id, user_id=WORKER, at=clock.business, what="words", words="门坏了13912345678")
        session.add(said)
    page = await (await signed_in(SECRETARY)).page(f"/console/pyramid/{GRID}/patrols")
    assert "走了约 1.2 公里" in page
    assert "门坏了" in page
    assert "13912345678" not in page


async def test_what_specialists_did_is_counted(signed_in, database, clock):
    post = await post_of(database, POLICE)
    async with database.transaction() as session:
        incident = (await session.scalars(select(Incident.id).limit(1))).one()
        common = {"incident_id": incident, "post_id": post, "user_id": POLICE, "called_by": WORKER}
        begun, over = clock.business, clock.business + timedelta(minutes=25)
        session.add(SpecialistCall(**common, called_at=begun, answered_at=begun, ended_at=over))
        session.add(SpecialistCall(**common, called_at=begun, declined_at=over))
    page = await (await signed_in(STREET_CHIEF)).page(f"/console/pyramid/{STREET}/people")
    assert "被叫 2 次，应答 1 次，帮了 25 分钟" in page
