"""Pure. When may the next message go into this chat? One a second into any, so many a minute into a group. Machine seconds."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from models.kinds import Priority

MINUTE = 60.5
KEPT = (
    0.25  # of a group's minute: emergencies and answers still get through a stream of notices, and through each other
)
FORGET_EVERY = 10.0  # seconds
URGENT = (Priority.EMERGENCY, Priority.ANSWER)


@dataclass(slots=True)
class ChatBudget:
    """`per_minute` into a group, one in `chat_gap` seconds into any chat."""

    per_minute: int
    chat_gap: float
    sent: dict[int, deque[tuple[float, int]]] = field(default_factory=lambda: defaultdict(deque))  # (moment, priority)
    frozen: dict[int, float] = field(default_factory=dict)
    _forgotten: float = field(default=float("-inf"))

    @property
    def unreserved(self) -> int:
        """How many of a minute anything but emergencies and answers may take, and either of those two alone."""
        return max(1, self.per_minute - int(self.per_minute * KEPT))

    def ready_at(self, chat_id: int, now: float, priority: int) -> float:
        """The earliest moment at which this chat may be sent a message of that priority."""
        ready = max(now, self.frozen.get(chat_id, now)) if self.frozen else now
        sent = self.sent.get(chat_id)
        if not sent:
            return ready
        ready = max(ready, sent[-1][0] + self.chat_gap)
        quota = self.unreserved
        if chat_id > 0 or len(sent) < quota:
            return ready
        if priority not in URGENT:
            return max(ready, sent[-quota][0] + MINUTE)
        if len(sent) >= self.per_minute:
            ready = max(ready, sent[-self.per_minute][0] + MINUTE)
        own = [moment for moment, kind in sent if kind == priority]
        return max(ready, own[-quota] + MINUTE) if len(own) >= quota else ready

    def count(self, chat_id: int, moment: float, priority: int) -> None:
        """A message went into this chat."""
        sent = self.sent[chat_id]
        sent.append((moment, priority))
        while len(sent) > self.per_minute:
            sent.popleft()

    def is_crowded(self, chat_id: int, now: float) -> bool:
        """Was this chat sent so much in the last minute that a refusal is likely to be about this chat alone?"""
        recent = sum(moment > now - MINUTE for moment, _ in self.sent.get(chat_id, ()))
        return chat_id < 0 and recent >= 0.8 * self.per_minute

    def freeze(self, until: float, chat_id: int) -> None:
        """Silence this chat until that moment."""
        self.frozen[chat_id] = max(self.frozen.get(chat_id, until), until)

    def forget_before(self, moment: float) -> None:
        """Drop what no longer counts, so that memory follows the last minute and not the number of chats."""
        if moment < self._forgotten + FORGET_EVERY:
            return
        self._forgotten = moment
        for chat_id in [chat_id for chat_id, sent in self.sent.items() if sent[-1][0] < moment]:
            del self.sent[chat_id]
        for chat_id in [chat_id for chat_id, until in self.frozen.items() if until < moment]:
            del self.frozen[chat_id]
