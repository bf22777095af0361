"""One sweep of the timetable: its time must follow what is due, not what is open."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import event, text

from benchmarks.databases import SMALL, load, opened
from benchmarks.loads import addresses
from benchmarks.measure import Figure
from bot.database import Database
from escalations.escalate_overdue import escalate_overdue
from incidents.case import Source
from incidents.report_incident import report_incident
from parsing.report import Report
from pyramid.actor import Actor
from pyramid.lookup import unit_by_code
from pyramid.policy import built_in_policy

FEW, MANY, DUE, FLOOD = 10_000, int(os.environ.get("PAGODA_BENCH_OPEN", "1000000")), 100, 2_000
START = datetime(2026, 11, 18, 2, tzinfo=UTC)
LATER = START + timedelta(minutes=16)
ROUNDS = 3
AT_ONCE = 50_000
COPIED = (
    "unit_id, owner_unit_id, leaf, urgency, sensitivity, state, version, place, people, confidence, opened_at, plan, "
    "cycle, highest_tier, handle_due_at, extensions, returns"
)


def numbers(database: Database, first: int, last: int) -> str:
    """Rows first … last, on either engine."""
    if database.is_embedded:
        return f"(WITH RECURSIVE up(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM up WHERE n < {last}) SELECT n FROM up)"
    return f"(SELECT n FROM generate_series({first}, {last}) AS n)"


async def begin(database: Database) -> None:
    """One real incident; all others are copies of it that are due in a year."""
    await load(database, SMALL)
    async with database.transaction() as session:
        code = await session.scalar(text("SELECT code FROM unit WHERE tier = 'micro_grid' ORDER BY id LIMIT 1"))
        unit = await unit_by_code(session, code)
        await report_incident(
            session,
            report=Report("incident", category="utility.water_burst", urgency="urgent", confidence=0.9),
            source=Source(bot_id=1, chat_id=-1, message_id=1, words="水管爆了", said_at=START, in_private=True),
            unit=unit,
            actor=Actor(1),
            policy=built_in_policy(),
            now=START,
        )


async def grow(database: Database, first: int, last: int) -> None:
    """Open incidents with these ids, none of them due; by and by, since a statement may not last long.

    The planner is then told of them, as a server in use tells itself within minutes; what is not committed it forgets.
    """
    for begins in range(first, last + 1, AT_ONCE):
        await _grow(database, begins, min(begins + AT_ONCE - 1, last))
    async with database.engine.connect() as connection:
        await connection.execute(text("ANALYZE"))
        await connection.commit()


async def _grow(database: Database, first: int, last: int) -> None:
    async with database.transaction() as session:
        await session.execute(
            text(
                f"INSERT INTO incident (id, number, next_step_at, {COPIED}) "
                f"SELECT up.n, 'B-' || up.n, :far, {COPIED} FROM incident, {numbers(database, first, last)} AS up "
                "WHERE incident.id = 1"
            ),
            {
                "far": str(START + timedelta(days=365)).replace("+00:00", ".000000")
                if database.is_embedded
                else START + timedelta(days=365)
            },
        )


@dataclass(frozen=True)
class Cost:
    """Of one sweep: seconds by the wall, seconds of our processor, and how often the database was asked."""

    wall: float
    processor: float
    statements: int


async def sweep(database: Database, first: int, count: int) -> Cost:
    """What it costs that `count` incidents that are due climb."""
    moment = str(START).replace("+00:00", ".000000") if database.is_embedded else START
    async with database.transaction() as session:
        await session.execute(
            text("UPDATE incident SET next_step_at = :now WHERE id BETWEEN :first AND :last"),
            {"now": moment, "first": first, "last": first + count - 1},
        )
    asked = [0]

    def ask(*_: object) -> None:
        asked[0] += 1

    event.listen(database.engine.sync_engine, "before_cursor_execute", ask)
    begun, spent = time.perf_counter(), time.process_time()
    moved = await escalate_overdue(database.transaction, now=LATER, policy=built_in_policy())
    cost = Cost(time.perf_counter() - begun, time.process_time() - spent, asked[0])
    event.remove(database.engine.sync_engine, "before_cursor_execute", ask)
    assert moved >= count, moved
    return cost


async def measured(database: Database, first: int) -> float:
    """The best of some sweeps of a hundred each."""
    return min([(await sweep(database, first + turn * DUE, DUE)).wall for turn in range(ROUNDS)])


def sweeps() -> Iterator[Figure]:
    """100 due among 10,000 and among 1,000,000 open; 2,000 due at once."""
    for name, url in addresses():
        with opened(url) as (runner, database):
            runner.run(begin(database))
            runner.run(grow(database, 2, FEW))
            few = runner.run(measured(database, 1000))
            flood = runner.run(sweep(database, 5000, FLOOD))
            runner.run(grow(database, FEW + 1, MANY))
            many = runner.run(measured(database, MANY // 2))
        yield Figure(f"sweep, {DUE} due of {FEW} open, {name}, ms", f"{few * 1000:.0f}")
        yield Figure(
            f"sweep, {DUE} due of {MANY} open, {name}, ms",
            f"{many * 1000:.0f}",
            ratio=f"{many / few:.2f}",
            goal="<= 1.5",
            is_met=many / few <= 1.5,
        )
        yield Figure(f"{FLOOD} due at once, {name}, s", f"{flood.wall:.1f}", goal="< 5 s", is_met=flood.wall < 5)
        yield Figure("… SQL statements of each climb", f"{flood.statements / FLOOD:.2f}")
        yield Figure("… processor time of each climb, ms", f"{flood.processor * 1000 / FLOOD:.2f}")
