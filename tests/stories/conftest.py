"""The town of most stories."""

import pytest

from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path) as made:
        yield made
