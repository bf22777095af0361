"""A courier that plays whatever a test wants, and a lane on a database whose clocks the test holds."""

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.database import open_database
from models.kinds import GroupState, Tier
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Unit
from outbox.deliver_pending import deliver_pending
from outbox.enqueue import Say, enqueue
from outbox.lanes import Lane
from outbox.message import Button, Delivered, Message
from outbox.pacing import Pacing

BOT = 700
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
CHATS = {1: -1001, 2: -1002, 3: -1003}
PERSON, STRANGER = 50, 51


class Courier:
    """Notes every parcel; answers by chat as told, else that it stands there."""

    def __init__(self):
        self.parcels = []
        self.answers = defaultdict(list)  # chat id → outcomes or errors still to be given
        self.delay = defaultdict(lambda: None)  # chat id → an event to wait for
        self.flying = defaultdict(int)
        self.most_flying = 0
        self.left = asyncio.Event()
        self._ids = 100

    async def carry(self, parcel, *, within):
        self.parcels.append(parcel)
        self.flying[parcel.chat_id] += 1
        self.most_flying = max(self.most_flying, self.flying[parcel.chat_id])
        self.left.set()
        try:
            if self.delay[parcel.chat_id] is not None:
                await self.delay[parcel.chat_id].wait()
            else:
                await asyncio.sleep(0)
        finally:
            self.flying[parcel.chat_id] -= 1
        if self.answers[parcel.chat_id]:
            outcome = self.answers[parcel.chat_id].pop(0)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        if parcel.message_id is not None:
            return Delivered(parcel.message_id)
        self._ids += 1
        return Delivered(self._ids)

    def words(self, chat_id=None):
        return [parcel.what.html for parcel in self.parcels if chat_id in (None, parcel.chat_id)]


class Town:
    """Three bound groups, a person who knows the bot, and a lane that sends to them."""

    def __init__(self, url):
        self.database = open_database(url, self.machine_now)
        self.machine = NOW
        self.business = NOW
        self.mono = 1000.0
        self.courier = Courier()
        self.left = 15.0
        self.troubles = []
        self.made = 0
        self.faces = {}  # kind → composer's answer, or a function of the request
        self.kinds = ("card", "note", "legal")
        self.tasks = []
        self.away = ""  # "before" it begins, or "after" the commit
        self.beats = 0

    def machine_now(self):
        return self.machine

    def passes(self, seconds):
        """Machine time and monotonic time go on together; business time stays."""
        self.machine += timedelta(seconds=seconds)
        self.mono += seconds

    async def build(self):
        async with self.database.transaction() as session:
            session.add(Unit(id=1, code="u1", tier=Tier.HQ, name="U", path="/1/", valid_from=NOW))
            await session.flush()
            session.add_all(
                Group(
                    id=key, unit_id=1 if key == 1 else None, chat_id=chat, bot_id=BOT, state=GroupState.BOUND, since=NOW
                )
                for key, chat in CHATS.items()
            )
            session.add(Acquaintance(user_id=PERSON, bot_id=BOT, since=NOW))

    async def compose(self, session, request, now):
        self.made += 1
        face = self.faces.get(request.kind)
        if callable(face):
            face = face(request)
        if isinstance(face, Exception):
            raise face
        return face or Message(f"{request.kind} {request.subject_id}")

    def lane(self, fence=1, **more):
        return Lane(
            **{
                "bot_id": BOT,
                "transaction": self.transaction,
                "composers": dict.fromkeys(self.kinds, self.compose),
                "courier": self.courier,
                "pacing": Pacing(10_000, 10_000, chat_gap=0.0),
                "now": lambda: self.business,
                "monotonic": lambda: self.mono,
                "hold": self.hold,
                "on_trouble": self.on_trouble,
                "wake": asyncio.Event(),
                "fence": fence,
                **more,
            }
        )

    async def hold(self, session):
        self.beats += 1
        return self.left

    @asynccontextmanager
    async def transaction(self):
        """The database, which may be away, or commit and never say so."""
        if self.away == "before":
            raise OSError("the database is away")
        async with self.database.transaction() as session:
            yield session
        if self.away == "after":
            self.away = ""
            raise OSError("the answer to COMMIT was lost")

    async def looks(self, times=3):
        """Waits until the sender has looked at its rows that many times more."""
        wanted = self.beats + times
        await self.until(lambda _: self.beats >= wanted)

    async def on_trouble(self, session, trouble):
        self.troubles.append(trouble)

    async def say(self, *says):
        async with self.database.transaction() as session:
            return await enqueue(session, says, now=self.business)

    async def row(self, row_id):
        return (await self.rows())[row_id]

    async def rows(self):
        async with self.database.reading() as session:
            return {row.id: row for row in await session.scalars(select(Outgoing).order_by(Outgoing.id))}

    def start(self, lane=None):
        """A sender at work; returns (lane, its stop, its task)."""
        lane, stop = lane or self.lane(), asyncio.Event()
        self.database.bells.add(lane.wake)
        task = asyncio.create_task(deliver_pending(lane, stop))
        self.tasks.append((stop, task))
        return lane, stop, task

    async def until(self, is_so, seconds=45.0):
        """Looks at the rows until something is so; they are written by the sender's own rhythm."""
        async with asyncio.timeout(seconds):
            while True:
                rows = await self.rows()
                if is_so(rows):
                    return rows
                await asyncio.sleep(0.01)

    async def close(self):
        for stop, task in self.tasks:
            stop.set()
            task.cancel()
        await asyncio.gather(*(task for _, task in self.tasks), return_exceptions=True)
        await self.database.dispose()


def to(group_id, kind="card", subject_id=1, **more):
    return Say(kind, subject_id, group_id=group_id, **more)


def with_button(words="card", action="claim", arg="1"):
    return Message(words, ((Button("接单", action, arg),),))
