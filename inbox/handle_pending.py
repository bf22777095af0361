"""What was kept is handled: in order within a lane, lanes side by side, each update once.

Updates of one claim share a transaction; when one of them fails, all are done again, each in its own savepoint: it falls alone. One that failed before is tried
alone, in a transaction of its own, and after its third death it is quarantined.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import Protocol

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession

from inbox import store
from inbox.kept import Kept, Key

log = structlog.get_logger()

LOOK_AGAIN = 1.0  # seconds: what another process received is seen at the latest after this
LEASE = timedelta(seconds=60)
LAST_ATTEMPT = 3
PATIENCE = 0.15  # seconds: then a batch ends, so that its answers leave; what is left of it comes next
SQLITE_OUTAGES = ("SQLITE_BUSY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_READONLY")
POSTGRES_OUTAGES = ("08", "40", "53", "55P03", "57P", "58")  # lost, deadlocked, full, locked, shut down, disk
Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
AfterCommit = Callable[[], Awaitable[None]]


class Poison(Exception):  # noqa: N818 - the trade's word for a message that cannot be read
    """An update that cannot be read, now or later: it is quarantined at once."""


class Handler(Protocol):
    """Does what an update asks for."""

    async def ask(self, kept: Kept) -> object:
        """Before the transaction: read the update and ask Telegram what must be known. Raises Poison if unreadable."""
        ...

    async def prepare(self, session: AsyncSession, asked: Sequence[tuple[Kept, object]]) -> None:
        """In the transaction, before the first update: with what `ask` returned (or raised) for each of them."""
        ...

    async def handle(self, session: AsyncSession, kept: Kept, asked: object) -> AfterCommit | None:
        """In the transaction: the use case. May return something to be done after the commit, best effort."""
        ...


@dataclass(slots=True)
class Desk:
    """One worker on the inbox."""

    holder: str
    transaction: Transaction
    handler: Handler
    wake: asyncio.Event
    lanes: int = 100  # as many as one answer of Telegram brings: what a batch costs besides its updates is paid once
    per_lane: int = 8
    in_hand: list[Kept] = field(default_factory=list)
    to_forgive: list[Key] = field(default_factory=list)
    is_clear: bool = False  # the last claim took all that waited, and nothing of it was left: only the bell brings more


async def handle_pending(desk: Desk, stop: asyncio.Event) -> None:
    """Work until `stop` is set. A database that is away is waited for; nothing is lost meanwhile."""
    while not stop.is_set():
        desk.wake.clear()
        try:
            handled = await handle_once(desk)
        except (SQLAlchemyError, OSError) as error:
            log.debug("inbox_waits_for_database", error=type(error).__name__)
            if is_outage(error):
                desk.to_forgive += [one.key for one in desk.in_hand]
            desk.in_hand.clear()
            handled = 0
            await asyncio.sleep(LOOK_AGAIN / 2)
        except Exception:
            log.exception("inbox_stumbled")  # the attempt counts; the desk itself must never die of what it handles
            desk.in_hand.clear()
            handled = 0
        if not handled or desk.is_clear:
            waits = {asyncio.create_task(desk.wake.wait()), asyncio.create_task(stop.wait())}
            await asyncio.wait(waits, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)


async def handle_once(desk: Desk) -> int:
    """Claim and handle one batch; returns how many updates were taken."""
    async with desk.transaction() as session:
        if desk.to_forgive:
            await store.forgive(session, desk.to_forgive)
        kept, desk.is_clear = await store.claim(
            session, desk.holder, lanes=desk.lanes, per_lane=desk.per_lane, lease=LEASE
        )
    desk.to_forgive.clear()
    desk.in_hand[:] = kept
    if not kept:
        return 0
    dead = [one for one in kept if one.attempts > LAST_ATTEMPT]
    retried = [one for one in kept if 1 < one.attempts <= LAST_ATTEMPT]
    fresh = [one for one in kept if one.attempts == 1]
    if dead:
        await _bury(desk, dead, "it killed or failed its handler three times")
    for one in retried:
        await _handle_together(desk, [one])
    if fresh:
        await _handle_together(desk, fresh)
    desk.in_hand.clear()
    return len(kept)


def is_outage(error: BaseException) -> bool:
    """Is it the database that failed, rather than what was asked of it?"""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        if (name := getattr(error.orig, "sqlite_errorname", None)) is not None:
            return str(name).startswith(SQLITE_OUTAGES)
        state = getattr(error.orig, "sqlstate", None)
        # Without a word from the server it was never reached.
        return isinstance(error, OperationalError) if state is None else str(state).startswith(POSTGRES_OUTAGES)
    return isinstance(error, OSError | PoolTimeoutError)


async def _bury(desk: Desk, dead: Sequence[Kept], trouble: str) -> None:
    for one in dead:
        log.error("update_quarantined", bot_id=one.bot_id, update_id=one.update_id, trouble=trouble)
    async with desk.transaction() as session:
        await store.mark_dead(session, [one.key for one in dead], trouble)
        await store.release(session, {(one.lane, one.fence) for one in dead})


async def _ask(desk: Desk, one: Kept) -> object | Exception:
    """What the handler wants to know, or why it could not be asked: that falls on this update alone."""
    try:
        return await desk.handler.ask(one)
    except Exception as error:  # noqa: BLE001 - told by who handles it
        return error


async def _handle_one(
    desk: Desk, session: AsyncSession, one: Kept, answer: object, *, is_guarded: bool
) -> AfterCommit | None:
    if isinstance(answer, Exception):
        raise answer
    if not is_guarded:
        return await desk.handler.handle(session, one, answer)
    async with session.begin_nested():
        return await desk.handler.handle(session, one, answer)


@dataclass(slots=True)
class Batch:
    """What is handled in one transaction, and how far it came."""

    asked: dict[Key, object]
    ends_at: float  # on the loop's clock
    is_guarded: bool  # each in a savepoint: what fails falls alone
    done: list[Key] = field(default_factory=list)
    left: list[Key] = field(default_factory=list)
    afterwards: list[AfterCommit] = field(default_factory=list)


async def _handle_together(desk: Desk, kept: Sequence[Kept]) -> None:
    """All updates in one transaction, which ends when time is over: answers must leave.

    What is fresh is tried without savepoints first, which nearly always goes well; who spoils it is found out with one for each.
    """
    answers = await asyncio.gather(*(_ask(desk, one) for one in kept))
    asked = dict(zip([one.key for one in kept], answers, strict=True))
    if all(one.attempts == 1 for one in kept):
        try:
            await _handle_batch(desk, kept, asked, is_guarded=False)
        except Exception as error:
            if is_outage(error):
                raise
            log.debug("batch_spoiled", error=type(error).__name__)
        else:
            return
    await _handle_batch(desk, kept, asked, is_guarded=True)


async def _handle_batch(desk: Desk, kept: Sequence[Kept], asked: dict[Key, object], *, is_guarded: bool) -> None:
    batch = Batch(asked, asyncio.get_running_loop().time() + PATIENCE, is_guarded)
    async with desk.transaction() as session:
        ours = await store.release(session, {(one.lane, one.fence) for one in kept})
        await desk.handler.prepare(session, [(one, asked[one.key]) for one in kept if one.lane in ours])
        for lane, members in groupby(kept, key=lambda one: one.lane):
            if lane in ours:
                await _handle_lane(desk, session, list(members), batch)
        await store.mark_done(session, batch.done)
        if batch.left:
            await store.forgive(session, batch.left)
            desk.is_clear = False
    for after in batch.afterwards:
        await after()


async def _handle_lane(desk: Desk, session: AsyncSession, members: Sequence[Kept], batch: Batch) -> None:
    """One after the other; a lane stops at its first failure so that order holds."""
    for place, one in enumerate(members):
        if batch.done and asyncio.get_running_loop().time() > batch.ends_at:
            batch.left += [other.key for other in members[place:]]
            return
        answer = batch.asked[one.key]
        if isinstance(answer, Poison):
            log.error("update_quarantined", bot_id=one.bot_id, update_id=one.update_id, trouble=str(answer))
            await store.mark_dead(session, [one.key], "it cannot be read")
            continue
        try:
            after = await _handle_one(desk, session, one, answer, is_guarded=batch.is_guarded)
        except Exception as error:
            if is_outage(error) or not batch.is_guarded:
                raise
            log.exception("update_failed", bot_id=one.bot_id, update_id=one.update_id, attempt=one.attempts)
            desk.is_clear = False
            return
        batch.done.append(one.key)
        if after is not None:
            batch.afterwards.append(after)
