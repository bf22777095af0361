"""Several matters in one message: each part becomes a report of its own. Pure."""

import re
from itertools import combinations

from parsing.action import action_for_incident
from parsing.category import Matter, find_matter, likeliest_leaf
from parsing.danger import Danger, find_danger
from parsing.features import see
from parsing.kind import is_placed
from parsing.leaves import LEAVES
from parsing.moment import find_moment
from parsing.people import find_people
from parsing.place import find_place
from parsing.privacy import sensitivity_of
from parsing.reader import Reading
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

_GOES_ON = re.compile(
    r"(?:已经|足足|整整|一直|到现在|[都就也还又])*(?:[\d一二两三四五六七八九十几半多]+个?(?:晚上?|早上|[上下]午|[夜天月年]|小时|钟头|星期|礼拜)多?)?"
    r"(?:一直|[了都也还就])*[没不]?(?:消停|[停歇断完好])?[了过]?"
)


def find_items(
    text: str, plain: str, hits: list[tuple[str, int, int]], danger: Danger | None, *, role: str, chat_tier: str
) -> tuple[Report, ...]:
    """The matters of one incident message, each with its own words, place and leaf; empty when there is only one.

    `text` as typed, `plain` normalised, `hits` the leaves' words and `danger` the danger found in it. Spans count from the start of the message.
    """
    parts = split_matters(plain)
    if len(parts) < _SEVERAL:
        parts = _told_side_by_side(plain, hits) if danger is None else []
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
    several = _told_side_by_side(words, scan(words).words) if find_danger(words) is None else []
    if len(several) < _SEVERAL:
        return [part]
    return [(part[0] + start, part[0] + end) for start, end in several]


def _told_side_by_side(plain: str, hits: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Clauses of a text without danger that tell of different matters though nothing lists them: each is sure of a leaf of its own.

    A known word must name the first; the others may be told in any words, but of another branch or of another spot.
    """
    if not hits:
        return []
    clauses = [_Clause(plain, start, end, hits) for start, end in split_clauses(plain)]
    if not _may_be_several(clauses):
        return []
    parts: list[tuple[int, int]] = []
    leaves: set[str] = set()
    tops: set[str] = set()
    for clause in clauses:
        category, confidence = clause.matter
        leaf = LEAVES[category]
        if leaf.urgency == "emergency" and confidence > _OWN_MATTER:
            return []  # what else is told beside a life at risk belongs to it
        sure = clause.is_sure
        if sure and (leaf.top == "dispute" or category in _CAUSES):
            return []  # what comes of an outage, or what a quarrel is about, is no matter of its own
        own = sure and category not in leaves and (leaf.top not in tops or (clause.is_named and clause.is_placed))
        if own and (parts or clause.is_named):
            leaves.add(category)
            tops.add(leaf.top)
            parts.append((clause.start, clause.end))
        elif parts:
            parts[-1] = (parts[-1][0], clause.end)
    return parts


def _may_be_several(clauses: "list[_Clause]") -> bool:
    """False when no clause that a known word names is followed by one of another leaf: a look that spares the closer ones."""
    return any(
        before.is_touched
        and after.is_likely
        and before.is_likely
        and before.is_named
        and before.matter[0] != after.matter[0]
        for before, after in combinations(clauses, 2)
    )


class _Clause:
    """One clause of a message, of which `hits` are the leaves' words. It is read when it is first asked what it tells."""

    def __init__(self, plain: str, start: int, end: int, hits: list[tuple[str, int, int]]) -> None:
        self.start, self.end = start, end
        self.is_touched = any(first < end and start < last for _, first, last in hits)
        """False where no leaf's word can be found in the clause."""
        self._words = plain[start:end]
        self._reading: Reading | None = None
        self._matter: tuple[str, float] | None = None
        self._named: list[tuple[str, int, int]] = []

    def _read(self) -> Reading:
        if self._reading is None:
            self._reading = read(self._words)
        return self._reading

    @property
    def matter(self) -> tuple[str, float]:
        """(leaf, confidence) of what the clause tells."""
        if self._matter is None:
            if self.is_touched:
                self._named = scan(self._words).words
            self._matter = likeliest_leaf(self._read(), self._named)
        return self._matter

    @property
    def is_named(self) -> bool:
        """Whether a known word names what it tells."""
        category, _ = self.matter
        return any(slug == category for slug, _, _ in self._named)

    @property
    def is_likely(self) -> bool:
        """Whether its leaf is clear. Words that only say how long something lasts are about what was told before."""
        if _GOES_ON.fullmatch(self._words.strip()):
            return False
        if not self.is_touched and self._read().lead() < _SURE_MATTER:
            return False
        return self.matter[1] > (_OWN_MATTER if self.is_named else _SURE_MATTER)

    @property
    def is_sure(self) -> bool:
        """Whether it surely tells something by itself."""
        if not self.is_likely:
            return False
        chance = self._read().kinds(see(self._words).flags)["incident"]
        return chance > (_PART_TOLD if self.is_named else _OWN_MATTER)

    @property
    def is_placed(self) -> bool:
        """Whether it speaks of a spot."""
        return is_placed(self._words)
