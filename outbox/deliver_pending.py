"""Rows leave: claimed by priority, composed at the last moment, paced, carried, and their fate written down.

One pass writes the fate of the last flights and claims the next ones in the same transaction, so that a message costs a
fraction of a commit. `sending` is committed before the request leaves: after a crash exactly those rows are uncertain.
Between passes the departures go on by their own clock.
"""

import asyncio
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from outbox.backoff import FROZEN, LONGEST_WAIT
from outbox.claim_due import HORIZON, claim_due
from outbox.courier import Parcel
from outbox.lanes import MEMORY, Flight, Lane
from outbox.message import Delivered, TryLater, Undeliverable, Unknown
from outbox.record_outcomes import record_outcomes
from outbox.sky import Sky
from outbox.store import sending

log = structlog.get_logger()

LOOK_AGAIN = 1.0  # seconds: rows written by another process are seen at the latest after this
STALE_AFTER = 0.9  # seconds: words that waited so long for their slot are made anew
WRITTEN_WITHIN = 0.25  # seconds: what has landed is written down at the latest after this
TURNED_BACK = "its turn had not come"


async def deliver_pending(lane: Lane, stop: asyncio.Event) -> None:
    """Send for one token until `stop` is set or the lease is lost; in-flight requests are finished and written down.

    While the database is away nothing is claimed, and what lands meanwhile is written down when it is back.
    """
    await _begin(lane)
    sky = Sky(lane)
    departing = asyncio.create_task(_depart(lane, sky))
    stopping = asyncio.create_task(stop.wait())
    stopping.add_done_callback(lambda _: lane.wake.set())
    try:
        await _look_and_look_again(lane, sky, stop)
        await asyncio.gather(*sky.tasks)
        await _last_words(lane, sky)
    finally:
        departing.cancel()
        stopping.cancel()
        await asyncio.gather(departing, stopping, return_exceptions=True)


async def _look_and_look_again(lane: Lane, sky: Sky, stop: asyncio.Event) -> None:
    is_doubtful = False  # the last transaction may have been committed although we were told that it failed
    while not stop.is_set():
        lane.wake.clear()
        try:
            left, idle = await _pass(lane, sky, is_doubtful=is_doubtful)
        except (SQLAlchemyError, OSError) as error:
            log.debug("outbox_waits_for_database", bot_id=lane.bot_id, error=type(error).__name__)
            is_doubtful = True
            await asyncio.sleep(HORIZON)
            continue
        is_doubtful = False
        if left <= 0:
            break
        if idle > 0 and not stop.is_set():
            bell = asyncio.get_running_loop().call_later(min(idle, LOOK_AGAIN), lane.wake.set)
            await lane.wake.wait()
            bell.cancel()
    sky.close()


async def _pass(lane: Lane, sky: Sky, *, is_doubtful: bool) -> tuple[float, float]:
    """One transaction: fate of the landed, choice of the next. Returns (lease seconds left, seconds to idle)."""
    landed = sky.landed()
    more = False
    started: list[Flight] = []
    async with lane.transaction() as session:
        session.info[MEMORY] = {}
        begun = lane.monotonic()
        left = await lane.hold(session)
        if is_doubtful:  # rows marked as `sending` that we do not carry never left, so they wait again
            await sending.take_back(session, lane.bot_id, lane.fence, set(sky.flying))
        await record_outcomes(session, lane, landed)
        if left > 0:
            room, horizon = sky.room(len(landed)), min(HORIZON, left / 2)
            started, more = await claim_due(session, lane, sky.busy_but(landed), room=room, horizon=horizon)
        idle = await _idle_for(session, lane, sky, has_started=bool(started), more=more)
    sky.settle(landed, started, lease_ends=begun + left, more=more)
    return left, idle


async def _begin(lane: Lane) -> None:
    """Take over: what a dead sender left, and the budget it has used."""
    async with lane.transaction() as session:
        again, kept = await sending.recover(session, lane.bot_id)
        lane.unsure += again
        machine_now = session.info["machine_now"]
        mono = lane.monotonic()
        lately = await sending.sent_lately(session, lane.bot_id, machine_now - timedelta(seconds=61))
        for chat_id, moment, priority in lately:
            lane.pacing.remember(chat_id, mono - (machine_now - moment).total_seconds(), priority)
        for chat_id, until in await sending.frozen(session, lane.bot_id):
            lane.pacing.freeze(mono + (until - machine_now).total_seconds(), chat_id or None)
    if again or kept:
        log.warning("outbox_recovered", bot_id=lane.bot_id, again=again, kept=kept)


