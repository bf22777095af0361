"""What became of what left is written down, and trouble is handed on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from models.outbox import Outgoing
from outbox.backoff import next_state
from outbox.lanes import LOST, Flight, Lane, Trouble
from outbox.message import Deed, Delivered, TryLater, Undeliverable, Unknown
from outbox.store import batches, sending, wishes


async def record_outcomes(session: AsyncSession, landed: Sequence[tuple[Lane, Sequence[Flight]]]) -> None:
    """Write what became of each sender's finished flights; trouble is handed to those who keep the pyramid.

    Deliveries are one statement, whatever their number; the rest is looked at one by one.
    """
    stands, others = [], []
    for lane, flights in landed:
        for flight in flights:
            if isinstance(flight.outcome, Delivered):
                stands.append(_landed(session, lane, flight, flight.outcome))
            else:
                others.append((lane, flight))
    await batches.write_deliveries(session, stands)
    if others:
        rows = await sending.rows_by_ids(session, [flight.row_id for _, flight in others])
        for lane, flight in others:
            row = rows.get(flight.row_id)
            if row is not None and row.fence == lane.fence:
                await _record_one(session, lane, flight, row)


def _landed(session: AsyncSession, lane: Lane, flight: Flight, outcome: Delivered) -> batches.Landed:
    machine_now: datetime = session.info["machine_now"]
    left = None if flight.left_at is None else machine_now - timedelta(seconds=lane.monotonic() - flight.left_at)
    message_id = None if isinstance(flight.what, Deed) else outcome.message_id
    return batches.Landed(flight.row_id, flight.version, flight.face, flight.chat_id, message_id, left, lane.fence)


async def _record_one(session: AsyncSession, lane: Lane, flight: Flight, row: Outgoing) -> None:
    machine_now: datetime = session.info["machine_now"]
    outcome = flight.outcome or Unknown("never left")
    if isinstance(outcome, TryLater):
        row.attempts = max(row.attempts - 1, 0)  # provably not done: the waits after lost answers do not grow by it
    after = next_state(outcome, attempts=row.attempts, repeat=row.repeat, is_edit=flight.is_edit)
    row.state, row.trouble = after.state, after.trouble
    landed = lane.monotonic() if flight.landed_at is None else flight.landed_at
    passed = timedelta(seconds=lane.monotonic() - landed)  # a wait counts from the answer
    row.not_before = machine_now + max(after.wait - passed, timedelta(0))
    row.unsure += after.is_unsure
    lane.unsure += after.is_unsure
    if isinstance(outcome, TryLater) and flight.scope != "row":
        chat_id = flight.chat_id if flight.scope == "chat" else 0
        await sending.freeze(session, lane.bot_id, chat_id, row.not_before)
    elif isinstance(outcome, Undeliverable):
        if outcome.is_message_gone and flight.is_edit and row.kind in lane.cards and LOST not in row.args:
            _post_again(row, machine_now)
        await _undeliverable(session, lane, flight, outcome)


def _post_again(row: Outgoing, machine_now: datetime) -> None:
    """Somebody deleted the card: it comes back once; deleted again, it stays away."""
    row.state, row.not_before, row.message_id, row.face = OutgoingState.PENDING, machine_now, None, None
    row.args = {**row.args, LOST: True}


async def _undeliverable(session: AsyncSession, lane: Lane, flight: Flight, outcome: Undeliverable) -> None:
    if outcome.is_chat_gone and flight.user_id is not None:
        await wishes.park_person(session, flight.user_id, lane.bot_id, now=lane.now())
    elif outcome.is_chat_gone and flight.group_id is not None:
        await wishes.park_group(session, flight.group_id, outcome.reason)
    if outcome.is_chat_gone or outcome.is_token_dead or outcome.migrated_to is not None:
        await lane.on_trouble(session, Trouble(lane.bot_id, flight.group_id, flight.user_id, flight.chat_id, outcome))
