"""How the parser reads the tenth of its own corpus that models trained on the other nine tenths have never seen.

Training needs scikit-learn (`make train` installs it); without it this part is left out and said to be.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from parsing import reading
from parsing.corpus import Sentence, is_held_out, read_corpus
from parsing.leaves import LEAVES
from parsing.parse_report import parse_report
from parsing.reader import Reader
from parsing.report import Report
from parsing.train import train

OPENED = {"incident", "multi"}
QUIET = {"chatter", "ack", "notice", "praise", "question"}
SURE = 0.9
FORTY = 40
"""English is served for the commonest leaves only."""
Row = Callable[[str, float, str, int], None]


def score_held_out(row: Row, folder: Path | None = None) -> None:
    """Trains on nine tenths (or takes the models in `folder`) and prints a row for each figure of the last tenth."""
    if folder is None and find_spec("sklearn") is None:
        print("held-out tenth: not measured, training it needs scikit-learn (run: make train)")
        return
    sentences = read_corpus()
    aside = [sentence for sentence in sentences if is_held_out(sentence)]
    with tempfile.TemporaryDirectory() as made:
        if folder is None:
            folder = Path(made)
            train([sentence for sentence in sentences if not is_held_out(sentence)], folder)
        shipped, reading.READER = reading.READER, Reader(folder)
    try:
        told = [(sentence, parse_report(sentence.text.lstrip("~"))) for sentence in aside]
    finally:
        reading.READER = shipped
    _tell(row, "held-out tenth", told, WANTED)
    often = {label for label, _ in Counter(s.label for s in sentences if s.kind == "incident").most_common(FORTY)}
    english = [(s, report) for s, report in told if s.text.isascii() and (s.kind != "incident" or s.label in often)]
    _tell(row, "held-out, English", english, dict.fromkeys(("kind", "incident recall", "false alarm", "leaf"), ""))


def _tell(row: Row, title: str, read: list[tuple[Sentence, Report]], wanted: dict[str, str]) -> None:
    hit: Counter[str] = Counter()
    of: Counter[str] = Counter()

    def count(name: str, *, right: bool) -> None:
        of[name] += 1
        hit[name] += right

    for sentence, report in read:
        opened = report.kind in OPENED
        right = report.kind == sentence.kind or (report.kind == "multi" and sentence.kind == "incident")
        count("kind", right=right)
        if opened:
            count("incident precision", right=sentence.kind == "incident")
        if sentence.kind == "incident":
            _count_incident(count, sentence.label, report, opened=opened)
        else:
            _count_talk(count, sentence, report, opened=opened)
        if report.confidence >= SURE:
            leaf = sentence.kind != "incident" or report.category == sentence.label
            count("right of what is said with 0.9", right=right and leaf)
    for name, target in wanted.items():
        if of[name]:
            row(f"{title}: {name}", hit[name] / of[name], target, of[name])


WANTED = {"kind": ">= 0.85", "incident recall": ">= 0.93", "incident precision": ">= 0.92", "false alarm": "<= 0.05",
              "follow-up recall": ">= 0.85", "follow-up action": ">= 0.75", "leaf": ">= 0.70", "top category": ">= 0.82",
              "urgency": ">= 0.80", "emergency recall": ">= 0.90", "emergency overcall": "<= 0.03", "S2 recall": ">= 0.85",
              "right of what is said with 0.9": ">= 0.90"}  # fmt: skip


def _count_talk(count: Callable[..., None], sentence: Sentence, report: Report, *, opened: bool) -> None:
    if sentence.kind == "status_update":
        count("follow-up recall", right=report.kind == "status_update")
        if "." in sentence.label:
            count("follow-up action", right=report.expected_action == sentence.label.split(".")[1])
    elif sentence.kind in QUIET:
        count("false alarm", right=opened)


def _count_incident(count: Callable[..., None], label: str, report: Report, *, opened: bool) -> None:
    leaf = LEAVES[label]
    count("incident recall", right=opened)
    count("leaf", right=report.category == label)
    count("top category", right=(report.category or "").split(".")[0] == leaf.top)
    count("urgency", right=report.urgency == leaf.urgency)
    if leaf.urgency == "emergency":
        count("emergency recall", right=report.urgency == "emergency")
    elif opened:
        count("emergency overcall", right=report.urgency == "emergency")
    if leaf.sensitivity == "S2":
        count("S2 recall", right=report.sensitivity == "S2")
