"""Pure. All flights of one sender, from being ready to being written down, and when it is time to look at the database."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from outbox.claim_due import room_ahead
from outbox.departures import Departures
from outbox.lanes import Flight, Lane

FEW = 8  # rows that are due where no more were known to be


@dataclass(slots=True)
class Sky:
    """What is marked as `sending`: in the queue, on the wire, or landed and not yet written down."""

    lane: Lane
    queue: Departures = field(init=False)
    flying: dict[int, Flight] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    news: asyncio.Event = field(
        default_factory=asyncio.Event
    )  # for the departures: the queue, the wire or the lease changed
    on_wire: int = 0
    lease_ends: float = float("-inf")
    more: bool = False  # more rows are due than were looked at
    is_lost: bool = False  # the lease is no longer ours
    is_doubtful: bool = False  # the last transaction may have been committed although we were told that it failed
    is_solitary: bool = False  # a look in company went wrong: the next one is its own
    _is_looked_at: bool = False  # what lands meanwhile is seen at its end
    _landed: int = 0
    _is_closed: bool = False
    _bell: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self.queue = Departures(self.lane.pacing)

    @property
    def is_busy(self) -> bool:
        """Is anything in the queue or on the wire? Its end rings the bell."""
        return bool(self.flying) and self._landed < len(self.flying)

    def landed(self) -> list[Flight]:
        """Those whose fate is known."""
        return [flight for flight in self.flying.values() if flight.outcome is not None]

    def busy_but(self, landed: Sequence[Flight]) -> set[int]:
        """Chats with a request on its way or before it, those just landed aside."""
        gone = {flight.row_id for flight in landed}
        return {flight.chat_id for row_id, flight in self.flying.items() if row_id not in gone}

    def room(self, landed: int) -> int:
        """How many rows may be claimed, once so many are written down."""
        return min(room_ahead(self.lane) - len(self.queue), self.lane.width - len(self.flying) + landed)

    def begin_look(self) -> list[Flight]:
        """A look has begun: those whose fate it writes down."""
        self.lane.wake.clear()
        self._is_looked_at = True
        return self.landed()

    def end_look(self, *, is_doubtful: bool = False, is_solitary: bool = False) -> None:
        """It is over; if it failed, look again."""
        self._is_looked_at, self.is_doubtful, self.is_solitary = False, is_doubtful, is_solitary
        if is_doubtful:
            self.lane.wake.set()

    @property
    def worth(self) -> int:
        """How many rows a look would write or claim, as far as is known."""
        room = max(self.room(self._landed), 0)
        return self._landed + (room if self.more else min(room, FEW))

    def wants_look(self, soon: float) -> bool:
        """Would it be worth its while to be looked at together with another? It would look within `soon` seconds anyway."""
        if self.lane.wake.is_set() or self._landed or (self.more and self.room(0) > 0):
            return True
        return self._bell is not None and self._bell.when() - asyncio.get_running_loop().time() < soon

    def rest(self, seconds: float) -> None:
        """Look again after that time, unless something rings before."""
        if self._bell is not None:
            self._bell.cancel()
            self._bell = None
        if seconds > 0:
            self._bell = asyncio.get_running_loop().call_later(seconds, self.lane.wake.set)
        else:
            self.lane.wake.set()

    def settle(self, landed: Sequence[Flight], started: Sequence[Flight], *, lease_ends: float, more: bool) -> None:
        """A look is committed."""
        self.end_look()
        for flight in landed:
            del self.flying[flight.row_id]
            if flight.is_delivered:
                self.lane.kinds_sent[flight.kind] = self.lane.kinds_sent.get(flight.kind, 0) + 1
        self._landed -= len(landed)
        for flight in started:
            self.flying[flight.row_id] = flight
            self.queue.add(flight)
        self.lease_ends, self.more = lease_ends, more
        self.news.set()
        self.look()

    def wait(self, now: float) -> float:
        """Seconds until the next may leave; infinity if only news can change that."""
        if self._is_closed or not len(self.queue) or self.on_wire >= self.lane.wire or now >= self.lease_ends:
            return float("inf")
        return self.queue.next_at(now) - now

    def land(self, flight: Flight, now: float) -> None:
        """Its fate is known."""
        flight.landed_at = now
        self._landed += 1
        self.look()

    def look(self) -> None:
        """Ring for a look if it is worth one: all has landed, much has landed, or the queue runs low."""
        if not self.flying or self._is_looked_at:
            return
        landed = self._landed
        is_due = landed > 0 and (landed == len(self.flying) or landed >= self.lane.width / 2)
        if is_due or (self.more and self.room(landed) >= room_ahead(self.lane) / 2):
            self.lane.wake.set()

    def close(self) -> None:
        """Nobody leaves any more, and nobody looks."""
        self._is_closed = True
        if self._bell is not None:
            self._bell.cancel()
