"""A batch writes its rows together; what stands in the tables afterwards is what would stand there without."""

import random
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from bot.database import open_database
from incidents.bring_ground import bring_ground
from incidents.claim_incident import claim_incident
from incidents.verify_audit import verify_audit
from models.at_hand import keep_at_hand
from models.incidents import Incident, Report, TimelineEvent
from models.kinds import Urgency
from models.outbox import Outgoing
from models.process import Counter
from models.set_down import write_together
from outbox.turns import Turns
from tests.incidents.town import BOT, LEADER, RESIDENT, START, WORKER, Town, leak, plain_policy
from tests.pyramid.test_at_hand import statements


class TakenBackError(Exception):
    """Undoes a savepoint, or all a test has written."""


@pytest.fixture
async def either(database_url):
    made = open_database(database_url, lambda: START)
    yield made
    await made.dispose()


async def everything(session):
    """What stands in the tables, without ids and without how often a digest was wanted."""
    numbers = dict((await session.execute(select(Incident.id, Incident.number))).all())
    events = await session.execute(select(TimelineEvent).order_by(TimelineEvent.incident_id, TimelineEvent.seq))
    reports = await session.execute(select(Report).order_by(Report.message_id, Report.part))
    rows = await session.execute(select(Outgoing).order_by(Outgoing.kind, Outgoing.turn, Outgoing.id))
    about = [
        (
            row.kind,
            numbers.get(row.subject_id) if row.kind != "digest" else "",
            row.group_id is None,
            row.user_id,
            row.turn,
            row.state,
            row.wanted > 0,
        )
        for row in rows.scalars()
    ]
    return {
        "events": [(numbers[one.incident_id], one.seq, one.what, one.data) for one in events.scalars()],
        "reports": [(numbers[one.incident_id], one.message_id, one.words) for one in reports.scalars()],
        "outgoing": about,
        "counters": (await session.execute(select(Counter.name, Counter.last).order_by(Counter.name))).all(),
        "audit": (await verify_audit(session)).breaks,
    }


async def a_day(town, seed):
    """Reports, the same twice, some taken back, some claimed, some looked at in between: each time the same for a seed."""
    dice, filed = random.Random(seed), []
    for _ in range(14):
        what = dice.choice(["says", "says", "says", "private", "again", "emergency", "taken back", "claim", "look"])
        if what == "says":
            filed.append(await town.says(LEADER, dice.choice(["M1", "M2"]), report=leak(urgency="normal")))
        elif what == "private":
            await town.says(RESIDENT, report=leak(urgency="normal", expected_action="check"))
        elif what == "again" and town.messages:
            await town.says(LEADER, message_id=town.messages)
        elif what == "emergency":
            filed.append(await town.says(LEADER, report=leak(urgency=Urgency.EMERGENCY.value)))
        elif what == "taken back":
            with suppress(TakenBackError):
                async with town.session.begin_nested():
                    await town.says(LEADER, words="漏水,又没漏")
                    raise TakenBackError
        elif what == "claim" and filed:
            await town.do(claim_incident, filed.pop(), WORKER)
        elif what == "look" and filed:
            assert [event.what for event in await town.events(filed[-1])] == ["report"]


async def written(database, seed, *, is_together, is_committed=False):
    with suppress(TakenBackError):
        async with database.transaction() as session:
            session.info["turns"] = Turns()
            town = await Town(session, plain_policy()).build()
            if is_together:
                keep_at_hand(session)
                write_together(session)
            await a_day(town, seed)
            if not is_committed:
                found = await everything(session)
                raise TakenBackError
    if is_committed:
        async with database.reading() as session:
            found = await everything(session)
    return found


async def test_the_same_rows_stand_there_in_the_end(either):
    for seed in range(3):
        apart = await written(either, seed, is_together=False)
        assert len(apart["reports"]) == len({number for number, *_ in apart["reports"]}) > 0
        assert apart["audit"] == []
        assert await written(either, seed, is_together=True) == apart
    apart = await written(either, 99, is_together=False)
    assert await written(either, 99, is_together=True, is_committed=True) == apart


async def test_a_second_report_of_a_batch_costs_at_most_one_statement(either):
    with suppress(TakenBackError):
        async with either.transaction() as session:
            town = await Town(session, plain_policy()).build()
            keep_at_hand(session)
            write_together(session)
            await bring_ground(session, (), [(BOT, town.chat("M1"), number) for number in range(1, 5)], now=town.now)
            for _ in range(3):
                await town.says(LEADER)
            with statements(either) as said:
                await town.says(LEADER)
            writes = [each for each in said if each.startswith(("INSERT", "UPDATE"))]
            assert [each.split()[2] for each in writes] == ([] if either.is_embedded else ["incident"])
            assert await session.scalar(select(func.count()).select_from(Report)) == 4
            raise TakenBackError
