"""Exams: labelled messages by authors who knew the labels and the taxonomy, and neither corpus nor rules nor one another.

Those in `SEEN` were looked at afterwards: grammars of places, times, people and of several matters learned from them. Of those in `UNSEEN` only
the figures are known, so that they stay an honest measure; whoever has read one moves it to `SEEN` and asks somebody for another.
Labels and figures are those of `../shared/domain.md` section 7 and `score_parsing.py`; each message says besides whether its wording is
`ordinary`, or `indirect`: then it holds no trigger word of its leaf.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parsing.parse_report import parse_report
from parsing.report import Report

FOLDER = Path(__file__).parent / "exams"
SEEN, UNSEEN = (*"abcdefghijklmnopqrstuvwxyz", "ad", "ae", "plain", "plainb"), ("aa", "ab", "ac", "af", "ag", "plainc")
ENGLISH = ("english",)
"""Unseen too: kinds, leaves and gravity are labelled with care there, the rest only where it is sure."""
WORDINGS = ("ordinary", "indirect")
OPENED = {"incident", "multi"}
QUIET = {"chatter", "ack", "notice", "praise", "question"}
DOORS = {"building", "unit", "floor", "room"}
STREETS = {"road", "number", "compound"}
OF_MATTERS = frozenset({
    "kind", "incident recall", "incident precision", "false alarm", "follow-up recall", "leaf", "top category", "urgency", "emergency recall",
    "emergency overcall", "S2 recall",
})  # fmt: skip
"""Figures of what is told, and not of its places, times and people."""
Row = Callable[[str, float, str, int], None]
Label = Mapping[str, Any]
WANTED = {
    "kind": (0.92, 0.85), "incident recall": (0.97, 0.93), "incident precision": (0.95, 0.92), "false alarm": (-0.03, -0.05),
    "follow-up recall": (0.92, 0.85), "action": (0.85, 0.75), "leaf": (0.85, 0.70), "top category": (0.93, 0.82), "urgency": (0.90, 0.80),
    "emergency recall": (0.98, 0.90), "emergency overcall": (-0.03, -0.03), "S2 recall": (0.98, 0.85),
    "doors precision": (0.97, 0.97), "doors recall": (0.97, 0.97), "streets precision": (0.90, 0.90), "streets recall": (0.90, 0.90),
    "landmark precision": (0.70, 0.70), "landmark recall": (0.70, 0.70), "time precision": (0.90, 0.90), "time recall": (0.90, 0.90),
    "people precision": (0.90, 0.90), "people recall": (0.90, 0.90),
}  # fmt: skip
"""Figure → (least for ordinary wording, least for indirect); below zero: at most."""


@dataclass(slots=True)
class Marks:
    """How often each figure could be right, and was."""

    hit: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, *, right: bool) -> None:
        self.of[name] += 1
        self.hit[name] += right

    def share(self, name: str) -> float:
        """Of those that could be."""
        return self.hit[name] / self.of[name]

    def both(self, name: str, wanted: object, made: object) -> None:
        """Precision of what was found, recall of what is there."""
        if made:
            self.count(f"{name} precision", right=made == wanted)
        if wanted:
            self.count(f"{name} recall", right=made == wanted)


def labels(names: Iterable[str]) -> list[Label]:
    """The messages of these exams with their labels."""
    return [
        json.loads(line)
        for name in names
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf8").splitlines()
    ]


def mark(messages: Sequence[Label]) -> Marks:
    """What the parser makes of them."""
    marks = Marks()
    for label in messages:
        report = parse_report(label["text"], sender_role=label["sender_role"], chat_tier=label["chat_tier"])
        _mark_kind(marks, label, report)
        if label["kind"] != "multi":
            _mark_fields(marks, label, report)
        for wanted, made in _matters(label, report):
            _mark_matter(marks, wanted, made)
    return marks


def _mark_kind(marks: Marks, label: Label, report: Report) -> None:
    kind, is_open = label["kind"], report.kind in OPENED
    marks.count("kind", right=report.kind == kind)
    marks.count("action", right=report.expected_action == label["expected_action"])
    if is_open:
        marks.count("incident precision", right=kind in OPENED)
    if kind in OPENED:
        marks.count("incident recall", right=is_open)
    elif kind in QUIET:
        marks.count("false alarm", right=is_open)
    else:
        marks.count("follow-up recall", right=report.kind == kind)


def _matters(label: Label, report: Report) -> list[tuple[Label, Report | None]]:
    """Each incident of a message with what stands for it in the report."""
    made = list(report.items) or ([report] if report.kind in OPENED else [])
    pairs = []
    for wanted in [label] if label["kind"] == "incident" else label["items"] if label["kind"] == "multi" else []:
        if wanted.get("category"):
            fits = next((one for one in made if one.category == wanted["category"]), made[0] if made else None)
            if fits is not None:
                made.remove(fits)
            pairs.append((wanted, fits))
    return pairs


def _mark_matter(marks: Marks, wanted: Label, made: Report | None) -> None:
    leaf, urgency = (made.category or "", made.urgency) if made is not None else ("", None)
    marks.count("leaf", right=leaf == wanted["category"])
    marks.count("top category", right=leaf.split(".")[0] == wanted["category"].split(".")[0])
    marks.count("urgency", right=urgency == wanted["urgency"])
    if wanted["urgency"] == "emergency":
        marks.count("emergency recall", right=urgency == "emergency")
    else:
        marks.count("emergency overcall", right=urgency == "emergency")
    if wanted.get("sensitivity") == "S2":
        marks.count("S2 recall", right=made is not None and made.sensitivity == "S2")


def _mark_fields(marks: Marks, label: Label, report: Report) -> None:
    for part, made in report.location.as_json().items():
        name = "doors" if part in DOORS else "streets" if part in STREETS else "landmark"
        marks.both(name, _plain(label["location"].get(part)), _plain(made))
    marks.both("time", _plain(label["time_text"]), _plain(report.time_text))
    wanted = label["people_counts"] or {}
    for key in wanted.keys() | report.people_counts.keys():
        marks.both("people", wanted.get(key), report.people_counts.get(key))


def _plain(value: object) -> str:
    return str(value or "").strip().lower()


def score_exams(row: Row) -> None:
    """A row for each figure, seen and unseen, ordinary and indirect."""
    for title, names in (("seen", SEEN), ("unseen", UNSEEN), ("in English", ENGLISH)):
        for place, wording in enumerate(WORDINGS):
            marks = mark([label for label in labels(names) if label["wording"] == wording])
            for name, least in WANTED.items():
                if not marks.of[name] or (names is ENGLISH and name not in OF_MATTERS):
                    continue  # nothing of this wording could be so
                wanted = f">= {least[place]:g}" if least[place] > 0 else f"<= {-least[place]:g}"
                row(f"exams, {title}, {wording}: {name}", marks.share(name), wanted, marks.of[name])
