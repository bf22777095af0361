"""What one message was understood to say. Pure data."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Location:
    """Where, as far as the words say it. Buildings, units, floors and rooms are digits; the rest stands as written."""

    compound: str | None = None
    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    road: str | None = None
    number: str | None = None
    landmark: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """All eight keys, absent ones as None."""
        return {part: getattr(self, part) for part in LOCATION_PARTS}

    @property
    def is_empty(self) -> bool:
        """True when the words name no place at all."""
        return all(getattr(self, part) is None for part in LOCATION_PARTS)


LOCATION_PARTS = ("compound", "building", "unit", "floor", "room", "road", "number", "landmark")
NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Report:
    """One message, read. `evidence` maps a field to [start, end) in code points of the raw text."""

    kind: str
    category: str | None = None
    urgency: str | None = None
    sensitivity: str = "S0"
    location: Location = NOWHERE
    time_text: str | None = None
    time_from: datetime | None = None
    time_to: datetime | None = None
    people_counts: dict[str, int] = field(default_factory=dict)
    people_text: str | None = None
    contact_masked: str | None = None
    expected_action: str = "ignore"
    refers_to: str | None = None
    pii: tuple[str, ...] = ()
    items: tuple["Report", ...] = ()
    span: tuple[int, int] | None = None
    words: str | None = None
    confidence: float = 0.0
    evidence: dict[str, tuple[int, int]] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The keys of the `parse` command's answer; an item also carries its own words as `span`."""
        answer: dict[str, object] = {
            "kind": self.kind,
            "category": self.category,
            "urgency": self.urgency,
            "sensitivity": self.sensitivity,
            "location": self.location.as_json(),
            "time_text": self.time_text,
            "time": {"from": _iso(self.time_from), "to": _iso(self.time_to)},
            "people_counts": dict(self.people_counts),
            "people_text": self.people_text,
            "contact_masked": self.contact_masked,
            "expected_action": self.expected_action,
            "refers_to": self.refers_to,
            "pii": list(self.pii),
            "items": [item.as_json() for item in self.items],
            "confidence": round(self.confidence, 3),
            "evidence": {name: list(span) for name, span in self.evidence.items()},
        }
        if self.words is not None:
            answer["span"] = self.words
        return answer


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
