"""Several matters in one message: each part becomes a report of its own. Pure."""

from parsing.action import action_for_incident
from parsing.category import Matter, find_matter
from parsing.danger import find_danger
from parsing.features import see
from parsing.leaves import LEAVES
from parsing.moment import find_moment
from parsing.people import find_people
from parsing.place import find_place
from parsing.privacy import sensitivity_of
from parsing.reading import read
from parsing.report import Report
from parsing.scan import scan
from parsing.split import split_clauses, split_matters
from parsing.urgency import urgency_of

_SEVERAL = 2
_MOST_ITEMS = 12
_PART_TOLD = 0.3
_PART_HINTED = 0.1
_OWN_MATTER = 0.5
_SURE_MATTER = 0.8
_CAUSES = frozenset({"utility.power_outage"})


def find_items(
    text: str, plain: str, hits: list[tuple[str, int, int]], *, role: str, chat_tier: str
) -> tuple[Report, ...]:
    """The matters of one incident message, each with its own words, place and leaf; empty when there is only one.

    `text` as typed, `plain` normalised, `hits` the leaves' words found in it. Spans count from the start of the message.
    """
    parts = split_matters(plain)
    if len(parts) < _SEVERAL:
        parts = _told_side_by_side(plain, hits)
    else:
        parts = [own for part in parts for own in _told_apart(plain, part)]
    if len(parts) < _SEVERAL:
        return ()
    told = []
    for part in parts[:_MOST_ITEMS]:
        words = plain[part[0] : part[1]]
        seen = see(words)
        reading = read(words)
        matter = find_matter(reading, seen.danger, seen.found.words)
        chance = reading.kinds(seen.flags)["incident"]
        if chance > _PART_TOLD or matter.danger or (matter.span is not None and chance > _PART_HINTED):
            told.append((part, matter))
    if len(told) < _SEVERAL:
        return ()
    return tuple(_item(text, plain, part, matter, role=role, chat_tier=chat_tier) for part, matter in told)


def _item(text: str, plain: str, part: tuple[int, int], matter: Matter, *, role: str, chat_tier: str) -> Report:
    words, raw = plain[part[0] : part[1]], text[part[0] : part[1]]
    place = find_place(words, raw)
    people, crowd, _ = find_people(words, matter.category)
    urgency = urgency_of(matter.category, words, matter)
    sensitivity = sensitivity_of("incident", matter.category, matter, (), (), text=words)
    spans = find_moment(words, "incident")
    return Report(
        kind="incident",
        category=matter.category,
        urgency=urgency,
        sensitivity=sensitivity,
        location=place.location,
        time_text=";".join(raw[start:end] for start, end in spans) or None,
        people_counts=people,
        people_text=raw[crowd[0] : crowd[1]] if crowd is not None else None,
        expected_action=action_for_incident(
            words,
            category=matter.category,
            urgency=urgency,
            sensitivity=sensitivity,
            location=place.location,
            chat_tier=chat_tier,
            pii=(),
            role=role,
        ),
        span=part,
        words=raw,
        confidence=matter.confidence,
        evidence={name: (start + part[0], end + part[0]) for name, (start, end) in place.evidence.items()},
    )


def _told_apart(plain: str, part: tuple[int, int]) -> list[tuple[int, int]]:
    """One part of a list, or the several matters that stand in it side by side."""
    words = plain[part[0] : part[1]]
    several = _told_side_by_side(words, scan(words).words)
    if len(several) < _SEVERAL:
        return [part]
    return [(part[0] + start, part[0] + end) for start, end in several]


def _told_side_by_side(plain: str, hits: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Clauses that tell of different matters though nothing lists them: each is sure of a leaf of its own.

    A known word must name the first; the others may be told in any words, but of another branch or of another spot.
    """
    if not hits or find_danger(plain) is not None:
        return []
    clauses = split_clauses(plain)
    if len(clauses) < _SEVERAL:
        return []
    parts: list[tuple[int, int]] = []
    leaves: set[str] = set()
    tops: set[str] = set()
    for start, end in clauses:
        words = plain[start:end]
        seen = see(words)
        reading = read(words)
        matter = find_matter(reading, None, seen.found.words)
        leaf = LEAVES[matter.category]
        named = any(slug == matter.category for slug, _, _ in seen.found.words)
        if leaf.urgency == "emergency" and matter.confidence > _OWN_MATTER:
            return []  # what else is told beside a life at risk belongs to it
        chance = reading.kinds(seen.flags)["incident"]
        sure = matter.confidence > (_OWN_MATTER if named else _SURE_MATTER) and chance > (
            _PART_TOLD if named else _OWN_MATTER
        )
        own = sure and matter.category not in leaves and (leaf.top not in tops or (named and seen.placed))
        if sure and (leaf.top == "dispute" or matter.category in _CAUSES):
            return []  # what comes of an outage, or what a quarrel is about, is no matter of its own
        if own and (parts or named):
            leaves.add(matter.category)
            tops.add(leaf.top)
            parts.append((start, end))
        elif parts:
            parts[-1] = (parts[-1][0], end)
    return parts
