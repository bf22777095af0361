"""What a group has taught is heeded while its words are read. Pure; an emergency never asks."""

from dataclasses import replace

from models.kinds import Urgency
from parsing.leaves import LEAVES
from parsing.report import Report
from pyramid.habits import Habits, is_taught_away, taught_leaf


def clue_of(report: Report, words: str) -> str:
    """The word that decided the leaf, as it stands in the words; empty when none can be named."""
    span = report.evidence.get("category")
    return words[span[0] : span[1]].strip() if span is not None else ""


def heed_habits(report: Report, words: str, habits: Habits | None) -> Report | None:
    """The report as this group means it; None if it has said often enough that such words are no incident there.

    Left alone: emergencies, restricted matters, and what names a place when it would be silenced. A correction raises the
    urgency where the right leaf asks for it and never lowers it.
    """
    leaf, word = report.category, clue_of(report, words)
    if not habits or leaf is None or not word or report.sensitivity == "S2":
        return report
    if Urgency.EMERGENCY in {report.urgency, LEAVES[leaf].urgency if leaf in LEAVES else None}:
        return report
    if report.location.is_empty and is_taught_away(habits, leaf, word):
        return None
    right = taught_leaf(habits, leaf, word)
    if right is None or right not in LEAVES:
        return report
    known = [Urgency(said) for said in (report.urgency, LEAVES[right].urgency) if said]
    urgency = min(known, key=lambda each: each.severity).value
    sensitivity = max(report.sensitivity, LEAVES[right].sensitivity)
    return replace(report, category=right, urgency=urgency, sensitivity=sensitivity)
