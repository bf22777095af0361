"""Several people on the same post take turns; an emergency is told to all, and everybody can ask whose turn it is."""

import pytest

from duties.note_absence import note_absence
from duties.who_is_on import who_is_on
from escalations.escalate_overdue import escalate_overdue
from models.kinds import Role
from models.pyramid import Acquaintance, Person, Post
from parsing.leave_words import asks_who_is_on
from tests.incidents.town import BOT, LEADER, SECRETARY, START, WORKER, leak, plain_policy

DEPUTY = 301


@pytest.fixture
async def turning(town):
    """Two secretaries in the community, week by week."""
    person = Person(user_id=DEPUTY, name="王301")
    town.session.add(person)
    await town.session.flush()
    unit_id = town.units["C"].id
    town.session.add(Post(person_id=person.id, unit_id=unit_id, role=Role.COMMUNITY_SECRETARY, valid_from=START))
    town.session.add(Acquaintance(user_id=DEPUTY, bot_id=BOT, since=START))
    await town.session.flush()
    town.policy = plain_policy(toml='[rota]\ncommunity_secretary = "week"')
    return town


async def told(town):
    rows = await town.rows("escalation_brief")
    return {row.user_id for row in rows if row.user_id in {SECRETARY, DEPUTY}}


async def climbs(town, transaction, **report):
    await town.says(LEADER, report=leak(**report))
    town.later(hours=1)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    return await told(town)


async def test_who_has_the_week_is_told_and_next_week_the_other(turning, transaction):
    first = await climbs(turning, transaction)
    assert len(first) == 1
    turning.later(days=7)
    assert await climbs(turning, transaction) == {SECRETARY, DEPUTY}, "the other one this week"


async def test_an_emergency_is_told_to_both(turning, transaction):
    assert await climbs(turning, transaction, category="fire.active_fire", urgency="emergency") == {SECRETARY, DEPUTY}


async def test_who_is_away_is_passed_over(turning, transaction):
    first = next(iter(await climbs(turning, transaction)))
    actor, other = await turning.who(first), ({SECRETARY, DEPUTY} - {first}).pop()
    until = turning.later(minutes=1).replace(year=2027)
    await note_absence(turning.session, actor, until=until, substitute_id=None, now=turning.now)
    assert await climbs(turning, transaction) == {first, other}


async def test_everybody_with_a_post_sees_who_is_on_duty_today(turning):
    found = await who_is_on(turning.session, await turning.who(WORKER), policy=turning.policy, now=turning.now)
    assert [each.unit.name for each in found] == ["第一网格", "锦绣社区", "江南街道", "全区"]
    secretaries = [is_on for _, _, is_on in found[1].people]
    assert sorted(secretaries) == [False, True]
    assert await who_is_on(turning.session, await turning.who(999), policy=turning.policy, now=turning.now) == []


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("今天谁值班？", True),
        ("现在是谁在值班", True),
        ("谁当班", True),
        ("who is on duty today?", True),
        ("3幢水管爆了，有没有人来", False),
        ("值班室的灯坏了", False),
    ],
)
def test_the_question_is_understood(words, is_asked):
    assert asks_who_is_on(words) is is_asked
