"""Pure. Flights that are ready and wait for their slot: the urgent first, one chat never twice in a row too soon."""

from bisect import insort
from dataclasses import dataclass, field
from operator import attrgetter

from models.kinds import Priority
from outbox.lanes import Flight
from outbox.pacing import Pacing

ORDINARY_TURN = 5  # while both wait, every fifth slot is not an answer's: a storm of answers stops nobody for good
_order = attrgetter("rank")


@dataclass(slots=True)
class Departures:
    """In order of priority and age; what may not leave yet because of its chat is passed over."""

    pacing: Pacing
    _waiting: list[Flight] = field(default_factory=list)
    _answers_in_a_row: int = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, flight: Flight) -> None:
        """Wait for a slot."""
        insort(self._waiting, flight, key=_order)

    def next_at(self, now: float) -> float:
        """When the next may leave, by token and chat; infinity if nobody waits."""
        token: dict[bool, float] = {}
        soonest = float("inf")
        for flight in self._waiting:
            is_urgent = flight.priority <= Priority.ANSWER
            if is_urgent not in token:
                token[is_urgent] = self._token(now, is_urgent=is_urgent)
            free = token[is_urgent]
            soonest = min(soonest, max(free, self.pacing.chat_ready_at(flight.chat_id, now, flight.priority)))
            if soonest <= free:  # nobody behind is more urgent
                break
        return soonest

    def _token(self, now: float, *, is_urgent: bool) -> float:
        return self.pacing.token_ready_at(now, Priority.ANSWER if is_urgent else Priority.NOTICE)

    def take(self, now: float) -> Flight | None:
        """The flight that leaves now; None if all have to wait for their chats."""
        place = self._place(now, is_ordinary=self._answers_in_a_row + 1 >= ORDINARY_TURN)
        if place is None:
            return None
        flight = self._waiting.pop(place)
        is_answer = flight.priority == Priority.ANSWER
        self._answers_in_a_row = self._answers_in_a_row + 1 if is_answer else 0
        return flight

    def _place(self, now: float, *, is_ordinary: bool) -> int | None:
        first: int | None = None
        is_shared = (
            self._token(now, is_urgent=False) <= now
        )  # what is kept for emergencies and answers is nobody else's
        for place, flight in enumerate(self._waiting):
            if self.pacing.chat_ready_at(flight.chat_id, now, flight.priority) > now:
                continue
            if not is_shared and flight.priority > Priority.ANSWER:
                break
            if not is_ordinary or flight.priority != Priority.ANSWER:
                return place
            first = place if first is None else first
        return first

    def turn_back(self, before: float) -> list[Flight]:
        """Those who wait since before that moment: what they say may be stale by now."""
        late = [flight for flight in self._waiting if flight.ready_since < before]
        if late:
            self._waiting = [flight for flight in self._waiting if flight.ready_since >= before]
        return late

    def turn_back_all(self) -> list[Flight]:
        """Nobody leaves any more."""
        late, self._waiting = self._waiting, []
        return late
