"""What may leave next is chosen, composed and marked as `sending`: three statements, whatever the number of rows."""

import math
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState, Priority
from outbox.compose_due import compose_due, newly_offered
from outbox.lanes import Flight, Lane
from outbox.store import batches
from outbox.store.batches import Due, Touched

HORIZON = 0.75  # seconds of sending for which rows are claimed; more would fix what may still become stale
PASSED_OVER = 16  # rows looked at beyond what may leave, in case their chats are busy


def room_ahead(lane: Lane) -> int:
    """How many rows may wait for their slot: as many as leave within HORIZON."""
    if not lane.pacing.is_paced:
        return lane.width
    return min(max(math.ceil(lane.pacing.per_second * HORIZON), 2), lane.width)


async def claim_due(
    session: AsyncSession, lane: Lane, busy: Collection[int], *, room: int, horizon: float
) -> tuple[list[Flight], bool]:
    """Flights for at most `room` rows, and (if there is a pace) for urgent ones beyond; no chat of `busy` gets a second.

    True beside them if more rows are due than were looked at. Chats whose budget is used up are looked at again when it is not.
    """
    mono = lane.monotonic()
    if lane.pacing.token_ready_at(mono) > mono + horizon:
        return [], False
    lane.pacing.forget_before(mono - 120)
    extra = room_ahead(lane) if lane.pacing.is_paced else 0
    most = max(room, 0) + extra + PASSED_OVER
    if most <= 0 or (room <= 0 and not extra):
        return [], False
    dues = await batches.due_rows(session, lane.bot_id, most, lowest=Priority.DIGEST if room > 0 else Priority.ANSWER)
    chosen, touched, left = _choose(session, lane, dues, set(busy), room=room, extra=extra, until=mono + horizon)
    flights: list[Flight] = []
    if chosen:
        for due, made in zip(chosen, await compose_due(session, lane, chosen), strict=True):
            if isinstance(made, Touched):
                touched.append(made)
            else:
                flights.append(made)
                touched.append(_marked(session, lane, due, made, len(flights)))
    await batches.write_claims(session, touched, lane.fence)
    return flights, left > 0 or len(dues) == most


def _choose(
    session: AsyncSession, lane: Lane, dues: list[Due], busy: set[int], *, room: int, extra: int, until: float
) -> tuple[list[Due], list[Touched], int]:
    """Who leaves; who is put off, without a chat or until the chat's budget has room again; how many had no room."""
    mono = lane.monotonic()
    machine_now: datetime = session.info["machine_now"]
    chosen: list[Due] = []
    touched: list[Touched] = []
    behind: Counter[int] = Counter()
    for place, due in enumerate(dues):
        is_urgent = due.priority <= Priority.ANSWER
        if len(chosen) >= room + (extra if is_urgent else 0):
            return chosen, touched, len(dues) - place  # what follows is no more urgent
        if due.to_chat is None:
            touched.append(Touched(due.id, OutgoingState.PARKED, "no chat is bound"))
            continue
        ready = lane.pacing.chat_ready_at(due.to_chat, mono, due.priority)
        if ready > until:
            # One after the other: if all came back at the same moment, all but one would be looked at in vain each time.
            ready += behind[due.to_chat] * lane.pacing.chat_gap
            behind[due.to_chat] += 1
            later = machine_now + timedelta(seconds=ready - mono)
            touched.append(Touched(due.id, OutgoingState.PENDING, not_before=later))
        elif due.to_chat not in busy:
            busy.add(due.to_chat)
            chosen.append(due)
    return chosen, touched, 0


def _marked(session: AsyncSession, lane: Lane, due: Due, flight: Flight, place: int) -> Touched:
    """The row as it is while its request is on the way; the moment is a guess until it has left."""
    ahead = place * lane.pacing.gap if lane.pacing.is_paced else 0.0
    return Touched(
        due.id,
        OutgoingState.SENDING,
        chat_id=flight.chat_id,
        sending_at=session.info["machine_now"] + timedelta(seconds=ahead),
        token=flight.token if due.token is None else None,
        offered=newly_offered(due, flight.what),
    )
