"""The town of most stories, and the same where English is spoken."""

from datetime import timedelta

import pytest

from tests.stories.english_town import UNITS
from tests.stories.town import POLICY, living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path) as made:
        yield made


@pytest.fixture
async def open_town(tmp_path):
    """Where what residents say opens matters without the leader's nod."""
    async with living_town(tmp_path, policy=f'{POLICY}[hearing]\nresidents = "open"\n') as made:
        yield made


@pytest.fixture
async def english_town(tmp_path):
    async with living_town(tmp_path, units=UNITS, language="en") as made:
        yield made


@pytest.fixture
def digests_at_once(monkeypatch):
    """What shows many matters is edited for each of them: the story need not wait until others might have come."""
    monkeypatch.setattr("incidents.refresh_cards.DIGEST_SETTLES", timedelta(0))
    monkeypatch.setattr("escalations.bundle.SETTLES", timedelta(0))
