"""Rows leave: claimed by priority, composed at the last moment, paced, carried, and their fate written down.

One pass writes the fate of the last flights and claims the next ones in the same transaction, so that a message costs a
fraction of a commit. `sending` is committed before the request leaves: after a crash exactly those rows are uncertain.
"""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from outbox.backoff import FROZEN, LONGEST_WAIT
from outbox.compose_due import compose_due
from outbox.courier import Parcel
from outbox.lanes import MEMORY, Flight, Lane
from outbox.message import TryLater, Undeliverable, Unknown
from outbox.record_outcomes import record_outcomes
from outbox.store import sending

log = structlog.get_logger()

LOOK_AGAIN = 1.0  # seconds: rows written by another process are seen at the latest after this
HORIZON = 0.75  # seconds ahead for which slots are given out; more would fix what may still become stale


async def deliver_pending(lane: Lane, stop: asyncio.Event) -> None:
    """Send for one token until `stop` is set or the lease is lost; in-flight requests are finished and written down.

    While the database is away nothing is claimed, and what lands meanwhile is written down when it is back.
    """
    await _begin(lane)
    flying: dict[int, Flight] = {}
    tasks: set[asyncio.Task[None]] = set()
    is_doubtful = False  # the last transaction may have been committed although we were told that it failed
    while not stop.is_set():
        lane.wake.clear()
        try:
            started, left, idle = await _pass(lane, flying, is_doubtful=is_doubtful)
        except (SQLAlchemyError, OSError) as error:
            log.debug("outbox_waits_for_database", bot_id=lane.bot_id, error=type(error).__name__)
            is_doubtful = True
            await asyncio.sleep(HORIZON)
            continue
        is_doubtful = False
        if left <= 0:
            break
        for flight in started:
            task = asyncio.create_task(_fly(lane, flight, left))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await _pause(lane, tasks, stop, idle)
    await asyncio.gather(*tasks)
    async with lane.transaction() as session:
        await record_outcomes(session, lane, list(flying.values()))


async def _pass(lane: Lane, flying: dict[int, Flight], *, is_doubtful: bool) -> tuple[list[Flight], float, float]:
    """One transaction: fate of the landed, choice of the next. Returns (started, lease seconds left, seconds to idle)."""
    landed = [flight for flight in flying.values() if flight.outcome is not None]
    async with lane.transaction() as session:
        session.info[MEMORY] = {}
        left = await lane.hold(session)
        if is_doubtful:  # rows marked as `sending` that we do not carry never left, so they wait again
            await sending.take_back(session, lane.bot_id, lane.fence, set(flying))
        await record_outcomes(session, lane, landed)
        started = await _claim(session, lane, flying, landed, left) if left > 0 else []
        idle = 0.02 if started else await _idle_for(session, lane)
    for flight in landed:
        del flying[flight.row_id]
    flying.update({flight.row_id: flight for flight in started})
    return started, left, idle


async def _begin(lane: Lane) -> None:
    """Take over: what a dead sender left, and the budget it has used."""
    async with lane.transaction() as session:
        again, kept = await sending.recover(session, lane.bot_id)
        lane.unsure += again
        machine_now = session.info["machine_now"]
        mono = lane.monotonic()
        for chat_id, moment in await sending.sent_lately(session, lane.bot_id, machine_now - timedelta(seconds=61)):
            lane.pacing.remember(chat_id, mono - (machine_now - moment).total_seconds())
        for chat_id, until in await sending.frozen(session, lane.bot_id):
            lane.pacing.freeze(mono + (until - machine_now).total_seconds(), chat_id or None)
    if again or kept:
        log.warning("outbox_recovered", bot_id=lane.bot_id, again=again, kept=kept)


async def _idle_for(session: AsyncSession, lane: Lane) -> float:
    """Seconds until a waiting row may leave, at most LOOK_AGAIN."""
    due_at = await sending.next_due_at(session, lane.bot_id)
    if due_at is None:
        return LOOK_AGAIN
    machine_now: datetime = session.info["machine_now"]
    return max((due_at - machine_now).total_seconds(), 0.02)


