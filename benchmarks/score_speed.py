"""How fast the parser reads: messages a second of CPU, the slowest ones, hard input, and the start."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from parsing.parse_report import parse_report

SHORT, LONG = 20, 40
Row = Callable[[str, float, str, int], None]


def score_speed(row: Row, messages: Sequence[str], chat: Sequence[str]) -> None:
    """Prints a row for each figure; of `messages` only those of 20 to 40 characters are read."""
    texts = [text for text in messages if SHORT <= len(text) <= LONG]
    for name, batch, rounds in (("messages of 20-40 characters", texts, 20), ("chat", chat, 1)):
        began = time.process_time()
        for _ in range(rounds):
            for text in batch:
                parse_report(text)
        spent = time.process_time() - began
        row(f"speed, {name}: a second of CPU", len(batch) * rounds / spent, ">= 5000", len(batch))
    each = sorted(spent_on(text) for text in texts * 5)
    row("speed: ms at the 99th percentile", each[int(len(each) * 0.99)], "<= 2", len(each))
    hard = [
        "1" * 4096,
        "3幢" * 2048,
        "着火了" * 1365,
        "从" * 4096,
        "1-1-" * 1024,
        "一二三四" * 1024,
        "电话1 " * 819,
        " " * 4096,
    ]
    row("speed: ms for 4,096 hard characters", max(spent_on(text) for text in hard), "<= 50", len(hard))
    started = subprocess.run(
        [sys.executable, "-c", "import time; t = time.process_time(); import parsing.parse_report; print(time.process_time() - t)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    row("speed: seconds to start", float(started.stdout), "<= 0.5", 1)


def spent_on(text: str) -> float:
    began = time.process_time()
    parse_report(text)
    return (time.process_time() - began) * 1000
