"""Thousands are closed within 50 ms of the moment at which they would climb: nothing climbs after its closing."""

from datetime import UTC, datetime

import pytest

from bot.database import open_database
from models.kinds import IncidentState
from tests.chaos.sizes import size
from tests.databases import BOTH_ENGINES
from tests.escalations.closings import closings_around

GAP = 0.1  # seconds from one due moment to the next


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("engine", BOTH_ENGINES)
async def test_nothing_climbs_after_its_closing(request, engine):
    closings = size("CLOSINGS")
    database = open_database(
        request.getfixturevalue("postgres_url" if engine == "postgres" else "sqlite_url"), lambda: datetime.now(UTC)
    )
    race = await closings_around(database, closings, GAP)
    await database.dispose()
    figure = f"{closings} closings, {race.near} within 50 ms of the due moment"
    print(f"{engine}: {figure}; climbed before it {race.before}, after it {race.after}")  # noqa: T201 - the figure of this run
    assert race.states == {IncidentState.VOID}
    assert race.after == 0
