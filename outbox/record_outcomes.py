"""What became of what left is written down, and trouble is handed on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from models.outbox import Outgoing
from outbox.backoff import next_state
from outbox.lanes import Flight, Lane, Trouble
from outbox.message import Deed, Delivered, TryLater, Undeliverable, Unknown
from outbox.store import sending, wishes


async def record_outcomes(session: AsyncSession, lane: Lane, landed: Sequence[Flight]) -> None:
    """Write what became of finished flights; trouble is handed to those who keep the pyramid."""
    if not landed:
        return
    rows = await sending.rows_by_ids(session, [flight.row_id for flight in landed])
    for flight in landed:
        row = rows.get(flight.row_id)
        if row is not None and row.fence == lane.fence:
            await _record_one(session, lane, flight, row)


async def _record_one(session: AsyncSession, lane: Lane, flight: Flight, row: Outgoing) -> None:
    machine_now: datetime = session.info["machine_now"]
    outcome = flight.outcome or Unknown("never left")
    after = next_state(outcome, attempts=row.attempts, repeat=row.repeat, is_edit=flight.is_edit)
    row.state, row.trouble = after.state, after.trouble
    row.not_before = machine_now + after.wait
    row.unsure += after.is_unsure
    lane.unsure += after.is_unsure
    if isinstance(outcome, Delivered):
        _delivered(row, flight, outcome, machine_now)
        lane.kinds_sent[row.kind] = lane.kinds_sent.get(row.kind, 0) + 1
    elif isinstance(outcome, TryLater) and outcome.scope != "row":
        crowded = lane.pacing.is_crowded(flight.chat_id, lane.monotonic())
        await sending.freeze(session, lane.bot_id, flight.chat_id if crowded else 0, row.not_before)
    elif isinstance(outcome, Undeliverable):
        await _undeliverable(session, lane, flight, outcome)


async def _undeliverable(session: AsyncSession, lane: Lane, flight: Flight, outcome: Undeliverable) -> None:
    if outcome.is_chat_gone and flight.user_id is not None:
        await wishes.park_person(session, flight.user_id, lane.bot_id, now=lane.now())
    elif outcome.is_chat_gone and flight.group_id is not None:
        await wishes.park_group(session, flight.group_id, outcome.reason)
    if outcome.is_chat_gone or outcome.is_token_dead or outcome.migrated_to is not None:
        await lane.on_trouble(session, Trouble(lane.bot_id, flight.group_id, flight.user_id, flight.chat_id, outcome))


def _delivered(row: Outgoing, flight: Flight, outcome: Delivered, machine_now: datetime) -> None:
    row.sent_at, row.shown, row.face, row.attempts = machine_now, flight.version, flight.face, 0
    if outcome.message_id is not None and not isinstance(flight.what, Deed):
        row.message_id, row.chat_id = outcome.message_id, flight.chat_id
    if row.wanted > flight.version:
        row.state = OutgoingState.PENDING
