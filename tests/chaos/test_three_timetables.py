"""Timetables stopped, continued and killed at random while a ladder of five rungs runs: every rung is climbed once.

Three at once on PostgreSQL; one that is killed and started again on SQLite.
"""

import asyncio
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.database import open_database
from incidents.verify_audit import verify_audit
from models.incidents import Escalation, Incident
from models.outbox import Outgoing
from tests.chaos.sizes import size
from tests.incidents.town import LEADER, Town, plain_policy

RUNGS = 5
LADDER = (
    "[urgency.urgent]\nclimb = [\n"
    + "".join(
        f'{{ after = "{hours}h", when = "unfinished", to = "{to}" }},\n'
        for hours, to in enumerate(("grid", "community", "street", "hq", "hq"), start=1)
    )
    + "]"
)
LASTS = 60.0  # seconds that the whole ladder takes, or more where there are many
SPREAD = 10  # seconds of business time from one incident to the next
PATIENCE = 1800  # seconds
HOUSE = Path(__file__).parents[2]


def _timetable(url, began, speed):
    command = [sys.executable, "-m", "tests.chaos.timetable_process", url, str(began), str(speed)]
    process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.readline()
    process.stdout.close()
    return process


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("engine", "processes"), [pytest.param("postgres_url", 3, marks=pytest.mark.postgres), ("sqlite_url", 1)]
)
async def test_no_rung_is_climbed_twice_and_none_is_skipped(request, engine, processes):
    url, incidents = request.getfixturevalue(engine), size("INCIDENTS")
    database = open_database(url, lambda: datetime.now(UTC))
    async with database.transaction() as session:
        town = await Town(session, plain_policy(toml=LADDER)).build()
    for at in range(0, incidents, 200):
        async with database.transaction() as session:
            town.session = session
            for _ in range(min(200, incidents - at)):
                await town.says(LEADER)
                town.later(seconds=SPREAD)
    await database.dispose()
    business = RUNGS * 3600 + SPREAD * incidents
    began, speed, dice = time.time() + 5, business / max(LASTS, incidents * 0.06), random.Random(11)
    running = [_timetable(url, began, speed) for _ in range(processes)]
    kills = stops = 0
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and await _is_waiting(database):
            place = dice.randrange(processes)
            await asyncio.sleep(dice.uniform(0.1, 0.8))
            if dice.random() < 0.5:
                running[place].kill()
                running[place].wait()
                running[place] = await asyncio.to_thread(_timetable, url, began, speed)
                kills += 1
            else:
                running[place].send_signal(signal.SIGSTOP)
                await asyncio.sleep(dice.uniform(0.2, 1.5))
                running[place].send_signal(signal.SIGCONT)
                stops += 1
    finally:
        for process in running:
            process.kill()
            process.wait()
    async with database.reading() as session:
        climbed = await session.execute(select(Escalation.incident_id, Escalation.rung))
        rungs = Counter((incident_id, rung) for incident_id, rung in climbed)
        briefs = await session.scalars(
            select(Outgoing.key).where(Outgoing.kind == "escalation_brief", Outgoing.group_id.is_not(None))
        )
        told = Counter(briefs)
        assert (await verify_audit(session)).is_sound
    await database.dispose()
    double = sum(count > 1 for count in rungs.values()) + sum(count > 1 for count in told.values())
    skipped = incidents * RUNGS - len(rungs)
    figure = f"{incidents} incidents x {RUNGS}, {kills} kills, {stops} stops: double {double}, skipped {skipped}"
    print(engine, figure)  # noqa: T201 - the figure of this run
    assert (double, skipped) == (0, 0)


async def _is_waiting(database):
    async with database.reading() as session:
        return bool(await session.scalar(select(func.count()).where(Incident.next_step_at.is_not(None), ~_is_done())))


def _is_done():
    """All its rungs are climbed; what is left are reminders to people."""
    climbed = select(func.count()).where(Escalation.incident_id == Incident.id).scalar_subquery()
    return climbed >= RUNGS
