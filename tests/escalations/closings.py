"""Incidents that are closed within 50 ms of the moment at which they would climb, while a timetable sweeps all the time."""

import asyncio
import random
import time
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import select

from escalations.escalate_overdue import escalate_overdue
from incidents.case import Moved
from incidents.drop_report import drop_report
from models.incidents import Incident, TimelineEvent
from tests.incidents.town import LEADER, Town, plain_policy

AROUND = 0.05  # seconds before and after
LADDER = '[urgency.urgent]\nwarn = []\nclimb = [{ after = "1h", when = "unfinished", to = "community" }]'
AT_ONCE = 8


@dataclass(frozen=True)
class Race:
    """`near`: closed within 50 ms of the due moment; climbed before and after their closing; states at the end."""

    near: int
    before: int
    after: int
    states: set


async def closings_around(database, closings, gap):
    """So many, their due moments `gap` seconds apart."""
    async with database.transaction() as session:
        town = await Town(session, plain_policy(toml=LADDER)).build()
    filed = []
    for at in range(0, closings, 200):
        async with database.transaction() as session:
            town.session = session
            for _ in range(min(200, closings - at)):
                filed.append(await town.says(LEADER))
                town.later(seconds=gap)
    first = town.now - timedelta(seconds=gap * closings) + timedelta(hours=1)  # when the first one is due
    began = time.monotonic() + 0.5

    def clock():
        return first + timedelta(seconds=time.monotonic() - began)

    dice, places, is_over = random.Random(5), asyncio.Semaphore(AT_ONCE), False
    lags, near = deque([0.01], maxlen=20), []  # how long a closing takes just now: it begins so much earlier

    async def close(place, each):
        due = began + place * gap
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
    return await _reckoned(database, sum(near))


async def _reckoned(database, near):
    async with database.reading() as session:
        states = set(await session.scalars(select(Incident.state)))
        in_order = select(TimelineEvent.incident_id, TimelineEvent.what).order_by(
            TimelineEvent.incident_id, TimelineEvent.seq
        )
        lines = list(await session.execute(in_order))
    closed, after = set(), 0
    for incident_id, what in lines:
        after += what == "escalate" and incident_id in closed
        if what == "drop":
            closed.add(incident_id)
    return Race(near, sum(what == "escalate" for _, what in lines) - after, after, states)
