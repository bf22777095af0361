"""What workers write down on foot: taken out by its author, gone when it is old, gone with whoever is erased."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from duties.patrols.end_patrol import end_forgotten
from duties.patrols.mark_patrol import note_position
from models.fieldwork import HouseholdNote, Patrol, PatrolMark
from models.pyramid import Person, Post
from privacy.apply_retention import apply_retention
from privacy.erase_person import erase_person
from privacy.my_data import my_data
from tests.incidents.town import BOT, OTHER, START, WORKER

CANARY = "金丝雀王阿姨独居"


async def on_foot(town):
    walk = Patrol(user_id=WORKER, unit_id=town.units["G1"].id, bot_id=BOT, started_at=START, metres=0)
    town.session.add(walk)
    await town.session.flush()
    town.session.add_all(
        [
            PatrolMark(patrol_id=walk.id, user_id=WORKER, at=START, what="point"),
            PatrolMark(patrol_id=walk.id, user_id=WORKER, at=START, what="words", words=CANARY),
            HouseholdNote(
                unit_id=town.units["M1"].id, door="2-301", words=CANARY, user_id=WORKER, author_id=WORKER, at=START
            ),
        ]
    )
    await town.session.flush()
    return walk


async def count(town, table):
    return await town.session.scalar(select(func.count()).select_from(table))


async def test_the_author_takes_it_out_and_nobody_else_finds_it(town):
    await on_foot(town)
    mine, other = await my_data(town.session, WORKER), await my_data(town.session, OTHER)
    assert mine["household_notes"][0]["words"] == CANARY
    assert mine["patrols"][0]["words"] == [CANARY]
    assert CANARY not in str(other)


async def test_old_notes_and_words_go_and_the_walk_stays_counted(town):
    await on_foot(town)
    went = await apply_retention(town.session, now=START + timedelta(days=181), is_dry=True)
    assert (went["patrols"], went["notes"]) == (1, 0)
    await apply_retention(town.session, now=START + timedelta(days=366))
    assert await count(town, HouseholdNote) == 0
    assert await count(town, PatrolMark) == 1, "that a point was passed is nobody's word"
    assert await count(town, Patrol) == 1


async def test_with_their_author_they_go_even_from_who_keeps_them_now(town):
    await on_foot(town)
    note = (await town.session.scalars(select(HouseholdNote))).one()
    note.user_id = OTHER
    await town.session.execute(
        delete(Post).where(Post.person_id.in_(select(Person.id).where(Person.user_id == WORKER)))
    )
    await erase_person(town.session, WORKER, await town.who(WORKER), now=town.now)
    assert await count(town, HouseholdNote) == 0
    assert await count(town, PatrolMark) == 0
    walk = (await town.session.scalars(select(Patrol).execution_options(populate_existing=True))).one()
    assert walk.user_id < 0


async def test_a_walk_that_nobody_ended_ends_by_itself_and_where_they_were_is_forgotten(town):
    walk = await on_foot(town)
    for latitude in (29.1, 29.10001, 29.101, 31.0, 31.001):  # standing still, a hundred metres, a lost signal, again
        await note_position(town.session, walk, latitude, 119.65)
    assert walk.metres == 222
    assert await end_forgotten(town.session, now=START + timedelta(hours=11)) == 0
    assert await end_forgotten(town.session, now=START + timedelta(hours=13)) == 1
    assert walk.last_seen is None
