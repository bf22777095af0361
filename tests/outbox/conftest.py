"""A small town on each engine."""

import pytest

from outbox import lookout as module
from tests.outbox.senders import Town


@pytest.fixture
async def town(database_url, monkeypatch):
    monkeypatch.setattr(module, "LOOK_AGAIN", 0.05)
    made = Town(database_url)
    await made.build()
    yield made
    await made.close()
