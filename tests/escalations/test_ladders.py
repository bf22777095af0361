"""The other ladders: one mechanism, chosen by leaf, frozen on the first day; posts are called, check in and come."""

from datetime import timedelta

import pytest

from escalations.composers import COMPOSERS
from escalations.escalate_overdue import escalate_overdue
from escalations.simulate import simulate
from escalations.synthetic import Course
from incidents.answer_call import answer_call
from incidents.calls import calls_of
from incidents.composers import COMPOSERS as CARDS
from incidents.tell_why import tell_why
from incidents.whistle_now import whistle_now
from models.kinds import Role, Tier, Urgency
from models.pyramid import Acquaintance, Person, Post
from pyramid.refusal import Refusal
from tests.incidents.town import BOT, LEADER, SECRETARY, START, STREET, WORKER, actions, leak, plain_policy

FIRE, POLICE, CHAIR, VICE, MEDIATOR, DISTRICT = range(201, 207)
POSTS = {
    FIRE: (Role.DEPARTMENT, "fire", "S"),
    POLICE: (Role.DEPARTMENT, "police", "S"),
    CHAIR: (Role.DEPARTMENT, "association", "G1"),
    VICE: (Role.DEPARTMENT, "association", "G1"),
    MEDIATOR: (Role.MEDIATOR, "", "C"),
    DISTRICT: (Role.DEPARTMENT, "housing", "H"),
}
LEAF = "utility.water_burst"


@pytest.fixture
async def manned(town):
    """The town with departments, an association, a mediator; the policy chooses a ladder for the burst pipe."""
    for user_id, (role, field, code) in POSTS.items():
        person = Person(user_id=user_id, name=f"王{user_id}")
        town.session.add(person)
        await town.session.flush()
        unit_id = town.units[code].id
        town.session.add(Post(person_id=person.id, unit_id=unit_id, role=role, field=field, valid_from=START))
        town.session.add(Acquaintance(user_id=user_id, bot_id=BOT, since=START))
    await town.session.flush()

    def climbing(ladder, more=""):
        town.policy = plain_policy(toml=f'[ladder.{ladder}]\nleaves = ["{LEAF}"]\n{more}')
        return town

    return climbing


async def told(town, kind="escalation_brief"):
    return {row.user_id for row in await town.rows(kind) if row.user_id is not None}


async def test_the_whistle_calls_the_departments_and_times_both_steps(manned, pass_time):
    town = manned("whistle")
    filed = await town.says(LEADER)
    await pass_time(hours=1)
    assert {FIRE, POLICE} <= await told(town)
    assert DISTRICT not in await told(town)
    brief = await town.shows(COMPOSERS, "escalation_brief", user=FIRE)
    assert "吹哨" in brief.html
    assert {"check_in", "turn_up", "why"} <= set(actions(brief))
    card = await town.shows(CARDS, "incident_card", group="G1", is_edit=True)
    assert "街道部门：11-18 11:00 已吹哨，11-18 11:30 前报到，11-18 13:00 前到场" in card.html
    await pass_time(minutes=29)
    await town.do(answer_call, filed, FIRE, is_there=False)
    again = await town.do(answer_call, filed, POLICE, is_there=False)
    assert isinstance(again, Refusal)
    assert again.reason == "refusal_calls.answered"
    await pass_time(minutes=2)
    assert [why for _, why, _ in await town.climbs(filed)] == ["unclaimed", "unfinished"]
    await pass_time(hours=1, minutes=30)
    assert [why for _, why, _ in await town.climbs(filed)][-1] == "absent"
    await town.do(answer_call, filed, POLICE, is_there=True)
    assert (
        "11:29 报到，11-18 13:01 到场 ✅" in (await town.shows(CARDS, "incident_card", group="G1", is_edit=True)).html
    )


async def test_a_whistle_that_nobody_answers_goes_to_the_street(manned, pass_time):
    town = manned("whistle")
    filed = await town.says(LEADER)
    await pass_time(hours=1, minutes=30)
    assert [(why, unit) for _, why, unit in await town.climbs(filed)][1:] == [
        ("unfinished", town.units["S"].id),
        ("unanswered", town.units["S"].id),
    ]
    assert "叫了没人报到" in (await town.shows(COMPOSERS, "escalation_brief", user=STREET)).html


