"""Pure. When may the next message of this token leave, and when into this chat? Machine seconds in, machine seconds out.

Messages leave on an even grid. Who is a little late may be followed closely by one more, so that a hiccup costs nothing; after
a longer stall the grid begins anew and nothing is caught up. Besides, and whatever the grid says, no span of a second holds
more departures than the limit. What counts is what arrives, though: how much requests may draw together on the line is learnt
from the spread of the answers' times, our own unpunctuality and every refusal, and kept free as `margin` of each second.
"""

from collections import defaultdict, deque
from collections.abc import Collection
from dataclasses import dataclass, field

from models.kinds import Priority

UNPACED = 5000.0  # a second: above this there is no grid, as in measurements without a limit
MINUTE = 60.5
KEPT_FOR_URGENT = 0.25  # of a group's minute: emergencies and answers still get through a stream of notices
SLACK = 0.0015  # by which the grid is slower than the margin asks, so that small delays do not add up
MARGIN = 0.004  # share of a second that is kept free before anything is known of the line
COLD = 0.05  # margin of the first two seconds: connections are made then, and the first to leave arrive late
COOL_AFTER = 10.0  # seconds without a departure
LESSON = 0.02  # what one refusal adds to it
MOST_MARGIN = 0.10
NOISE = 0.02  # seconds: a spread of answers' times up to here is our own unpunctuality
LATE = 0.05  # seconds: who is later than this, and than one gap, is not caught up
ANSWERS = 200  # whose times are remembered
LOOK_EVERY = 25
FORGET_EVERY = 10.0  # seconds


def _at(values: Collection[float], share: float) -> float:
    """By nearest rank; 0 of nothing."""
    ordered = sorted(values)
    return ordered[int(len(ordered) * share)] if ordered else 0.0


