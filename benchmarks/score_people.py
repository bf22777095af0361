"""Of posts of a flood: where a number of people is written in the words, how often it is found, and found right."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from parsing.parse_report import parse_report

Row = Callable[[str, float, str, int], None]


def score_stated_people(row: Row, posts: Sequence[Mapping[str, Any]]) -> None:
    """Prints precision and recall. A number is right within the reader's bounds; "十几" (ten at least) is no more than the lower one."""
    stated = [post for post in posts if post["people_how"] == "stated"]
    told = [(post, counts) for post in stated if (counts := parse_report(post["text"]).people_counts)]
    right = sum(is_right(counts, post["people_low"], post["people_high"]) for post, counts in told)
    if stated:
        row("henan_fields: stated people, precision", right / max(1, len(told)), ">= 0.95", len(told))
        row("henan_fields: stated people, recall", right / len(stated), "", len(stated))


def is_right(counts: Mapping[str, int], low: int, high: int) -> bool:
    """Whether one of the counts, or all of them together, lies within the bounds."""
    if any(low <= value <= high for value in (*counts.values(), sum(counts.values()))):
        return True
    return any(name.endswith("_min") and value <= low for name, value in counts.items())
