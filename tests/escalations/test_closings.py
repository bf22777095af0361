"""What is closed at the very moment at which it would climb never climbs after that. Thousands of them: `make chaos`."""

from datetime import UTC, datetime

import pytest

from bot.database import open_database
from models.kinds import IncidentState
from tests.escalations.closings import closings_around


@pytest.mark.parametrize(
    ("engine", "closings"), [("sqlite", 200), pytest.param("postgres", 40, marks=pytest.mark.postgres)]
)
async def test_nothing_climbs_after_it_was_closed_at_its_due_moment(request, engine, closings):
    database = open_database(request.getfixturevalue(f"{engine}_url"), lambda: datetime.now(UTC))
    race = await closings_around(database, closings, gap=0.03)
    await database.dispose()
    assert race.states == {IncidentState.VOID}
    assert race.after == 0
