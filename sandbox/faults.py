"""What goes wrong on purpose: which call fails, how, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

KINDS = ("status", "html", "cut_before", "cut_after", "delay")
DESCRIPTIONS = {
    400: "Bad Request: message thread not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


@dataclass(slots=True, eq=False)
class Fault:
    """One rule. It fits calls by `method`, `chat_id` and `token`, where None fits all.

    It strikes `count` times (None: always), each time with `probability`.
    kind: "status" answers `status` with JSON, "html" with a page of a proxy, "cut_before" closes the connection before
    the deed, "cut_after" after it, "delay" waits `delay_ms` and lets the call go on.
    """

    id: int
    kind: str
    method: str | None = None
    chat_id: str | None = None
    token: str | None = None
    count: int | None = None
    probability: float = 1.0
    status: int = 500
    description: str | None = None
    retry_after: int | None = None
    parameters: dict[str, Any] | None = None
    delay_ms: int = 0
    hits: int = 0

    def fits(self, method: str, chat_id: str | None, token: str) -> bool:
        """Whether a call is one of those meant."""
        return (
            (self.count is None or self.hits < self.count)
            and (self.method is None or self.method == method)
            and (self.chat_id is None or self.chat_id == chat_id)
            and (self.token is None or self.token == token)
        )

    def envelope(self) -> dict[str, Any]:
        """The JSON of a "status" fault."""
        parameters = dict(self.parameters or {})
        if self.status == 429:
            parameters.setdefault("retry_after", self.retry_after or 3)
        text = self.description or DESCRIPTIONS.get(self.status, "Internal Server Error")
        body = {"ok": False, "error_code": self.status, "description": text.format_map(parameters)}
        return {**body, "parameters": parameters} if parameters else body


class Faults:
    """All rules, oldest first; the dice are seeded."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"faults {seed}")  # noqa: S311 - dice of a stage, seeded on purpose
        self._last = 0
        self.rules: list[Fault] = []

    def add(self, kind: str, **fields: Any) -> Fault:
        """A new rule; ValueError for a kind or a field that does not exist."""
        if kind not in KINDS:
            raise ValueError(f"a fault is one of {', '.join(KINDS)}")
        if fields.get("chat_id") is not None:
            fields["chat_id"] = str(fields["chat_id"])
        if fields.get("method") is not None:
            fields["method"] = str(fields["method"]).lower()
        self._last += 1
        try:
            fault = Fault(self._last, kind, **fields)
        except TypeError as error:
            raise ValueError(str(error)) from None
        self.rules.append(fault)
        return fault

    def clear(self, fault_id: int | None = None) -> None:
        """Remove one rule or all."""
        self.rules = [rule for rule in self.rules if fault_id is not None and rule.id != fault_id]

    def pick(self, method: str, chat_id: str | None, token: str) -> Fault | None:
        """The first rule that strikes this call; it counts as a hit."""
        for rule in self.rules:
            if rule.fits(method, chat_id, token) and (
                rule.probability >= 1.0 or self._random.random() < rule.probability
            ):
                rule.hits += 1
                return rule
        return None
