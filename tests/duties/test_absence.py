"""Whoever is away is not asked, whoever stands in is, and it ends by itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from duties.composers import COMPOSERS
from duties.find_substitute import find_substitute
from duties.leave_period import leave_period
from duties.next_moment import next_moment
from duties.note_absence import end_absence, note_absence, turn_duties
from escalations.escalate_overdue import escalate_overdue
from incidents.case import Moved
from incidents.claim_incident import claim_incident
from models.kinds import IncidentState
from parsing.leave_words import Leave, find_leave, is_meant
from pyramid.lookup import duty_holders
from tests.incidents.town import FAR_WORKER, HEAD, LEADER, OTHER, SECRETARY, STREET, WORKER


async def _away(town, user_id, stands_in=None, **length):
    actor = await town.who(user_id)
    other = (await town.who(stands_in)).person_id if stands_in else None
    until = town.now + timedelta(**(length or {"days": 2}))
    return await note_absence(town.session, actor, until=until, substitute_id=other, now=town.now)


async def _on_duty(town, code):
    return {holder.user_id for holder in await duty_holders(town.session, town.units[code].id)}


async def test_a_substitute_gets_the_prompts_and_may_act(town):
    await _away(town, SECRETARY, FAR_WORKER)
    assert await _on_duty(town, "C") == {FAR_WORKER}
    assert "王105请假到" in (await town.shows(COMPOSERS, "duty_news", user=FAR_WORKER)).html
    filed = await town.says(LEADER)
    assert not isinstance(await town.do(claim_incident, filed, FAR_WORKER), Moved), "the secretary takes no grid's work"
    await _away(town, WORKER, FAR_WORKER)
    assert (await town.do(claim_incident, filed, FAR_WORKER)).state is IncidentState.HANDLING


async def test_without_a_substitute_the_next_tier_is_told_and_hears_why(town, transaction):
    await _away(town, SECRETARY)
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    town.later(hours=1)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert [unit for _, _, unit in await town.climbs(filed)] == [town.units["S"].id]
    assert len(await town.rows("escalation_brief", user=STREET)) == 1
    assert not await town.rows("escalation_brief", user=SECRETARY)


async def test_a_colleague_who_stands_in_is_asked_once(town):
    await _away(town, WORKER, OTHER)
    assert await _on_duty(town, "G1") == {OTHER, HEAD}


async def test_it_ends_by_itself_and_both_hear_so(town):
    await _away(town, WORKER, FAR_WORKER, hours=5)
    town.later(hours=5)
    assert await turn_duties(town.session, now=town.now) == 1
    assert await turn_duties(town.session, now=town.now) == 0
    assert await _on_duty(town, "G1") == {WORKER, OTHER, HEAD}
    assert {hat.unit_id for hat in (await town.who(FAR_WORKER)).hats} == {town.units["G2"].id}
    assert [row.args["what"] for row in await town.rows("duty_news", user=WORKER)] == ["back"]


async def test_who_comes_back_early_is_asked_again(town):
    await _away(town, WORKER, FAR_WORKER)
    assert await end_absence(town.session, await town.who(WORKER), now=town.now)
    assert not await end_absence(town.session, await town.who(WORKER), now=town.now)
    assert WORKER in await _on_duty(town, "G1")


async def test_only_holders_of_posts_take_leave_with_an_end_and_with_somebody_else(town):
    actor = await town.who(WORKER)
    nobody = await town.who(999)
    for who, until, other in (
        (nobody, town.now + timedelta(days=1), None),
        (actor, None, None),
        (actor, town.now + timedelta(days=1), actor.person_id),
    ):
        refused = await note_absence(town.session, who, until=until, substitute_id=other, now=town.now)
        assert refused.reason.startswith("refusal_duties.")


async def test_a_name_finds_the_colleague_and_two_of_a_name_find_nobody(town):
    actor = await town.who(WORKER)
    meant, near = await find_substitute(town.session, actor, "王103")
    assert meant is not None
    assert meant.user_id == OTHER
    assert {person.user_id for person in near} == {OTHER, HEAD, SECRETARY}
    assert (await find_substitute(town.session, actor, "老王"))[0] is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("我请假到周五，有事找老李", Leave("老李")),
        ("我请假到周五,有事找替班的", Leave()),
        ("明天休假，由王芳替班", Leave("王芳")),
        ("我回来了", Leave(is_back=True)),
        ("3栋水管爆了", None),
        ("on leave until 2026-12-04, ask Lee", Leave("Lee")),
    ],
)
def test_leave_is_understood_in_plain_words(words, found):
    assert find_leave(words) == found


def test_a_familiar_name_means_the_person():
    assert is_meant("老李", "李四")
    assert is_meant("李师傅", "李四")
    assert not is_meant("老王", "李四")
    assert not is_meant("", "李四")


SHANGHAI = ZoneInfo("Asia/Shanghai")
THURSDAY = datetime(2026, 11, 19, 10, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("words", "begins", "until"),
    [
        ("我请假到周五，有事找替班的", "11-19 10:00", "11-21 00:00"),
        ("下周一到周三请假", "11-23 00:00", "11-26 00:00"),
        ("下周一到下周三请假，有事找老李", "11-23 00:00", "11-26 00:00"),
        ("12月4日到6日请假", "12-04 00:00", "12-07 00:00"),
        ("明天请假", "11-20 00:00", "11-21 00:00"),
        ("请假三天", "11-19 10:00", "11-22 10:00"),
        ("从明天起请假到周日", "11-20 00:00", "11-23 00:00"),
        ("I'm on leave until Friday, ask Li", "11-19 10:00", "11-21 00:00"),
        ("on leave from next Monday to Wednesday", "11-23 00:00", "11-26 00:00"),
        ("day off tomorrow", "11-20 00:00", "11-21 00:00"),
        ("on leave for three days, a sunny month", "11-19 10:00", "11-22 10:00"),
    ],
)
def test_from_when_until_when_somebody_is_away_stands_in_their_words(words, begins, until):
    read = leave_period(words, THURSDAY)
    assert [f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}" for moment in read] == [begins, until]


def test_a_leave_without_an_end_is_none():
    assert leave_period("我请假", THURSDAY) is None


async def test_a_leave_from_a_later_day_begins_and_ends_by_itself(town):
    actor, other = await town.who(WORKER), (await town.who(FAR_WORKER)).person_id
    begins = town.now + timedelta(days=3)
    await note_absence(
        town.session,
        actor,
        begins=begins,
        until=begins + timedelta(days=2),
        substitute_id=other,
        now=town.now,
    )
    assert await _on_duty(town, "G1") == {WORKER, OTHER, HEAD}
    assert "到时由您替班" in (await town.shows(COMPOSERS, "duty_news", user=FAR_WORKER)).html
    assert await next_moment(town.session) == begins
    town.later(days=3)
    assert await turn_duties(town.session, now=town.now) == 1
    assert await turn_duties(town.session, now=town.now) == 0
    assert await _on_duty(town, "G1") == {FAR_WORKER, OTHER, HEAD}
    town.later(days=2)
    assert await turn_duties(town.session, now=town.now) == 1
    assert await _on_duty(town, "G1") == {WORKER, OTHER, HEAD}


async def test_a_leave_that_is_called_off_before_its_day_never_begins(town):
    actor = await town.who(WORKER)
    begins = town.now + timedelta(days=3)
    await note_absence(
        town.session, actor, begins=begins, until=begins + timedelta(days=2), substitute_id=None, now=town.now
    )
    assert await end_absence(town.session, actor, now=town.now)
    town.later(days=3)
    assert await turn_duties(town.session, now=town.now) == 0
    assert WORKER in await _on_duty(town, "G1")
