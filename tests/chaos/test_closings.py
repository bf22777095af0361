"""Thousands are closed within 50 ms of the moment at which they would climb: nothing climbs after its closing."""

import asyncio
import random
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from sqlalchemy import select

from bot.database import open_database
from escalations.escalate_overdue import escalate_overdue
from incidents.case import Moved
from incidents.drop_report import drop_report
from models.incidents import Incident, TimelineEvent
from models.kinds import IncidentState
from tests.chaos.sizes import size
from tests.databases import BOTH_ENGINES
from tests.incidents.town import LEADER, Town, plain_policy

AROUND = 0.05  # seconds before and after
GAP = 0.1  # seconds from one due moment to the next
LADDER = '[urgency.urgent]\nwarn = []\nclimb = [{ after = "1h", when = "unfinished", to = "community" }]'
AT_ONCE = 8


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("engine", BOTH_ENGINES)
async def test_nothing_climbs_after_its_closing(request, engine):
    closings = size("CLOSINGS")
    database = open_database(
        request.getfixturevalue("postgres_url" if engine == "postgres" else "sqlite_url"), lambda: datetime.now(UTC)
    )
    async with database.transaction() as session:
        town = await Town(session, plain_policy(toml=LADDER)).build()
    filed = []
    for at in range(0, closings, 200):
        async with database.transaction() as session:
            town.session = session
            for _ in range(min(200, closings - at)):
                filed.append(await town.says(LEADER))
                town.later(seconds=GAP)
    first = town.now - timedelta(seconds=GAP * closings) + timedelta(hours=1)  # when the first one is due
    began = time.monotonic() + 1

    def clock():
        return first + timedelta(seconds=time.monotonic() - began)

    dice, places, is_over = random.Random(5), asyncio.Semaphore(AT_ONCE), False
    lags, near = deque([0.05], maxlen=20), []  # how long a closing takes just now: it begins so much earlier

    async def close(place, each):
        due = began + place * GAP
        wished = due + dice.uniform(-AROUND, AROUND)
        await asyncio.sleep(max(wished - 1 - time.monotonic(), 0))
        await asyncio.sleep(max(wished - median(lags) - time.monotonic(), 0))
        started = time.monotonic()
        async with places, database.transaction() as session:
            actor = await Town(session, town.policy).who(LEADER)
            done = await drop_report(session, each.incident_id, actor, policy=town.policy, now=clock())
            assert isinstance(done, Moved), done
        lags.append(time.monotonic() - started)
        near.append(abs(time.monotonic() - due) <= AROUND)

    async def sweep():
        while not is_over:
            await escalate_overdue(database.transaction, now=clock(), policy=town.policy)
            await asyncio.sleep(0.005)

    sweeping = asyncio.create_task(sweep())
    await asyncio.gather(*(close(place, each) for place, each in enumerate(filed)))
    is_over = True
    await sweeping
    async with database.reading() as session:
        states = set(await session.scalars(select(Incident.state)))
        lines = list(
            await session.execute(
                select(TimelineEvent.incident_id, TimelineEvent.what).order_by(
                    TimelineEvent.incident_id, TimelineEvent.seq
                )
            )
        )
    await database.dispose()
    before = sum(what == "escalate" for _, what in lines)
    closed, after = set(), 0
    for incident_id, what in lines:
        after += what == "escalate" and incident_id in closed
        if what == "drop":
            closed.add(incident_id)
    figure = f"{closings} closings, {sum(near)} within 50 ms of the due moment"
    print(f"{engine}: {figure}; climbed before it {before - after}, after it {after}")  # noqa: T201 - the figure of this run
    assert states == {IncidentState.VOID}
    assert after == 0
