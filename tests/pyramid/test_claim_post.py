from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.kinds import Role
from models.pyramid import EnrolmentCode, Person, Post
from pyramid.actor import Actor
from pyramid.claim_post import Claimed, claim_post
from pyramid.issue_post_link import PostLink, issue_post_link
from pyramid.load_roster import load_roster
from pyramid.lookup import actor_of
from pyramid.refusal import Refusal
from tests.pyramid.conftest import NOBODY, PEOPLE, UNITS


@pytest.fixture
async def link(session, town, now):
    """A post whose holder is unknown, as its one-time payload."""
    outcome = await load_roster(session, UNITS, PEOPLE + ",施某,micro_grid_leader,M2,en\n", now=now)
    return "p_" + outcome.links[0].code


@pytest.fixture
def claim(session, now):
    async def by(user_id, payload, at=now):
        return await claim_post(session, payload, await actor_of(session, user_id), now=at)

    return by


async def post_of(session, town, code):
    unit = await town.unit(code)
    return (await session.scalars(select(Post).where(Post.unit_id == unit.id, Post.valid_to.is_(None)))).one()


async def test_a_link_makes_its_opener_the_holder(session, claim, link):
    claimed = await claim(NOBODY, link)
    assert isinstance(claimed, Claimed)
    actor = await actor_of(session, NOBODY)
    assert [hat.role for hat in actor.hats] == [Role.MICRO_GRID_LEADER]
    assert actor.language == "en"
    assert len(claimed.post_ids) == 1


async def test_somebody_we_know_takes_the_post_over(session, claim, link):
    person = Person(user_id=NOBODY, name="", language="zh", home_unit_id=None)
    session.add(person)
    await session.flush()
    claimed = await claim(NOBODY, link)
    assert claimed.person_id == person.id
    assert (person.name, person.language) == ("施某", "zh")
    assert await session.scalar(select(func.count()).select_from(Person).where(Person.user_id.is_(None))) == 0
    assert (await actor_of(session, NOBODY)).hats


async def test_a_link_opens_once(session, claim, link):
    await claim(NOBODY, link)
    refusal = await claim(998, link)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "refusal_pyramid.wrong_link"
    assert (await actor_of(session, 998)).hats == ()


async def test_a_link_runs_out(claim, link, now):
    assert isinstance(await claim(NOBODY, link, at=now + timedelta(days=30)), Refusal)


async def test_a_group_code_is_no_personal_link_and_the_other_way_round(session, town, claim, now):
    session.add(EnrolmentCode(code_hash="x", purpose="group", issued_at=now, expires_at=now + timedelta(hours=1)))
    assert isinstance(await claim(NOBODY, "x"), Refusal)


async def test_five_wrong_links_lock_the_person(claim, link):
    answers = [await claim(NOBODY, "p_wrong") for _ in range(5)]
    assert answers[-1].reason == "refusal_pyramid.locked"
    assert (await claim(NOBODY, link)).reason == "refusal_pyramid.locked"
    assert isinstance(await claim(998, link), Claimed)


async def test_an_anonymous_speaker_claims_nothing(session, link, now):
    refusal = await claim_post(session, link, Actor(NOBODY, is_anonymous=True), now=now)
    assert refusal.reason == "refusal_pyramid.anonymous"


async def test_the_holder_is_welcomed_and_those_above_are_told(town, claim, link):
    await town.knows(NOBODY, 31, 33, 21)
    await claim(NOBODY, link)
    assert [row.user_id for row in await town.said("post_welcome")] == [NOBODY]
    assert [row.user_id for row in await town.said("parent_told_claimed")] == [31, 33]


async def test_who_holds_the_post_already_does_not_hold_it_twice(session, town, claim, now):
    outcome = await load_roster(session, UNITS, PEOPLE + ",施某,grid_worker,G1,\n", now=now)
    await claim(31, "p_" + outcome.links[0].code)
    workers = [hat for hat in (await actor_of(session, 31)).hats if hat.role is Role.GRID_WORKER]
    assert len(workers) == 1


async def test_a_lost_link_is_replaced_by_those_above(session, town, claim, link, now):
    post = await post_of(session, town, "M2")
    again = await issue_post_link(session, post.id, await town.actor(33), now=now)
    assert isinstance(again, PostLink)
    assert isinstance(await claim(NOBODY, link), Refusal)
    assert isinstance(await claim(NOBODY, again.payload), Claimed)


@pytest.mark.parametrize("user", [41, 34, 22, 51, NOBODY])
async def test_others_get_no_link(session, town, link, now, user):
    post = await post_of(session, town, "M2")
    assert isinstance(await issue_post_link(session, post.id, await town.actor(user), now=now), Refusal)


async def test_a_post_that_is_held_or_has_ended_needs_no_link(session, town, now):
    post = await post_of(session, town, "M1")
    hq = await town.actor(1)
    assert (await issue_post_link(session, post.id, hq, now=now)).reason == "refusal_pyramid.post_held"
    post.valid_to = now
    assert (await issue_post_link(session, post.id, hq, now=now)).reason == "refusal_pyramid.post_ended"
    with pytest.raises(LookupError):
        await issue_post_link(session, 10**6, hq, now=now)


async def test_a_post_that_was_held_before_and_ended_may_be_taken_up_again(session, town, claim, now):
    outcome = await load_roster(session, UNITS, PEOPLE + ",施某,grid_worker,G1,\n", now=now)
    people = PEOPLE.replace("31,孙格,grid_worker,G1,\n", ",施某,grid_worker,G1,\n")
    await load_roster(session, UNITS, people, now=now, retire=True)
    assert isinstance(await claim(31, "p_" + outcome.links[0].code, at=now + timedelta(hours=1)), Claimed)
    assert [hat.role for hat in (await actor_of(session, 31)).hats] == [Role.GRID_WORKER]
