"""What may leave next is chosen, composed and marked as `sending`: two statements and what the words need, whatever the number of rows and tokens."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState, Priority
from outbox.compose_due import compose_due, newly_offered
from outbox.lanes import Flight, Lane
from outbox.store import batches
from outbox.store.batches import Touched
from outbox.store.due import Due, Wanted, due_rows

HORIZON = 0.75  # seconds of sending for which rows are claimed; more would fix what may still become stale
PASSED_OVER = 8  # rows looked at beyond what may leave, in case their chats are busy


def room_ahead(lane: Lane) -> int:
    """How many rows may wait for their slot: as many as leave within HORIZON."""
    if not lane.pacing.is_paced:
        return lane.width
    return min(max(math.ceil(lane.pacing.per_second * HORIZON), 2), lane.width)


@dataclass(slots=True)
class Ask:
    """What one sender asks of a look: flights for at most `room` rows, and (if there is a pace) for urgent ones beyond.

    No chat of `busy` gets a second. Afterwards `flights` are its own, and `more` says that more rows are due than were looked at.
    """

    lane: Lane
    busy: set[int]
    room: int
    horizon: float  # seconds
    flights: list[Flight] = field(default_factory=list)
    more: bool = False

    @property
    def extra(self) -> int:
        """Rows beyond `room` for emergencies and answers."""
        return room_ahead(self.lane) if self.lane.pacing.is_paced else 0

    @property
    def most(self) -> int:
        """How many rows are worth a look; 0 if none may leave soon."""
        room = self.room if self.room > 0 else self.extra
        return room + PASSED_OVER if room > 0 else 0


async def claim_due(session: AsyncSession, asks: Sequence[Ask]) -> list[Ask]:
    """Answer them together. Chats whose budget is used up are looked at again when it is not."""
    wanted: list[Wanted] = []
    for ask in asks:
        lane = ask.lane
        mono = lane.monotonic()
        if lane.pacing.token_ready_at(mono) <= mono + ask.horizon and ask.most:
            lane.pacing.forget_before(mono - 120)
            lowest = Priority.DIGEST if ask.room > 0 else Priority.ANSWER
            wanted.append(Wanted(lane.bot_id, ask.most, lowest))
    dues = await due_rows(session, wanted) if wanted else {}
    chosen: list[tuple[Ask, Due]] = []
    touched: list[Touched] = []
    for ask in asks:
        if rows := dues.get(ask.lane.bot_id):
            few, put_off, left = _choose(session, ask, rows)
            chosen += [(ask, due) for due in few]
            touched += put_off
            ask.more = left > 0 or len(rows) == ask.most
    if chosen:
        words = await compose_due(session, [(ask.lane, due) for ask, due in chosen])
        for (ask, due), made in zip(chosen, words, strict=True):
            if isinstance(made, Touched):
                touched.append(made)
            else:
                ask.flights.append(made)
                touched.append(_marked(session, ask, due, made))
    await batches.write_claims(session, touched)
    return list(asks)


def _choose(session: AsyncSession, ask: Ask, dues: list[Due]) -> tuple[list[Due], list[Touched], int]:
    """Who leaves; who is put off, without a chat or until the chat's budget has room again; how many had no room."""
    lane = ask.lane
    mono = lane.monotonic()
    until, busy, room, extra = mono + ask.horizon, set(ask.busy), ask.room, ask.extra
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


def _marked(session: AsyncSession, ask: Ask, due: Due, flight: Flight) -> Touched:
    """The row as it is while its request is on the way; the moment is a guess until it has left."""
    pacing = ask.lane.pacing
    ahead = len(ask.flights) * pacing.gap if pacing.is_paced else 0.0
    return Touched(
        due.id,
        OutgoingState.SENDING,
        chat_id=flight.chat_id,
        sending_at=session.info["machine_now"] + timedelta(seconds=ahead),
        token=flight.token if due.token is None else None,
        offered=newly_offered(due, flight.what),
        fence=ask.lane.fence,
    )
