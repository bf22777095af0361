"""What was said on the wire: every call and every update, as JSON lines; bounded, and optional."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

KEPT = 20_000


class Transcript:
    """The last `limit` records. Lines are put together only when somebody reads them."""

    def __init__(self, *, enabled: bool = True, limit: int = KEPT) -> None:
        self.enabled = enabled
        self._records: deque[tuple[float, int, str, Any, int, str]] = deque(maxlen=limit)

    def call(self, ts: float, bot_id: int, method: str, params: dict[str, Any], *, status: int, body: str) -> None:
        """A call and its answer; `body` is JSON, or empty when the bot got none."""
        if self.enabled:
            self._records.append((ts, bot_id, method, params, status, body))

    def update(self, ts: float, bot_id: int, encoded: str) -> None:
        """An update at the moment it was created."""
        if self.enabled:
            self._records.append((ts, bot_id, "", None, 0, encoded))

    def clear(self) -> None:
        """Forget all."""
        self._records.clear()

    def resize(self, limit: int) -> None:
        """Keep at most `limit` records from now on."""
        self._records = deque(self._records, maxlen=limit)

    def lines(self) -> Iterator[str]:
        """JSON lines: {"method","params","ts","status","response","bot"} and {"update","ts","bot"}."""
        for ts, bot_id, method, params, status, body in list(self._records):
            if not method:
                yield f'{{"update":{body},"ts":{ts:.3f},"bot":{bot_id}}}'
                continue
            name, given = json.dumps(method), json.dumps(params, ensure_ascii=False)
            response = f',"status":{status},"response":{body}' if body else ""
            yield f'{{"method":{name},"params":{given},"ts":{ts:.3f},"bot":{bot_id}{response}}}'
