"""Three timetables at once on PostgreSQL, stopped, continued and killed at random: every rung is climbed once."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.database import open_database
from incidents.verify_audit import verify_audit
from models.incidents import Escalation, Incident
from tests.incidents.town import LEADER, START, Town, plain_policy

INCIDENTS = int(os.environ.get("PAGODA_CHAOS_INCIDENTS", "1000"))
RUNGS = 4
PATIENCE = 1800  # seconds
HOUSE = Path(__file__).parents[2]


def _timetable(url, now):
    command = [sys.executable, "-m", "tests.chaos.timetable_process", url, now.isoformat()]
    process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.readline()
    process.stdout.close()
    return process


@pytest.mark.postgres
@pytest.mark.timeout(3600)
async def test_no_rung_is_climbed_twice_and_none_is_skipped(postgres_url):
    database = open_database(postgres_url, lambda: datetime.now(UTC))
    async with database.transaction() as session:
        town = await Town(session, plain_policy()).build()
    for _ in range(0, INCIDENTS, 200):
        async with database.transaction() as session:
            town.session = session
            for _ in range(min(200, INCIDENTS)):
                await town.says(LEADER)
    now, dice = START + timedelta(hours=10), random.Random(11)
    running = [_timetable(postgres_url, now) for _ in range(3)]
    kills = stops = 0
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            async with database.reading() as session:
                due = await session.scalar(select(func.count()).where(Incident.next_step_at <= now))
            if not due:
                break
            place = dice.randrange(3)
            if dice.random() < 0.5:
                running[place].kill()
                running[place].wait()
                running[place] = _timetable(postgres_url, now)
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
        per_incident = Counter(incident_id for incident_id, _ in climbed)
        assert (await verify_audit(session)).is_sound
    await database.dispose()
    print(f"{INCIDENTS} incidents, {kills} kills, {stops} stops")  # noqa: T201 - the figure of this run
    assert len(per_incident) == INCIDENTS
    assert set(per_incident.values()) == {RUNGS}
