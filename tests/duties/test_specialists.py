"""Who can be called now is read from the calendar of the unit whose specialist it is."""

import pytest

from duties.specialists.store import keep_hours
from duties.specialists.who_covers import who_covers
from models.kinds import Role
from models.pyramid import Acquaintance, Person, Post
from pyramid.set_calendar import set_calendar
from tests.incidents.town import BOT, SECRETARY, START, plain_policy

JUDGE, LAWYER = 401, 402


@pytest.fixture
async def helped(town):
    """A judge of the community in working hours, a lawyer of the street outside them. START is a Wednesday, ten o'clock."""
    town.policy = plain_policy(toml="[leaf]")
    for user_id, code, field, hours in ((JUDGE, "C", "judge", "workdays"), (LAWYER, "S", "lawyer", "evenings")):
        person = Person(user_id=user_id, name=f"王{user_id}")
        town.session.add_all([person, Acquaintance(user_id=user_id, bot_id=BOT, since=START)])
        await town.session.flush()
        post = Post(
            person_id=person.id, unit_id=town.units[code].id, role=Role.PART_TIME_WORKER, field=field, valid_from=START
        )
        town.session.add(post)
        await town.session.flush()
        await keep_hours(town.session, [post.id], hours)
    return town


async def there(town):
    found = await who_covers(
        town.session, town.units["G1"].id, "dispute.neighbor", policy=town.policy, now=town.now, without=None
    )
    return {each.user_id for each in found}


async def closes(town, code, user_id):
    done = await set_calendar(
        town.session, town.units[code].id, await town.who(user_id), year=2026, holidays="2026-11-18", workdays="",
        hours="", policy=town.policy,
    )  # fmt: skip
    assert done == 2026


async def test_a_day_that_the_community_has_off_is_off_for_its_specialists_and_not_for_those_of_the_street(helped):
    assert await there(helped) == {JUDGE}
    await closes(helped, "C", SECRETARY)
    assert await there(helped) == set()


async def test_a_day_that_the_grid_has_off_is_not_that_of_the_specialists_above_it(helped):
    await closes(helped, "G1", SECRETARY)
    assert await there(helped) == {JUDGE}


async def test_in_the_evening_it_is_the_other_way_round(helped):
    helped.later(hours=9)
    assert await there(helped) == {LAWYER}
