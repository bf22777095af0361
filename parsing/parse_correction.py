"""Somebody says what was misunderstood: read for what it is, however short the answer is. Pure."""

import re
from dataclasses import replace
from datetime import datetime

from parsing.meant_words import meant_words
from parsing.parse_report import parse_report
from parsing.report import LOCATION_PARTS, Report

_SAID_OUT = (
    "{}",
    "{}了",
    "{}坏了",
    "1幢{}了",
)  # a mere word ("停电", "电梯") is read as somebody would have told of it
_BETWEEN = re.compile(r"[\W\d_]|在|到|就|地点|位置|应该|\b(?:at|in|is|it)\b", re.IGNORECASE)


def parse_correction(words: str, *, sender_role: str, at: datetime) -> Report:
    """What is meant; a kind is named only by words that are more than a place."""

    def read(text: str) -> Report:
        return parse_report(text, sender_role=sender_role, at=at)

    meant = meant_words(words)
    plain = read(meant)
    if plain.location.is_empty and any(sign.isdigit() for sign in meant):
        plain = replace(plain, location=read(f"应该是{meant}").location)  # a mere number needs a sentence around it
    left = _besides_place(plain, meant)
    if not _BETWEEN.sub("", left):
        return replace(plain, category=None, urgency=None, kind="status_update")
    if plain.category is not None or any(sign.isdigit() for sign in left):
        return plain
    readings = (read(said.format(left)) for said in _SAID_OUT)
    found = next((each for each in readings if each.category is not None), None)
    return plain if found is None else replace(found, location=plain.location)


def _besides_place(report: Report, words: str) -> str:
    """What is said but where."""
    spans = [span for part, span in report.evidence.items() if part in LOCATION_PARTS]
    left = "".join(sign for at, sign in enumerate(words) if not any(start <= at < end for start, end in spans))
    return left.strip(" ，,。.；;、")
