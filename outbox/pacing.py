"""Pure. When may the next message of this token leave, and when into this chat? Machine seconds in, machine seconds out.

Messages leave on an even grid. Who is a little late may be followed more closely, so that a hiccup costs nothing; what a longer
stall has cost is never caught up. Whatever the grid says, no message leaves before the one that is a second's worth earlier has
certainly been on the other side for a second: that one's answer tells by when it had arrived (`line.py`). Being late is safe;
what is refused is what draws together on the way. For a second after an emergency or an answer, a fifth of the rate is kept
for more of these; while there are none it is lent to the rest.
"""

from collections import deque
from dataclasses import dataclass, field

from models.kinds import Priority
from outbox.chat_budget import ChatBudget
from outbox.line import Departure, Line

UNPACED = 5000.0  # a second: above this there is no grid, as in measurements without a limit
KEPT_FOR_URGENT = 0.20  # of the token's rate
IDLE = 1.0  # seconds after the last urgent departure: then the kept part is lent again
MARGIN = 0.005  # seconds that are kept free in each second whatever the line is like
LESSON = 0.01  # what one refusal adds to it
MOST_MARGIN = 0.10
SLACK = 0.001  # by which the grid is slower than a second's worth, so that small delays do not add up
CLOSEST = 0.25  # of a gap: who is behind the grid follows the one before no closer than this
CAUGHT_UP = 0.2  # seconds: who is later than this, and than one gap, begins the grid anew


@dataclass(slots=True)
class Pacing:
    """The budget of one token: `per_second` over all chats, `per_minute` in a group, one a second in any chat."""

    per_second: float
    per_minute: int
    chat_gap: float = 1.0
    margin: float = MARGIN
    line: Line = field(default_factory=Line)
    chats: ChatBudget = field(init=False)
    _slot: float = field(default=float("-inf"))  # of the grid: the next departure
    _left: deque[Departure] = field(init=False)  # the last departures, as many as a second may hold
    _ordinary: deque[Departure] = field(init=False)  # … of what is neither emergency nor answer
    _urgent_at: float = field(default=float("-inf"))
    _frozen_until: float = field(default=float("-inf"))

    def __post_init__(self) -> None:
        most = max(1, int(self.per_second))
        self.chats = ChatBudget(self.per_minute, self.chat_gap)
        self._left = deque(maxlen=most)
        self._ordinary = deque(maxlen=max(1, most - int(most * KEPT_FOR_URGENT)))

    @property
    def is_paced(self) -> bool:
        """Is there a limit that is worth a clock?"""
        return self.per_second < UNPACED

    @property
    def gap(self) -> float:
        """Seconds between two messages of the token."""
        return (1 + SLACK) * self._span / max(1, int(self.per_second))

    @property
    def _span(self) -> float:
        """Seconds that no more departures may lie in than are remembered."""
        return max(1, int(self.per_second)) / self.per_second + self.margin

    def chat_ready_at(self, chat_id: int, now: float, priority: int) -> float:
        """The earliest moment at which this chat may be sent a message of that priority, the token's own pace aside."""
        return self.chats.ready_at(chat_id, now, priority)

    def token_ready_at(self, now: float, priority: int = Priority.EMERGENCY) -> float:
        """The earliest moment at which the token may send anything of that priority, as far as is known now."""
        ready = max(now, self._frozen_until)
        if not self.is_paced:
            return ready
        ready = max(ready, self._slot)
        if self._left:
            ready = max(ready, self._left[-1].left + self.gap * CLOSEST)
        if len(self._left) == self._left.maxlen:
            ready = max(ready, self._free_after(self._left[0], now))
        if priority > Priority.ANSWER and len(self._ordinary) == self._ordinary.maxlen:
            ready = max(ready, min(self._free_after(self._ordinary[0], now), self._urgent_at + IDLE))
        return ready

    def _free_after(self, departure: Departure, now: float) -> float:
        return departure.left + self.line.delay(departure, now) + self._span

    def leave(self, chat_id: int, now: float, priority: int) -> Departure | None:
        """A message leaves at this very moment; what is returned wants to hear of its answer. None where there is no pace."""
        self.chats.count(chat_id, now, priority)
        if not self.is_paced:
            return None
        is_near = now - self._slot <= max(self.gap, CAUGHT_UP)
        self._slot = (self._slot if is_near else now) + self.gap
        departure = Departure(now)
        self._left.append(departure)
        if priority <= Priority.ANSWER:
            self._urgent_at = now
        else:
            self._ordinary.append(departure)
        return departure

    def reserve(self, chat_id: int, now: float, priority: int) -> float:
        """Let a message leave as soon as token and chat allow, and return that moment."""
        moment = now
        while (
            ready := max(self.chat_ready_at(chat_id, moment, priority), self.token_ready_at(moment, priority))
        ) > moment:
            moment = ready
        self.leave(chat_id, moment, priority)
        return moment

    def remember(self, chat_id: int, moment: float, priority: int = Priority.NOTICE) -> None:
        """Count a sending of the minute before this process began: after the last of them the token rests for a span."""
        self._slot = max(self._slot, moment + self._span)
        self.chats.count(chat_id, moment, priority)

    def note_answer(self, departure: Departure | None, now: float, *, is_typical: bool = True) -> None:
        """An answer came, or (`is_typical` False) a refusal, or the connection was cut."""
        if departure is not None:
            self.line.note(departure, now, is_typical=is_typical)

    def note_refusal(self, now: float) -> None:
        """The token was refused although it kept to its pace; refusals that one pause answers are one lesson."""
        if now >= self._frozen_until:
            self.margin = min(self.margin + LESSON, MOST_MARGIN)

    def is_crowded(self, chat_id: int, now: float) -> bool:
        """Was this chat sent so much in the last minute that a refusal is likely to be about this chat alone?"""
        return self.chats.is_crowded(chat_id, now)

    def frozen_for(self, chat_id: int, now: float) -> float:
        """Seconds for which this chat must still be silent; 0 if it need not."""
        return max(self._frozen_until - now, self.chats.frozen.get(chat_id, now) - now, 0.0)

    def freeze(self, until: float, chat_id: int | None = None) -> None:
        """Silence the token, or one chat of it, until that moment."""
        if chat_id is None:
            self._frozen_until = max(self._frozen_until, until)
        else:
            self.chats.freeze(until, chat_id)

    def forget_before(self, moment: float) -> None:
        """Drop what no longer counts."""
        self.chats.forget_before(moment)