async def _idle_for(session: AsyncSession, lane: Lane, sky: Sky, *, has_started: bool, more: bool) -> float:
    """Seconds until there is something to do that nobody rings for."""
    if has_started or sky.is_busy:
        return WRITTEN_WITHIN
    if more and lane.pacing.token_ready_at(lane.monotonic()) <= lane.monotonic():
        return 0.0  # all that was looked at ended without a sending
    due_at = await sending.next_due_at(session, lane.bot_id)
    if due_at is None:
        return LOOK_AGAIN
    machine_now: datetime = session.info["machine_now"]
    ready = lane.pacing.token_ready_at(lane.monotonic()) - lane.monotonic() - HORIZON / 2
    return max((due_at - machine_now).total_seconds(), ready, 0.02)


async def _depart(lane: Lane, sky: Sky) -> None:
    """Let the next one leave whenever its slot has come and the wire has room."""
    loop = asyncio.get_running_loop()
    while True:
        sky.news.clear()
        now = lane.monotonic()
        _turn_back(lane, sky, now)
        wait = sky.wait(now)
        flight = sky.queue.take(now) if wait <= 0 else None
        if flight is None:
            bell = None if wait == float("inf") else loop.call_later(max(wait, 0.001), sky.news.set)
            await sky.news.wait()
            if bell is not None:
                bell.cancel()
            continue
        flight.departure = lane.pacing.leave(flight.chat_id, now, flight.priority)
        flight.left_at = now
        sky.on_wire += 1
        task = asyncio.create_task(_fly(lane, sky, flight))
        sky.tasks.add(task)
        task.add_done_callback(sky.tasks.discard)
        sky.look()


def _turn_back(lane: Lane, sky: Sky, now: float) -> None:
    """What may not leave after all waits in the database: the token is silenced, or its words have grown old."""
    if not len(sky.queue):
        return
    silence = lane.pacing.frozen_for(0, now)  # a 429 or 401 came while they waited for their slots
    late = sky.queue.turn_back_all() if silence > 0 else sky.queue.turn_back(now - STALE_AFTER)
    for flight in late:
        flight.outcome = TryLater(silence, "row", FROZEN if silence > 0 else TURNED_BACK)
        sky.land(flight, now)


async def _fly(lane: Lane, sky: Sky, flight: Flight) -> None:
    """Carry, note the outcome. The deadline lies within the lease."""
    parcel = Parcel(lane.bot_id, flight.chat_id, flight.what, flight.message_id, flight.reply_to, flight.token)
    if flight.departure is not None:
        flight.departure.left = flight.left_at = lane.monotonic()  # the loop was busy meanwhile: it leaves only now
    try:
        flight.outcome = await lane.courier.carry(parcel, within=max(sky.lease_ends - lane.monotonic() - 1, 1))
    except Exception as error:
        log.exception("courier_failed", row_id=flight.row_id)
        flight.outcome = Unknown(type(error).__name__)
    now = lane.monotonic()
    outcome = flight.outcome
    lane.pacing.note_answer(flight.departure, now, is_typical=isinstance(outcome, Delivered))
    if isinstance(outcome, TryLater) and outcome.scope != "row":
        is_chats = outcome.scope == "chat" or lane.pacing.is_crowded(flight.chat_id, now)
        flight.scope = "chat" if is_chats else "token"
        if not is_chats:
            lane.pacing.note_refusal(now)
        lane.pacing.freeze(now + outcome.after, flight.chat_id if is_chats else None)
    elif isinstance(outcome, Undeliverable) and outcome.is_token_dead:
        lane.pacing.freeze(now + LONGEST_WAIT.total_seconds())  # the rest would be refused as well
    sky.on_wire -= 1
    sky.land(flight, now)
    sky.news.set()


async def _last_words(lane: Lane, sky: Sky) -> None:
    """The fate of all that flew. A database that is away for a moment is waited for, as long as the lease may be ours."""
    for flight in sky.queue.turn_back_all():
        flight.outcome = TryLater(0.0, "row", TURNED_BACK)
    flown = list(sky.flying.values())
    for patience in (0.5, 1.0, 2.0, None):
        try:
            async with lane.transaction() as session:
                await record_outcomes(session, lane, flown)
        except (SQLAlchemyError, OSError):
            if patience is None:
                raise
            await asyncio.sleep(patience)
        else:
            return
