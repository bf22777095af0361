"""How a card tells of calls: who was called, until when they must check in and come, and when they did. Pure."""

from collections.abc import Sequence
from datetime import datetime

from incidents.calls import Call
from incidents.view import moment_words
from pyramid.whom import Whom
from texts.render import line

# Fields of departments that have a word in both languages; another is shown as the roster writes it.
FIELDS = frozenset(
    {
        *("fire", "police", "water", "power", "gas", "health", "emergency", "enforcement", "civil_affairs"),
        *("association", "justice", "labour", "housing"),
    }
)


def whom_words(whom: Whom, language: str) -> str:
    """A rung's holder in words: "社区", "街道调解员", "街道消防、派出所"."""
    if whom.role is None:
        return line(f"incident_tier.{whom.tier}", language)
    tier = line(f"call_tier.{whom.tier}", language)
    if not whom.fields:
        return line("call.post", language, tier=tier, role=line(f"incident_role.{whom.role}", language))
    fields = [line(f"call_field.{each}", language) if each in FIELDS else each for each in whom.fields]
    return line("call.field", language, tier=tier, field=line("call.and", language).join(fields))


def call_notes(calls: Sequence[Call], now: datetime, language: str) -> list[str]:
    """One line for each call, with its two steps."""
    return [_note(call, now, language) for call in calls]


def _note(call: Call, now: datetime, language: str) -> str:
    steps = [line("call.called", language, whom=whom_words(call.to, language), at=moment_words(call.at, language))]
    if call.checked_in_at is not None:
        steps.append(_at("checked_in", call.checked_in_at, language))
    elif call.in_by is not None:
        steps.append(line("call.late_in", language) if call.in_by <= now else _at("in_by", call.in_by, language))
    if call.came_at is not None:
        steps.append(_at("came", call.came_at, language))
    elif call.there_by is not None:
        steps.append(
            line("call.late_there", language) if call.there_by <= now else _at("there_by", call.there_by, language)
        )
    return "".join(steps)


def _at(step: str, moment: datetime, language: str) -> str:
    return line(f"call.{step}", language, at=moment_words(moment, language))
