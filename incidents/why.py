"""The answer to 为什么是我, in at most 200 characters. Pure."""

from dataclasses import dataclass
from datetime import datetime

from incidents.call_notes import whom_words
from incidents.view import moment_words
from models.kinds import OPEN_STATES, IncidentState, Tier, Urgency
from pyramid.whom import Whom
from texts.render import line

LONGEST = 200  # what Telegram shows in an alert
NAME_SHOWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What the answer is made of. `next_at` None: it climbs no further as things stand."""

    number: str
    unit: str
    owner: str
    urgency: Urgency
    state: IncidentState
    limit_from: str
    due_at: datetime | None
    is_taken: bool
    climbed_to: Tier | None
    next_at: datetime | None
    next_to: Whom
    is_restricted: bool = False
    is_checking: bool = False


def why(facts: Why, language: str) -> str:
    """Rule, unit, deadline, how it stands, and what happens if nobody acts."""
    if facts.is_restricted:
        return line("incident_why.restricted", language, number=facts.number)
    pieces = [
        line(
            "incident_why.base",
            language,
            number=facts.number,
            unit=facts.unit[:NAME_SHOWN],
            owner=facts.owner[:NAME_SHOWN],
            urgency=line(f"incident_urgency.{facts.urgency}", language),
        ),
        *_state(facts, language),
    ]
    return (" " if language.startswith("en") else "").join(pieces)[:LONGEST]


def why_line(facts: Why, language: str) -> str:
    """The same in one line of a list: whose it is, until when by which rule, and what happens if nobody acts."""
    pieces = [
        *_due(facts, language),
        line("incident_why.checking", language) if facts.is_checking else _next(facts, language),
    ]
    told = (" " if language.startswith("en") else "").join(pieces)
    return line("climb_why.one", language, number=facts.number, owner=facts.owner[:NAME_SHOWN], told=told)


def _state(facts: Why, language: str) -> list[str]:
    if facts.state not in OPEN_STATES:
        return [line("incident_why.done", language)]
    pieces = _due(facts, language)
    if facts.is_checking:
        return [*pieces, line("incident_why.checking", language)]
    pieces.append(line("incident_why.taken" if facts.is_taken else "incident_why.open", language))
    if facts.climbed_to is not None:
        tier = line(f"incident_tier.{facts.climbed_to}", language)
        pieces.append(line("incident_why.climbed", language, tier=tier))
    return [*pieces, _next(facts, language)]


def _due(facts: Why, language: str) -> list[str]:
    if facts.due_at is None:
        return []
    rule = line(f"incident_limit.{facts.limit_from}", language)
    return [line("incident_why.due", language, rule=rule, due=moment_words(facts.due_at, language))]


def _next(facts: Why, language: str) -> str:
    tier = whom_words(facts.next_to, language)
    if facts.next_at is None:
        return line("incident_why.last", language, tier=tier)
    return line("incident_why.next", language, at=moment_words(facts.next_at, language), tier=tier)
