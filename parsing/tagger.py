"""A linear tagger: the one stretch of a text that marked messages taught it to find. Pure but for reading a file once.

Whatever stands within `REACH` places of a sign votes on whether the stretch begins there, goes on there, or neither: signs and
pairs of signs, and the marks of what is known already. A name's votes for the places around it lie side by side in lanes of 16 bits of
one big number, so that a text is tagged by as many additions as it has names.
"""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import add
from pathlib import Path

Span = tuple[int, int]
REACH = 4
"""So many places to either side are voted on."""
PLACES = 2 * REACH + 1
LABELS = 2
"""A stretch begins here; it goes on here."""
_LANE = 16
_STEP = _LANE * LABELS
UNSEEN = 1 << (_LANE - 1)
"""What a lane holds on which nobody voted, so that none is below 0."""
_EMPTY = UNSEEN.to_bytes(2, "little")
_ROW = PLACES * LABELS
_ZERO = 128
"""The byte that stands for no vote."""
_SHIFT = int.from_bytes(_ZERO.to_bytes(2, "little") * _ROW, "little")
_NOTHING = repeat(0)
_LONGEST = 400
"""Signs of a text that are looked at: further down a letter names no spot of its own."""
_PLAIN = re.compile(r"\d|\s|[。!;:、.…~]|\?(?=.)")
"""Signs of which many are alike: digits, blanks, pauses; not a question mark at the very end."""
_NAMES_END = b"\0"


@dataclass(frozen=True, slots=True)
class Steps:
    """What it adds to begin a stretch with a text or within one, to go on behind its first sign, to go on, and to end it behind its first sign or later."""

    begin_of_all: int
    begin: int
    second: int
    on: int
    end_at_once: int
    end: int


def names_in(text: str, marks: Mapping[int, str]) -> tuple[str, list[str], dict[int, str]]:
    """What stands at each place of a normalised text with a place before and one behind it: signs, pairs, marks.

    `marks` say what is known of a sign. Pairs stand where they begin; there is one less of them.
    """
    told = f"^{_PLAIN.sub(_plain, text[:_LONGEST])}$"
    return told, list(map(add, told, told[1:])), {at + 1: f"@{mark}" for at, mark in marks.items()}


def _plain(match: re.Match[str]) -> str:
    return "0" if match[0].isdecimal() else " " if match[0].isspace() else ","


class Tagger:
    """What was learned, loaded from one file."""

    def __init__(self, path: Path) -> None:
        first, _, packed = path.read_bytes().partition(b"\n")
        self.head = json.loads(first)
        names, _, rows = zlib.decompress(packed).partition(_NAMES_END)
        lines = range(0, len(rows), _ROW)
        self._votes = {
            name: _packed(rows[line : line + _ROW])
            for name, line in zip(names.decode("utf8").split("\n"), lines, strict=True)
        }
        self._steps = Steps(*self.head["steps"])

    def tally(self, text: str, marks: Mapping[int, str]) -> "Tally":
        """The votes on each sign of a normalised text."""
        get = self._votes.get
        signs, pairs, known = names_in(text, marks)
        votes = list(map(add, map(get, signs, _NOTHING), [*map(get, pairs, _NOTHING), 0]))
        for at, name in known.items():
            if at < len(votes):
                votes[at] += get(name, 0)
        added = 0
        for vote in reversed(votes):
            added = (added << _STEP) + vote
        lanes = (len(votes) + PLACES) * LABELS
        told = memoryview((added + int.from_bytes(_EMPTY * lanes, "little")).to_bytes(lanes * 2, "little")).cast("H")
        first, last = (REACH + 1) * LABELS, (REACH + len(votes) - 1) * LABELS
        return Tally(told[first:last:LABELS].tolist(), told[first + 1 : last : LABELS].tolist(), self._steps)


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on each sign of a text: that a stretch begins there, that it goes on there."""

    begins: list[int]
    goes_on: list[int]
    steps: Steps

    def all(self, bar: int = 0) -> list[Span]:
        """[start, end) of every stretch of a text, in order: the likeliest must pass the bar, and where it does, the others even odds."""
        found: list[Span] = []
        todo = [(0, len(self.begins))]
        while todo:
            first, last = todo.pop()
            span = self.best(first, last, bar) if first < last else None
            if span is not None:
                bar = 0
                found.append(span)
                todo += [(first, span[0]), (span[1], last)]
        return sorted(found)

    def best(self, first: int, last: int, bar: int = 0) -> Span | None:
        """[start, end) of the likeliest stretch between two places, or nothing where its votes do not pass the bar; at 0 it is likelier than none."""
        begins, goes_on, steps = self.begins, self.goes_on, self.steps
        on, second_step, least, least_second = steps.on, steps.second, steps.end, steps.end_at_once
        last = min(last, len(begins))
        best, found = bar, None
        rest, end = 0, last  # what the signs behind add to a stretch that reaches up to here, and where it ends then
        second, second_end = 0, last
        for at in range(last - 1, first - 1, -1):
            told = begins[at] + second + (steps.begin if at else steps.begin_of_all)
            if told > best:
                best, found = told, (at, second_end)
            here = goes_on[at] + rest
            second, second_end = here + second_step, end
            if second < least_second:
                second, second_end = least_second, at
            rest = here + on
            if rest < least:
                rest, end = least, at
        return found


def _packed(row: bytes) -> int:
    """The votes of a name, each in a lane of its own; a lane below 0 borrows from the next until all are added."""
    return int.from_bytes(row.decode("latin1").encode("utf-16-le"), "little") - _SHIFT


def save(path: Path, head: Mapping[str, object], rows: Mapping[str, Sequence[int]]) -> int:
    """Writes what was learned: `rows` are the votes of each name, -128 to 127, place after place. Returns the size of the file."""
    names = sorted(rows)
    told = b"".join(bytes(vote + _ZERO for vote in rows[name]) for name in names)
    packed = zlib.compress("\n".join(names).encode("utf8") + _NAMES_END + told, 9)
    path.write_bytes(json.dumps(dict(head)).encode() + b"\n" + packed)
    return path.stat().st_size
