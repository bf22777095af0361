"""Rows leave: claimed by priority, composed at the last moment, paced, carried, and their fate written down.

One look (`lookout.py`) writes the fate of the last flights and claims the next ones in the same transaction, so that a message costs a
fraction of a commit. `sending` is committed before the request leaves: after a crash exactly those rows are uncertain.
Between looks the departures go on by their own clock.
"""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from outbox.backoff import FROZEN, LONGEST_WAIT
from outbox.courier import Parcel
from outbox.lanes import Flight, Lane
from outbox.lookout import Lookout
from outbox.message import Delivered, TryLater, Undeliverable, Unknown
from outbox.record_outcomes import record_outcomes
from outbox.sky import Sky
from outbox.store import sending

log = structlog.get_logger()

STALE_AFTER = 0.9  # seconds: words that waited so long for their slot are made anew
SLOW_ANSWER = 0.5  # seconds: the pace may have waited to hear of it
TURNED_BACK = "its turn had not come"


async def deliver_pending(lane: Lane, stop: asyncio.Event, lookout: Lookout | None = None) -> None:
    """Send for one token until `stop` is set or the lease is lost; in-flight requests are finished and written down.

    Senders of one process share a `lookout`. While the database is away nothing is claimed, and what lands meanwhile is written
    down when it is back.
    """
    await _begin(lane)
    sky, lookout = Sky(lane), lookout or Lookout()
    departing = asyncio.create_task(_depart(lane, sky))
    stopping = asyncio.create_task(stop.wait())
    stopping.add_done_callback(lambda _: lane.wake.set())
    try:
        async with lookout.joined(sky):
            lane.wake.set()
            while not stop.is_set() and not sky.is_lost:
                await lookout.look(sky)
                await lane.wake.wait()
        sky.close()
        await asyncio.gather(*sky.tasks)
        await _last_words(lane, sky)
    finally:
        sky.close()
        departing.cancel()
        stopping.cancel()
        await asyncio.gather(departing, stopping, return_exceptions=True)


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
    was_full, sky.on_wire = sky.on_wire >= lane.wire, sky.on_wire - 1
    sky.land(flight, now)
    if was_full or not isinstance(outcome, Delivered) or now - (flight.left_at or now) > SLOW_ANSWER:
        sky.news.set()  # somebody else may leave sooner, or must not


async def _last_words(lane: Lane, sky: Sky) -> None:
    """The fate of all that flew. A database that is away for a moment is waited for, as long as the lease may be ours."""
    for flight in sky.queue.turn_back_all():
        flight.outcome = TryLater(0.0, "row", TURNED_BACK)
    flown = list(sky.flying.values())
    for patience in (0.5, 1.0, 2.0, None):
        try:
            async with lane.transaction() as session:
                await record_outcomes(session, [(lane, flown)])
        except (SQLAlchemyError, OSError):
            if patience is None:
                raise
            await asyncio.sleep(patience)
        else:
            return
