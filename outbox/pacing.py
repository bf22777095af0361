"""Pure. When may the next message of this token leave for this chat? Machine seconds in, machine seconds out.

A token's messages leave evenly spaced, never in a burst, and a stall is never caught up: any window of a second then holds
at most the limit, also at the receiving end as long as jitter stays below JITTER.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from models.kinds import Priority

JITTER = 0.07  # seconds by which two neighbouring requests may arrive closer together than they left
MINUTE = 60.5
KEPT_FOR_URGENT = 0.25  # of a group's minute: emergencies and answers still get through a stream of notices


@dataclass(slots=True)
class Pacing:
    """The budget of one token: `per_second` over all chats, `per_minute` in a group, one a second in any chat."""

    per_second: float
    per_minute: int
    chat_gap: float = 1.0
    _last: float = field(default=float("-inf"))
    _frozen_until: float = field(default=float("-inf"))
    _chat_frozen: dict[int, float] = field(default_factory=dict)
    _sent: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    @property
    def gap(self) -> float:
        """Seconds between two messages of the token."""
        return (1 + JITTER) / self.per_second

    def chat_ready_at(self, chat_id: int, now: float, priority: int) -> float:
        """The earliest moment at which this chat may be sent a message of that priority, the token's own pace aside."""
        ready = max(now, self._chat_frozen.get(chat_id, now))
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
        return max(now, self._last + self.gap, self._frozen_until)

    def reserve(self, chat_id: int, now: float, priority: int) -> float:
        """Take the next slot for this chat and return its moment."""
        moment = max(self.chat_ready_at(chat_id, now, priority), self.token_ready_at(now))
        self.remember(chat_id, moment)
        return moment

    def remember(self, chat_id: int, moment: float) -> None:
        """Count a sending, also one of the minute before this process began."""
        self._last = max(self._last, moment)
        sent = self._sent[chat_id]
        sent.append(moment)
        while len(sent) > self.per_minute:
            sent.popleft()

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
        for chat_id in [chat_id for chat_id, sent in self._sent.items() if sent[-1] < moment]:
            del self._sent[chat_id]
        for chat_id in [chat_id for chat_id, until in self._chat_frozen.items() if until < moment]:
            del self._chat_frozen[chat_id]
