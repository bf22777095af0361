"""Brief messages: the least that somebody types who has something to report, and what he types in fright.

Their authors knew the leaves and a page of rules, and neither corpus nor patterns nor one another. `bare`: three to twelve signs and a leaf;
`grave`: life at risk now in at most eighteen signs. Beside each stand harmless ones of the same nouns and verbs. Of those in `UNSEEN` only
the figures are known (decision 31); `SEEN` were read, and rules were made from them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from parsing.doubt import ASK_IF_DANGER
from parsing.parse_report import parse_report

FOLDER = Path(__file__).parent / "brief"
SEEN, UNSEEN = ("bare_a", "grave_a", "grave_b", "grave_e"), ("bare_b", "bare_c", "grave_c", "grave_d")
OPENED = frozenset({"incident", "multi"})
WANTED = {
    "bare: heard": 0.93,
    "bare: leaf": 0.90,
    "bare: opened of what is none": -0.03,
    "grave: heard": 0.93,
    "grave: heard or asked about": 0.95,
    "grave: an emergency": 0.90,
    "grave: harmless, taken for one": -0.03,
    "grave: harmless, asked about": -0.05,
}
"""Figure → least; below zero: at most. No issue sets these: they are what its users would expect."""
Row = Callable[[str, float, str, int], None]


def shares(names: Sequence[str]) -> Mapping[str, tuple[float, int]]:
    """Each figure of `WANTED` over the files of these names, and of how many."""
    found: dict[str, list[bool]] = {name: [] for name in WANTED}
    for name in names:
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
            label = json.loads(line)
            report = parse_report(label["text"])
            is_heard = report.kind in OPENED
            is_grave = "emergency" in {report.urgency, *(item.urgency for item in report.items)}
            is_asked = report.expected_action == ASK_IF_DANGER
            is_one, is_bare = label["kind"] == "incident", name.startswith("bare")
            if is_bare and is_one:
                right = {"bare: heard": is_heard, "bare: leaf": is_heard and report.category == label["category"]}
            elif is_bare:
                right = {"bare: opened of what is none": is_heard}
            elif is_one:
                right = {
                    "grave: heard": is_heard,
                    "grave: heard or asked about": is_heard or is_asked,
                    "grave: an emergency": is_grave,
                }
            else:
                right = {"grave: harmless, taken for one": is_grave, "grave: harmless, asked about": is_asked}
            for figure, share in right.items():
                found[figure].append(share)
    return {figure: (sum(each) / len(each), len(each)) for figure, each in found.items() if each}


def score_brief(row: Row) -> None:
    """A row for each figure, seen and unseen."""
    for title, names in (("seen", SEEN), ("unseen", UNSEEN)):
        for figure, (share, count) in shares(names).items():
            least = WANTED[figure]
            row(f"brief, {title}, {figure}", share, f">= {least:g}" if least > 0 else f"<= {-least:g}", count)