async def test_the_association_takes_the_chair_in_turns_and_then_police_and_department_follow(manned, pass_time):
    town = manned("three_whistles")
    filed = await town.says(LEADER)
    await pass_time(minutes=15)
    chair = await told(town)
    assert len(chair) == 1
    assert chair < {CHAIR, VICE}
    await pass_time(minutes=30)
    assert await told(town) == {*chair, POLICE}
    await pass_time(hours=1)
    assert await told(town) == {*chair, POLICE, FIRE}
    town.later(minutes=1)
    await town.do(answer_call, filed, FIRE, is_there=True)
    before = await town.climbs(filed)
    await pass_time(days=1)
    assert await town.climbs(filed) == before, "who has come stops the ladder"


async def test_the_chair_goes_to_the_other_firm_next_month(manned, pass_time):
    town = manned("three_whistles")
    chairs = []
    for days in (0, 20, 31):
        town.later(days=days)
        filed = await town.says(LEADER, words=f"水管又爆了 {days}")
        await pass_time(minutes=15)
        (call,) = calls_of((await town.incident(filed)).plan)
        chairs += call.users
    assert sorted(chairs[:2]) == [CHAIR, VICE], "November, December"
    assert chairs[2] == chairs[0], "January: round again"


async def test_a_direct_order_wants_an_answer_from_the_district_within_a_day(manned, pass_time):
    town = manned("direct_order")
    filed = await town.says(LEADER)
    await pass_time(hours=3)
    assert DISTRICT in await told(town)
    assert calls_of((await town.incident(filed)).plan)[0].in_by == town.now + timedelta(days=1)
    await pass_time(hours=24)
    assert [why for _, why, _ in await town.climbs(filed)][-1] == "unanswered"


async def test_the_next_post_can_be_called_before_its_time(manned, transaction):
    town = manned("whistle")
    filed = await town.says(LEADER)
    town.later(minutes=1)
    assert isinstance(await town.do(whistle_now, filed, WORKER), Refusal)
    await town.do(whistle_now, filed, SECRETARY)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert {FIRE, POLICE} <= await told(town)
    again = await town.do(whistle_now, filed, SECRETARY)
    assert again.reason == "refusal_calls.nobody_to_call"


async def test_who_was_not_called_cannot_check_in(manned, pass_time):
    town = manned("whistle")
    filed = await town.says(LEADER)
    await pass_time(hours=1)
    assert (await town.do(answer_call, filed, DISTRICT, is_there=True)).reason == "refusal_pyramid.only_answer_call"


async def test_why_me_names_the_post_that_is_next(manned):
    town = manned("whistle")
    filed = await town.says(LEADER)
    town.later(minutes=20)
    assert "社区" in await town.do(tell_why, filed, STREET)


async def test_an_emergency_climbs_its_own_ladder_and_that_of_its_leaf(manned, transaction):
    town = manned("whistle")
    filed = await town.says(LEADER, report=leak(urgency="emergency"))
    plan = (await town.incident(filed)).plan
    assert plan["ladder"] == "whistle"
    assert [rung[3] for rung in plan["rungs"]][:4] == ["community", "street", "hq", "community"]
    assert len(plan["rungs"]) == 8


async def test_what_was_not_chosen_climbs_the_territory(town):
    filed = await town.says(LEADER)
    assert "ladder" not in (await town.incident(filed)).plan


def test_the_simulation_knows_the_ladders():
    plain = plain_policy()
    chosen = plain_policy(toml=f'[ladder.whistle]\nleaves = ["{LEAF}"]')
    courses = [Course(LEAF, Urgency.URGENT, START, None, 0.5) for _ in range(2000)]
    whys = {each.why for each in simulate(chosen, courses, 7).told}
    assert "unfinished" in whys
    assert whys & {"unanswered", "absent"}
    assert not {each.why for each in simulate(plain, courses, 7).told} & {"unanswered", "absent"}
    assert any(each.to is Tier.STREET for each in simulate(chosen, courses, 7).told)
