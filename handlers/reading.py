"""The words as the parser understands them, given who speaks where. Pure."""

from datetime import datetime

from aiogram.types import Message

from handlers.arrival import Arrival
from parsing.parse_once import parse_once
from parsing.report import Report


def read(words: str, arrival: Arrival, at: datetime) -> Report:
    """`at` is when they were said; in private the tier is "dm"."""
    hats = arrival.speaker.hats
    tier = arrival.unit.tier.value if arrival.unit is not None else "dm"
    return parse_once(words, sender_role=hats[0].role.value if hats else "resident", chat_tier=tier, at=at)


def is_cry_for_help(words: str, arrival: Arrival, message: Message) -> bool:
    """Whether somebody who was asked something else cries for help: that is no answer but a matter of its own."""
    report = read(words, arrival, arrival.moment(message.date))
    return report.kind == "incident" and report.urgency == "emergency"
