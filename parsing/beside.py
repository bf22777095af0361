"""A matter told beside something that is none: a thank-you, a question, news of an older matter. Pure.

What a joining word (对了, 另外, 顺便说一下) or a number in a list parts is read part by part, each as if it stood alone. Several new
matters are the work of `items.py`; here the message as a whole is none, or another part than the whole is the one that tells of it.
"""

from collections.abc import Callable
from dataclasses import replace

from parsing.normalise import normalise
from parsing.report import Report
from parsing.signs import signs_of
from parsing.split import MAY_COUNT, MAY_JOIN, Tie, cut

Read = Callable[[str], Report]
_ANSWERED = frozenset({"question", "status_update"})
"""What somebody does something about beside the new matter; a thank-you or a joke is not kept."""
_TALK = frozenset({"chatter", "ack", "praise"})
_SHORTEST = 4
_SURE = 0.4
"""A part that is less surely a new matter goes on about what was told before it."""


def told_beside(text: str, whole: Report, read: Read) -> Report:
    """What the raw `text` tells, of which `whole` is the reading as one; `read` reads a stretch of it alone."""
    if whole.items or whole.kind == "notice" or (MAY_JOIN | MAY_COUNT).isdisjoint(signs_of(text)):
        return whole
    where = cut(normalise(text))
    marks = [mark for mark in where.marks if mark[2] is not Tie.LOOSE or whole.kind in _TALK]
    if not marks:
        return whole
    first, starts, ends = marks[0][0], [end for _, end, _ in marks], [start for start, _, _ in marks[1:]]
    head = _part(text, where.begin, first, read)
    if where.tie is not Tie.LISTED and head is not None and _is_new(head):
        return whole  # several matters, or one and what is said of it
    rest = [_part(text, start, end, read) for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return _as_one(whole, [part for part in (head, *rest) if part is not None and _matters(part)])


def _part(text: str, start: int, end: int, read: Read) -> Report | None:
    """One part as an item, its spans counted from the start of the message; None where nearly nothing is said."""
    words = text[start:end].strip()
    if len(words) < _SHORTEST:
        return None
    told = read(text[start:end])
    evidence = {name: (at + start, to + start) for name, (at, to) in told.evidence.items()}
    return replace(told, span=(start, end), words=words, evidence=evidence)


def _is_new(part: Report) -> bool:
    return part.kind == "incident" and part.confidence >= _SURE


def _matters(part: Report) -> bool:
    return _is_new(part) or part.kind in _ANSWERED


def _as_one(whole: Report, parts: list[Report]) -> Report:
    """The parts that matter as one report: the only one itself, several as items; `whole` where none of them is new."""
    new = [part for part in parts if _is_new(part)]
    if not new or (whole.kind == "incident" and len(new) == len(parts) > 1):
        return whole
    if len(parts) == 1:
        only = parts[0]
        return replace(
            only, span=None, words=None, contact_masked=whole.contact_masked or only.contact_masked,
            pii=tuple(dict.fromkeys((*whole.pii, *only.pii))),
        )  # fmt: skip
    return replace(
        whole, kind="multi", category=None, urgency=None, expected_action="split", refers_to=None, items=tuple(parts),
        sensitivity=max(whole.sensitivity, *(part.sensitivity for part in parts)),
        confidence=min(part.confidence for part in new),
    )  # fmt: skip
