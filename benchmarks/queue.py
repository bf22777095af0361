"""Figures of the durable outbox without any Telegram: a notice becomes rows, and rows are claimed and marked."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from secrets import token_urlsafe
from statistics import median
from typing import Any

from sqlalchemy import event, text

from benchmarks.child import until
from benchmarks.databases import load, now, opened
from benchmarks.loads import GROUPS, addresses
from benchmarks.measure import Figure
from benchmarks.pyramid import PEOPLE_FROM, REAL, SECOND
from bot.database import Database
from broadcasts.composers import COMPOSERS
from broadcasts.submit_notice import submit_notice
from models.kinds import NoticeKind, OutgoingState, Priority
from outbox.courier import Parcel
from outbox.deliver_pending import deliver_pending
from outbox.lanes import Lane
from outbox.message import Delivered, Outcome
from outbox.pacing import Pacing
from outbox.store.batches import Landed, Touched, write_claims, write_deliveries
from outbox.store.due import Wanted, due_rows
from pyramid.lookup import actor_of, unit_by_code
from pyramid.policy import read_policy

ROUNDS = 3
BOT, FENCE, WIDTH = 7, 1, 256
BARE = """
INSERT INTO outgoing (bot_id, group_id, kind, subject_id, viewer, args, priority, turn, repeat, key, wanted, shown, state,
                      not_before, caused_at, attempts, unsure, offered)
SELECT bot_id, id, 'bare', 1, '', '{}', 9, 0, 'again', 'bare:' || id, 1, 0, 'pending', '2030-01-01 00:00:00.000000',
       '2030-01-01 00:00:00.000000', 0, 0, '[]' FROM chat_group
"""


class Stopwatch:
    """Notes when the statement begins that writes the copies."""

    def __init__(self, database: Database) -> None:
        self.begun = 0.0
        event.listen(database.engine.sync_engine, "before_cursor_execute", self._statement)

    def _statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith("INSERT INTO outgoing") and "chat_group" in statement:
            self.begun = time.perf_counter()

    def seconds(self) -> float:
        """Since then; asked for when the commit is done."""
        return time.perf_counter() - self.begun


def enqueue() -> Iterator[Figure]:
    """A notice for every group, beside one bare INSERT … SELECT of as many rows into the same table; then all is drained."""
    for name, url in addresses():
        with opened(url) as (runner, database):
            runner.run(served(database))
            watch, rows, bare, whole = Stopwatch(database), [], [], []
            for _ in range(ROUNDS):
                whole.append(runner.run(published(database)))
                rows.append(watch.seconds())
                bare.append(runner.run(bare_insert(database, watch)))
            ours, plain = median(rows), median(bare)
            marked = runner.run(claim_and_mark(database))
            drained = runner.run(drain(database))
        rate = GROUPS / ours
        yield Figure(
            f"rows enqueued per second, {name}", f"{rate:.0f}", f"{GROUPS / plain:.0f}", f"{ours / plain:.2f}", "<= 2 x",
            ours <= 2 * plain,
        )  # fmt: skip
        yield Figure("… as many as hoped for", f"{rate:.0f}", goal=">= 50000", is_met=rate >= 50_000)
        all_in = median(whole)
        yield Figure("… from the wish to the commit, ms", f"{all_in * 1000:.0f}", goal="< 1000", is_met=all_in < 1)
        told = f"{GROUPS / marked:.0f}"
        is_met = GROUPS / marked >= 10_000
        yield Figure(f"rows claimed and marked per second, {name}", told, goal=">= 10000", is_met=is_met)
        yield Figure("… composed and carried to nowhere as well", f"{(ROUNDS - 1) * GROUPS / drained:.0f}")


async def served(database: Database) -> None:
    """A city whose chats are all served by one bot."""
    await load(database, REAL)
    async with database.transaction() as session:
        await session.execute(text("UPDATE chat_group SET bot_id = :bot"), {"bot": BOT})
        await session.execute(text("DELETE FROM outgoing"))


async def published(database: Database) -> float:
    """Seconds from the wish to the commit of all rows."""
    async with database.transaction() as session:
        author, second = await actor_of(session, PEOPLE_FROM + 1), await actor_of(session, SECOND)
        unit = await unit_by_code(session, "HQ0")
    begun = time.perf_counter()
    async with database.transaction() as session:
        await submit_notice(
            session,
            author=author,
            unit_id=unit.id,
            words="通知 " * 30,
            kind=NoticeKind.EMERGENCY,
            source="command_line",
            approver=second,
            policy=read_policy(""),
            cell="A",
            now=now(),
        )
    return time.perf_counter() - begun


async def bare_insert(database: Database, watch: Stopwatch) -> float:
    """The same number of rows without any thought; they are gone afterwards."""
    async with database.transaction() as session:
        await session.execute(text(BARE))
    seconds = watch.seconds()
    async with database.transaction() as session:
        await session.execute(text("DELETE FROM outgoing WHERE kind = 'bare'"))
    return seconds


async def claim_and_mark(database: Database) -> float:
    """Seconds for the rows of one notice: what a sender asks of the database for them, in its own transactions."""
    landed: list[Landed] = []
    left = GROUPS
    begun = time.perf_counter()
    while left or landed:
        async with database.transaction() as session:
            await write_deliveries(session, landed)
            wanted = [Wanted(BOT, min(WIDTH, left), Priority.DIGEST)] if left else []
            dues = (await due_rows(session, wanted)).get(BOT, [])
            at, left = session.info["machine_now"], left - len(dues)
            claims = [
                Touched(
                    due.id, OutgoingState.SENDING, chat_id=due.to_chat, sending_at=at, token=token_urlsafe(16), fence=FENCE
                )
                for due in dues
            ]  # fmt: skip
            await write_claims(session, claims)
        landed = [Landed(due.id, due.wanted, "face", due.to_chat or 0, due.id, at, FENCE) for due in dues]
    return time.perf_counter() - begun


class Echo:
    """A courier that needs no line."""

    def __init__(self) -> None:
        self.carried = 0

    async def carry(self, parcel: Parcel, *, within: float) -> Outcome:
        self.carried += 1
        return Delivered(self.carried)


async def drain(database: Database) -> float:
    """Seconds in which a sender empties the outbox: all that it does but the HTTP."""
    async with database.reading() as session:
        count = await session.scalar(text("SELECT count(*) FROM outgoing WHERE state = 'pending'"))
        assert count

    async def hold(_session: Any) -> float:
        return 15.0

    async def no_trouble(_session: Any, trouble: Any) -> None:
        raise AssertionError(trouble)

    courier, stop = Echo(), asyncio.Event()
    lane = Lane(
        bot_id=BOT, transaction=database.transaction, composers=COMPOSERS, courier=courier,
        pacing=Pacing(100_000, 100_000, chat_gap=0.0), now=now, monotonic=time.monotonic, hold=hold,
        on_trouble=no_trouble, wake=asyncio.Event(), fence=FENCE,
    )  # fmt: skip
    begun = time.perf_counter()
    sender = asyncio.create_task(deliver_pending(lane, stop))
    await until(lambda: sum(lane.kinds_sent.values()) >= count)
    seconds = time.perf_counter() - begun
    stop.set()
    with suppress(asyncio.CancelledError):
        await sender
    return seconds