async def _pause(lane: Lane, tasks: set[asyncio.Task[None]], stop: asyncio.Event, idle: float) -> None:
    """Wait for the next reason to look: a wish was written, a flight landed, a slot comes near, or time has passed."""
    if stop.is_set():
        return
    slot = lane.pacing.token_ready_at(lane.monotonic()) - lane.monotonic() - HORIZON / 2
    timeout = min(LOOK_AGAIN, max(slot, idle))
    waits: set[asyncio.Task[object]] = {asyncio.create_task(lane.wake.wait()), asyncio.create_task(stop.wait())}
    await asyncio.wait({*waits, *tasks}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    await asyncio.gather(*waits, return_exceptions=True)


async def _claim(
    session: AsyncSession,
    lane: Lane,
    flying: dict[int, Flight],
    landed: list[Flight],
    left: float,
) -> list[Flight]:
    """Choose, compose and mark as `sending` what may leave now; at most one request per chat is on its way."""
    gone = {flight.row_id for flight in landed}
    busy = {flight.chat_id for flight in flying.values() if flight.row_id not in gone}
    free = lane.width - len(flying) + len(landed)
    mono = lane.monotonic()
    horizon = min(HORIZON, left / 2)
    if free <= 0 or lane.pacing.token_ready_at(mono) > mono + horizon:
        return []
    lane.pacing.forget_before(mono - 120)
    flights: list[Flight] = []
    postponed: dict[float, list[int]] = {}
    behind: Counter[int] = Counter()
    for due in await sending.due_rows(session, lane.bot_id, free * 4):
        row = due.row
        if len(flights) >= free or lane.pacing.token_ready_at(mono) > mono + horizon:
            break
        ready = lane.pacing.chat_ready_at(due.chat_id, mono, row.priority)
        if ready > mono + horizon:
            # One after the other: if all came back at the same moment, all but one would be looked at in vain each time.
            ready += behind[due.chat_id] * lane.pacing.chat_gap
            behind[due.chat_id] += 1
            postponed.setdefault(ready, []).append(row.id)
            continue
        if due.chat_id in busy:
            continue
        flight = await compose_due(session, lane, due)
        if flight is None:
            continue
        flight.leaves_at = lane.pacing.reserve(due.chat_id, mono, row.priority)
        row.state, row.fence = OutgoingState.SENDING, lane.fence
        row.attempts += 1
        row.chat_id = due.chat_id
        row.sending_at = session.info["machine_now"] + timedelta(seconds=max(flight.leaves_at - mono, 0))
        busy.add(due.chat_id)
        flights.append(flight)
    for ready, row_ids in postponed.items():
        await sending.postpone_chat(session, row_ids, session.info["machine_now"] + timedelta(seconds=ready - mono))
    return flights


async def _fly(lane: Lane, flight: Flight, left: float) -> None:
    """Wait for the slot, carry, note the outcome. The deadline lies within the lease."""
    begun = lane.monotonic()
    delay = flight.leaves_at - begun
    if delay > 0:
        await asyncio.sleep(delay)
    silence = lane.pacing.frozen_for(flight.chat_id, lane.monotonic())
    if silence > 0:  # a 429 or 401 came while it waited for its slot
        flight.outcome = TryLater(silence, "row", FROZEN)
        return
    parcel = Parcel(lane.bot_id, flight.chat_id, flight.what, flight.message_id, flight.reply_to, flight.token)
    try:
        flight.outcome = await lane.courier.carry(parcel, within=max(left - max(delay, 0) - 1, 1))
    except Exception as error:
        log.exception("courier_failed", row_id=flight.row_id)
        flight.outcome = Unknown(type(error).__name__)
    if isinstance(flight.outcome, TryLater) and flight.outcome.scope != "row":
        crowded = lane.pacing.is_crowded(flight.chat_id, lane.monotonic())
        lane.pacing.freeze(lane.monotonic() + flight.outcome.after, flight.chat_id if crowded else None)
    elif isinstance(flight.outcome, Undeliverable) and flight.outcome.is_token_dead:
        lane.pacing.freeze(lane.monotonic() + LONGEST_WAIT.total_seconds())  # the rest would be refused as well
