"""Two people, or two timetables, at the same moment: one of them is first, and every rung is climbed once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.database import open_database
from escalations.escalate_overdue import escalate_overdue
from incidents.case import Moved
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.resolve_incident import resolve_incident
from models.incidents import Escalation, Incident, TimelineEvent
from models.outbox import Outgoing
from pyramid.refusal import Refusal
from tests.incidents.town import LEADER, OTHER, START, WORKER, Town, plain_policy

INCIDENTS = 12


@pytest.fixture
async def busy(database_url):
    """A committed town with some incidents in it."""
    database = open_database(database_url, lambda: datetime.now(UTC))
    async with database.transaction() as session:
        town = await Town(session, plain_policy()).build()
        filed = [await town.says(LEADER) for _ in range(INCIDENTS)]
    yield database, town, filed
    await database.dispose()


async def _press(database, town, use_case, filed, user_id, *, now=START, **more):
    async with database.transaction() as session:
        actor = await Town(session, town.policy).who(user_id)
        return await use_case(session, filed.incident_id, actor, policy=town.policy, now=now, **more)


async def test_one_of_two_presses_at_once_wins_and_the_other_hears_who_was_first(busy):
    database, town, filed = busy
    for each in filed:
        done = await asyncio.gather(
            *(_press(database, town, claim_incident, each, user_id) for user_id in (WORKER, OTHER))
        )
        assert [isinstance(one, Moved) for one in done].count(True) == 1
        refused = next(one for one in done if isinstance(one, Refusal))
        assert refused.reason == "refusal_incidents.taken"


async def test_two_timetables_climb_every_rung_once(busy):
    database, town, filed = busy
    now = START + timedelta(hours=10)
    await asyncio.gather(*(escalate_overdue(database.transaction, now=now, policy=town.policy) for _ in range(3)))
    async with database.transaction() as session:
        climbed = await session.scalar(select(func.count()).select_from(Escalation))
        told = await session.scalar(
            select(func.count())
            .select_from(Outgoing)
            .where(Outgoing.kind == "escalation_brief", Outgoing.group_id.is_not(None))
        )
    assert climbed == told == 4 * len(filed)


async def test_nothing_climbs_after_a_closing_at_the_same_moment(busy):
    database, town, filed = busy
    for each in filed:
        await _press(database, town, claim_incident, each, WORKER)
        await _press(database, town, resolve_incident, each, WORKER)
        await _press(database, town, check_incident, each, OTHER, is_passed=False)
    now = START + timedelta(hours=1)
    await asyncio.gather(
        escalate_overdue(database.transaction, now=now, policy=town.policy),
        *(_press(database, town, resolve_incident, each, WORKER, now=now) for each in filed),
    )
    async with database.transaction() as session:
        for each in filed:
            words = await session.scalars(
                select(TimelineEvent.what)
                .where(TimelineEvent.incident_id == each.incident_id)
                .order_by(TimelineEvent.seq)
            )
            assert list(words)[-1] == "resolve"
            incident = await session.get(Incident, each.incident_id)
            assert incident.next_step_at == now + timedelta(hours=4), "only the check is waited for"
