"""Body of the `parse` command: JSON lines in, JSON lines out, in the same order. Pure."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from parsing.parse_report import parse_report


def parse_lines(lines: Iterable[str]) -> Iterator[str]:
    """One answer a line; a malformed line gives `{"error": …, "line": N}` and the run goes on. Empty lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = _answer(line.removeprefix("\ufeff"))  # some editors begin a file with this mark
        except (ValueError, TypeError) as reason:
            answer = {"error": str(reason), "line": number}
        yield json.dumps(answer, ensure_ascii=False)


def _answer(line: str) -> dict[str, object]:
    asked = json.loads(line)
    if not isinstance(asked, dict):
        raise TypeError("a line must be a JSON object")
    text = asked.get("text")
    if not isinstance(text, str):
        raise TypeError('"text" must be a string')
    role, tier, at = asked.get("sender_role") or "resident", asked.get("chat_tier") or "micro_grid", asked.get("at")
    if not isinstance(role, str) or not isinstance(tier, str):
        raise TypeError('"sender_role" and "chat_tier" must be strings')
    if at is not None and not isinstance(at, str):
        raise TypeError('"at" must be an ISO 8601 string')
    answer = parse_report(
        text, sender_role=role, chat_tier=tier, at=datetime.fromisoformat(at) if at else None
    ).as_json()
    return {"id": asked["id"], **answer} if "id" in asked else answer
