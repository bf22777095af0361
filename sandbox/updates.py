"""What waits for one bot: its updates, until they are confirmed or too old."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

_KINDS = (
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count "
    "inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll "
    "poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot subscription "
    "stopped_message_generation"
)
KINDS = _KINDS.split()
DEFAULT_OFF = {"chat_member", "message_reaction", "message_reaction_count"}
DAY = 86_400.0
LIFETIME = {"callback_query": 150.0, "shipping_query": 150.0, "pre_checkout_query": 150.0, "inline_query": 30.0}
ANSWER_BYTES = 4 * 1024 * 1024
REMEMBERED = 200

Wake = Literal["news", "poller", "webhook", "closed"]


@dataclass(slots=True, eq=False)
class Update:
    """One update, encoded once. `lane` is the queue in which a webhook keeps it in order."""

    id: int
    kind: str
    encoded: str
    expires: float
    lane: str


class UpdateQueue:
    """Updates of one bot in order of their ids.

    `wake` is the poller that waits now, `listener` is told of each new update (webhooks), `recent` are the last ones
    emitted.
    """

    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.allowed: frozenset[str] | None = None
        self.waiting: asyncio.Future[Wake] | None = None
        self.listener: Callable[[int, Update], None] | None = None
        self.recent: deque[Update] = deque(maxlen=REMEMBERED)
        self.again: list[Update] = []
        self.conflicts = 0
        self._sequence = 0

    def wants(self, kind: str) -> bool:
        """Whether an update of this kind is created at all, by the allowed_updates of this moment."""
        return kind not in DEFAULT_OFF if self.allowed is None else kind in self.allowed

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember allowed_updates; an empty list means the default, unknown kinds are ignored as Telegram does."""
        known = frozenset(kind for kind in kinds if kind in KINDS)
        self.allowed = known or None

    def add(self, kind: str, payload: str, *, lane: str, now: float) -> Update:
        """Append an update of `kind` whose object is the JSON text `payload`."""
        update_id = self.next_id
        self.next_id += 1
        encoded = f'{{"update_id":{update_id},"{kind}":{payload}}}'
        update = Update(update_id, kind, encoded, now + LIFETIME.get(kind, DAY), lane)
        self.put(update)
        return update

    def put(self, update: Update) -> None:
        """Append an update as it is and wake whoever waits for it."""
        self._sequence += 1
        self.pending[self._sequence] = update
        self.recent.append(update)
        if self.listener is not None:
            self.listener(self._sequence, update)
        self.disturb("news")

    def repeat(self, updates: Iterable[Update]) -> None:
        """Deliver these once more although they may be confirmed, as a webhook's retries can."""
        for update in updates:
            if self.listener is None:
                self.again.append(update)
            else:
                self.put(update)
        self.disturb("news")

    def disturb(self, reason: Wake) -> None:
        """End the wait of the poller that waits now, if any."""
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(reason)

    def confirm(self, offset: int) -> None:
        """Forget everything before `offset`; a negative one keeps only the last -offset updates."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popitem(last=False)
            return
        while self.pending and next(iter(self.pending.values())).id < offset:
            self.pending.popitem(last=False)

    def drop_expired(self, now: float) -> None:
        """Forget what is older than its kind may get."""
        gone = [sequence for sequence, update in self.pending.items() if update.expires <= now]
        for sequence in gone:
            del self.pending[sequence]

    def batch(self, limit: int, now: float) -> list[Update]:
        """The oldest updates still alive, at most `limit` and 4 MB; they stay until confirmed."""
        chosen, self.again = self.again[:limit], self.again[limit:]
        size = 0
        expired: list[int] = []
        for sequence, update in self.pending.items():
            if update.expires <= now:
                expired.append(sequence)
                continue
            size += len(update.encoded)
            if len(chosen) == limit or (chosen and size > ANSWER_BYTES):
                break
            chosen.append(update)
        for sequence in expired:
            del self.pending[sequence]
        return chosen
