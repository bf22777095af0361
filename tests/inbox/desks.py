"""Desks with a handler that notes what it is given, and updates to put before them."""

import asyncio
import json
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from inbox.handle_pending import Desk, Poison, handle_once
from inbox.keep import RANK_OTHER, RANK_PRESS, Arrival, keep

BOT = 700


class MovableNow:
    """Machine time that a test may move."""

    def __init__(self):
        self.moment = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)

    def __call__(self):
        return self.moment

    def passes(self, **span):
        self.moment += timedelta(**span)


class Notebook:
    """A handler: notes what it was given in order; what it is told to do for an update id, it does."""

    def __init__(self):
        self.handled = []
        self.asked = []
        self.prepared = []
        self.after = []
        self.unreadable = set()
        self.failing = {}  # update id → errors still to be raised
        self.failing_ask = {}
        self.on_handle = None
        self._done = defaultdict(asyncio.Event)

    async def ask(self, kept):
        self.asked.append(kept.update_id)
        if kept.update_id in self.unreadable:
            raise Poison("it is no JSON")
        if self.failing_ask.get(kept.update_id):
            raise self.failing_ask[kept.update_id].pop()
        return json.loads(kept.raw)

    async def prepare(self, session, asked):
        """What was handled and not committed is undone with its transaction, as a database would."""
        self.prepared.append([kept.update_id for kept, _ in asked])
        self.handled = [each for each in self.handled if each[0] in self.after]

    async def handle(self, session, kept, asked):
        if self.on_handle is not None:
            await self.on_handle(session, kept)
        if self.failing.get(kept.update_id):
            raise self.failing[kept.update_id].pop()
        self.handled.append((kept.update_id, asked["words"]))

        async def afterwards():
            self.after.append(kept.update_id)
            self._done[kept.update_id].set()

        return afterwards

    async def has_done(self, update_id):
        """Waits until an update is handled and committed."""
        async with asyncio.timeout(20):
            await self._done[update_id].wait()

    @property
    def ids(self):
        return [update_id for update_id, _ in self.handled]


def desk(database, handler, holder="one", **more):
    return Desk(holder, database.transaction, handler, asyncio.Event(), **more)


def arrival(update_id, lane="g1", rank=RANK_OTHER, words="hello"):
    return Arrival(update_id, lane, rank, json.dumps({"update_id": update_id, "words": words}).encode())


def press(update_id, lane="g1"):
    return arrival(update_id, lane, RANK_PRESS)


async def keep_all(database, *arrivals, bot_id=BOT):
    async with database.transaction() as session:
        return await keep(session, bot_id, arrivals)


async def work_off(*desks, rounds=30):
    """All desks in turn, until none finds anything."""
    for _ in range(rounds):
        if not sum([await handle_once(one) for one in desks]):
            return
    raise AssertionError("there is always more to do")


@asynccontextmanager
async def nowhere():
    """A database that is away."""
    raise OSError("the database is away")
    yield
