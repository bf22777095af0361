"""The town of most stories, and the same where English is spoken."""

import pytest

from tests.stories.english_town import UNITS
from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path) as made:
        yield made


@pytest.fixture
async def english_town(tmp_path):
    async with living_town(tmp_path, units=UNITS, language="en") as made:
        yield made
