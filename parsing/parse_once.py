"""A message that was just read is not read again: it is heard first, and then handled. Pure."""

from datetime import datetime
from functools import lru_cache

from parsing.parse_report import dated, parse_report
from parsing.report import Report

_LATELY = 1024
"""Reports that are kept, in some 2 megabytes: more messages than wait between both in a burst."""


def parse_once(
    text: str, *, sender_role: str = "resident", chat_tier: str = "micro_grid", at: datetime | None = None
) -> Report:
    """What `parse_report` answers, from memory if the same words were said by the same role in the same tier lately. Do not alter it."""
    report = _read(text, sender_role, chat_tier)
    return report if at is None else dated(report, at)


@lru_cache(maxsize=_LATELY)
def _read(text: str, sender_role: str, chat_tier: str) -> Report:
    return parse_report(text, sender_role=sender_role, chat_tier=chat_tier)
