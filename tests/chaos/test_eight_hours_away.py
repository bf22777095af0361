"""Eight hours down with thousands overdue: each missed step fires once, and nobody hears of one matter twice."""

import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.database import open_database
from escalations.escalate_overdue import escalate_overdue
from models.incidents import Escalation
from models.outbox import Outgoing
from tests.chaos.sizes import size
from tests.databases import BOTH_ENGINES
from tests.incidents.town import LEADER, Town, plain_policy

LADDER = '[urgency.urgent]\nwarn = []\nclimb = [{ after = "1h", when = "unfinished", to = "community" }]'
AT_ONCE = 200


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("engine", BOTH_ENGINES)
async def test_after_eight_hours_each_overdue_incident_climbs_once_and_is_told_of_once(request, engine):
    overdue = size("OVERDUE")
    database = open_database(
        request.getfixturevalue("postgres_url" if engine == "postgres" else "sqlite_url"), lambda: datetime.now(UTC)
    )
    async with database.transaction() as session:
        town = await Town(session, plain_policy(toml=LADDER)).build()
    for at in range(0, overdue, AT_ONCE):
        async with database.transaction() as session:
            town.session = session
            for _ in range(min(AT_ONCE, overdue - at)):
                await town.says(LEADER)
                town.later(seconds=1)
    back = town.now + timedelta(hours=8)
    begun, moved = time.monotonic(), 0
    while some := await escalate_overdue(database.transaction, now=back, policy=town.policy):
        moved += some
    seconds = time.monotonic() - begun
    async with database.reading() as session:
        climbs = list(await session.scalars(select(Escalation)))
        told = Counter(
            (row.kind, row.subject_id, row.group_id, row.user_id)
            for row in await session.scalars(select(Outgoing).where(Outgoing.caused_at == back))
        )
    await database.dispose()
    late = sum(climb.fired_at - climb.due_at > timedelta(hours=6) for climb in climbs)
    figure = f"{overdue} overdue after 8 h: {moved} moved in {seconds:.1f} s, {len(climbs)} climbs"
    print(f"{engine}: {figure}, {late} of them late; {sum(told.values())} messages, most of one {max(told.values())}")  # noqa: T201 - the figure of this run
    assert len(climbs) == len({climb.incident_id for climb in climbs}) == late == overdue
    assert set(told.values()) == {1}
