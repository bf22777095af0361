"""Lines of people.csv without a user id: posts that wait for their holders."""

from datetime import timedelta

from sqlalchemy import func, select

from models.kinds import Role
from models.pyramid import EnrolmentCode, Person
from pyramid.claim_post import claim_post
from pyramid.load_roster import load_roster
from pyramid.lookup import actor_of
from pyramid.roster_change import What
from tests.pyramid.conftest import NAMELESS, PEOPLE, UNITS, what_changed


async def test_a_post_without_user_id_gets_one_link_and_no_second_one(session, empty, now):
    outcome = await load_roster(session, UNITS, NAMELESS, now=now)
    assert [(link.unit, link.role) for link in outcome.links] == [
        ("G2", Role.GRID_WORKER),
        ("M2", Role.MICRO_GRID_LEADER),
    ]
    assert all(len(link.code) >= 20 for link in outcome.links)
    stored = list(await session.scalars(select(EnrolmentCode.code_hash)))
    assert not any(link.code in row for link in outcome.links for row in stored)
    assert (await load_roster(session, UNITS, NAMELESS, now=now)).links == ()


async def test_a_link_that_ran_out_is_issued_anew(session, empty, now):
    first = await load_roster(session, UNITS, NAMELESS, now=now)
    again = await load_roster(session, UNITS, NAMELESS, now=now + timedelta(days=31))
    assert what_changed(again) == [("link_issued", "G2"), ("link_issued", "M2")]
    assert {link.code for link in again.links}.isdisjoint(link.code for link in first.links)


async def test_the_name_of_a_link_cannot_be_shown_by_accident(session, empty, now):
    link = (await load_roster(session, UNITS, NAMELESS, now=now)).links[0]
    assert "施某" not in repr(link)
    assert link.name.for_viewer("operator") == "施某"


async def test_a_claimed_post_stays_claimed_when_the_file_is_loaded_again(session, empty, now):
    links = (await load_roster(session, UNITS, NAMELESS, now=now)).links
    await claim_post(session, "p_" + links[0].code, await actor_of(session, 77), now=now)
    session.expunge_all()
    assert (await load_roster(session, UNITS, NAMELESS, now=now, retire=True)).changes == ()
    assert [hat.role for hat in (await actor_of(session, 77)).hats] == [Role.GRID_WORKER]


async def test_an_account_that_the_file_learns_later_takes_the_waiting_post(session, empty, now):
    await load_roster(session, UNITS, NAMELESS, now=now)
    known = NAMELESS.replace(",施某,grid_worker", "78,施某,grid_worker").replace(",施某,micro", "78,施某,micro")
    outcome = await load_roster(session, UNITS, known, now=now, retire=True)
    assert what_changed(outcome) == [("post_held", "G2"), ("post_held", "M2")]
    assert {hat.role for hat in (await actor_of(session, 78)).hats} == {Role.GRID_WORKER, Role.MICRO_GRID_LEADER}
    assert await session.scalar(select(func.count()).select_from(Person).where(Person.user_id.is_(None))) == 0
    assert (await load_roster(session, UNITS, known, now=now, retire=True)).changes == ()


async def test_names_and_languages_of_a_person_may_stand_on_any_line(session, empty, now):
    people = "user_id,name,role,unit,language\n5,,mediator,C1,\n5,张三,mediator,C2,en\n"
    await load_roster(session, UNITS, people, now=now)
    person = (await session.scalars(select(Person).where(Person.user_id == 5))).one()
    assert (person.name, person.language) == ("张三", "en")
    assert (await load_roster(session, UNITS, people, now=now)).changes == ()


async def test_a_language_that_a_person_chose_stays(session, town, now):
    person = (await session.scalars(select(Person).where(Person.user_id == 32))).one()
    person.language = "zh"
    await session.flush()
    assert (await load_roster(session, UNITS, PEOPLE, now=now)).changes == ()


async def test_a_changed_name_is_taken_over(session, town, now):
    people = PEOPLE.replace("孙格", "孙网格")
    assert [change.what for change in (await load_roster(session, UNITS, people, now=now)).changes] == [
        What.PERSON_RENAMED
    ]
    assert (await load_roster(session, UNITS, people, now=now)).changes == ()