@dataclass(slots=True)
class Pacing:
    """The budget of one token: `per_second` over all chats, `per_minute` in a group, one a second in any chat."""

    per_second: float
    per_minute: int
    chat_gap: float = 1.0
    margin: float = MARGIN
    _slot: float = field(default=float("-inf"))  # of the grid: the next departure
    _left: deque[float] = field(init=False)  # the last departures, as many as a second may hold
    _frozen_until: float = field(default=float("-inf"))
    _chat_frozen: dict[int, float] = field(default_factory=dict)
    _sent: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _taken: deque[float] = field(default_factory=lambda: deque(maxlen=ANSWERS))  # seconds from departure to answer
    _lateness: deque[float] = field(default_factory=lambda: deque(maxlen=ANSWERS))  # … from slot to departure
    _answers: int = 0
    _warm: int = 0  # departures since the line was cold
    _lessons: float = 0.0
    _forgotten: float = field(default=float("-inf"))

    def __post_init__(self) -> None:
        self._left = deque(maxlen=max(1, int(self.per_second)))

    @property
    def is_paced(self) -> bool:
        """Is there a limit that is worth a clock?"""
        return self.per_second < UNPACED

    @property
    def gap(self) -> float:
        """Seconds between two messages of the token."""
        return (1 + self.margin + SLACK) / self.per_second

    @property
    def _span(self) -> float:
        """Seconds that no more departures may lie in than are remembered."""
        most = max(1, int(self.per_second))
        margin = max(self.margin, COLD) if self._warm < 2 * most else self.margin
        return most / self.per_second * (1 + margin)

    def chat_ready_at(self, chat_id: int, now: float, priority: int) -> float:
        """The earliest moment at which this chat may be sent a message of that priority, the token's own pace aside."""
        ready = max(now, self._chat_frozen.get(chat_id, now)) if self._chat_frozen else now
        sent = self._sent.get(chat_id)
        if not sent:
            return ready
        ready = max(ready, sent[-1] + self.chat_gap)
        if chat_id < 0:
            quota = (
                self.per_minute if priority <= Priority.ANSWER else max(1, int(self.per_minute * (1 - KEPT_FOR_URGENT)))
            )
            if len(sent) >= quota:
                ready = max(ready, sent[-quota] + MINUTE)
        return ready

    def token_ready_at(self, now: float) -> float:
        """The earliest moment at which the token may send anything."""
        if not self.is_paced:
            return max(now, self._frozen_until)
        ready = max(now, self._slot, self._frozen_until)
        return max(ready, self._left[0] + self._span) if len(self._left) == self._left.maxlen else ready

    def leave(self, chat_id: int, now: float) -> None:
        """A message leaves at this very moment."""
        if self.is_paced:
            is_near = now - self._slot <= max(self.gap, LATE)
            if is_near:
                self._lateness.append(max(now - self._slot, 0.0))
            self._slot = (self._slot if is_near else now) + self.gap
            self._warm = 0 if not self._left or now - self._left[-1] > COOL_AFTER else self._warm + 1
            self._left.append(now)
        self._count(chat_id, now)

    def reserve(self, chat_id: int, now: float, priority: int) -> float:
        """Let a message leave as soon as token and chat allow, and return that moment."""
        moment = max(self.chat_ready_at(chat_id, now, priority), self.token_ready_at(now))
        self.leave(chat_id, moment)
        return moment

    def remember(self, chat_id: int, moment: float) -> None:
        """Count a sending of the minute before this process began: after the last of them the token rests for a span."""
        self._slot = max(self._slot, moment + self._span)
        self._count(chat_id, moment)

    def _count(self, chat_id: int, moment: float) -> None:
        sent = self._sent[chat_id]
        sent.append(moment)
        while len(sent) > self.per_minute:
            sent.popleft()

    def note_answer(self, seconds: float) -> None:
        """An answer came so long after its departure: the spread of these times tells how even the line is."""
        self._taken.append(seconds)
        self._answers += 1
        if self._answers % LOOK_EVERY == 0 and self.is_paced:
            spread = _at(self._taken, 0.95) - _at(self._taken, 0.05)
            self.margin = min(max(MARGIN + self._lessons, spread - NOISE, _at(self._lateness, 0.95)), MOST_MARGIN)

    def note_refusal(self, now: float) -> None:
        """The token was refused although it kept to its pace; refusals that one pause answers are one lesson."""
        if now >= self._frozen_until:
            self._lessons = min(self._lessons + LESSON, MOST_MARGIN)
            self.margin = min(max(self.margin, MARGIN + self._lessons), MOST_MARGIN)

    def is_crowded(self, chat_id: int, now: float) -> bool:
        """Was this chat sent so much in the last minute that a refusal is likely to be about this chat alone?"""
        recent = [moment for moment in self._sent.get(chat_id, ()) if moment > now - MINUTE]
        return chat_id < 0 and len(recent) >= 0.8 * self.per_minute

    def frozen_for(self, chat_id: int, now: float) -> float:
        """Seconds for which this chat must still be silent; 0 if it need not."""
        return max(self._frozen_until - now, self._chat_frozen.get(chat_id, now) - now, 0.0)

    def freeze(self, until: float, chat_id: int | None = None) -> None:
        """Silence the token, or one chat of it, until that moment."""
        if chat_id is None:
            self._frozen_until = max(self._frozen_until, until)
        else:
            self._chat_frozen[chat_id] = max(self._chat_frozen.get(chat_id, until), until)

    def forget_before(self, moment: float) -> None:
        """Drop what no longer counts, so that memory follows the last minute and not the number of chats."""
        if moment < self._forgotten + FORGET_EVERY:
            return
        self._forgotten = moment
        for chat_id in [chat_id for chat_id, sent in self._sent.items() if sent[-1] < moment]:
            del self._sent[chat_id]
        for chat_id in [chat_id for chat_id, until in self._chat_frozen.items() if until < moment]:
            del self._chat_frozen[chat_id]
