"""Which open matter do later words mean? The order of the trade, over values. Pure.

A number in the words and a reply come first and are decided elsewhere. Here: the speaker's own open matters, newest first,
whose kind agrees; the same place; the one matter that is open at all. Several of the speaker's own are asked about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.kinds import OPEN_STATES, IncidentState

JOIN_WITHIN = timedelta(hours=6)  # "we too" means what was said in this chat lately
ALONE_WITHIN = timedelta(hours=48)  # the one open matter of a chat is meant that long by anybody's words
MOST_ASKED = 3
PLACE_PARTS = ("compound", "building", "unit", "floor", "room", "road", "number")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that may be meant. `is_mine`: the speaker reported, joined or took it."""

    id: int
    number: str
    leaf: str
    place: Mapping[str, Any]
    state: IncidentState
    opened_at: datetime
    is_mine: bool

    @property
    def is_open(self) -> bool:
        """Still to be done, or still to be confirmed."""
        return self.state in OPEN_STATES or self.state is IncidentState.DRAFT


@dataclass(frozen=True, slots=True)
class Clue:
    """What the later words say: a leaf and a place, as far as they name them, and what they want (a parser's action)."""

    action: str
    leaf: str | None
    place: Mapping[str, Any]
    now: datetime
    stands_alone: bool = False  # the words would be a report by themselves: 「我家也没水」

    @property
    def has_place(self) -> bool:
        """Whether any part of a place is said."""
        return any(self.place.get(part) for part in (*PLACE_PARTS, "landmark"))


def choose(clue: Clue, known: Sequence[Candidate]) -> int | Sequence[Candidate] | None:
    """The id that is meant; or two or three of the speaker's own to be asked about; or None. `known` is newest first."""
    fitting = [each for each in known if _kind_fits(clue.leaf, each.leaf) and not _elsewhere(clue, each.place)]
    if clue.action == "reopen":
        again = [each for each in fitting if each.state is IncidentState.CLOSED]
        if again:
            return _told_apart(clue, again)
    still = [each for each in fitting if each.is_open]
    if clue.action == "merge_duplicate":
        others = [each for each in still if not (clue.stands_alone and each.is_mine)]  # nobody joins the own report
        lately = [each for each in others if clue.now - each.opened_at <= JOIN_WITHIN]
        return lately[0].id if lately else None
    return _told_apart(clue, still)


def _told_apart(clue: Clue, fitting: Sequence[Candidate]) -> int | Sequence[Candidate] | None:
    mine = [each for each in fitting if each.is_mine]
    if mine:
        likeliest = [each for each in mine if _same_place(clue, each.place)] or mine
        likeliest = [each for each in likeliest if each.leaf == clue.leaf] or likeliest
        return likeliest[0].id if len(likeliest) == 1 else likeliest[:MOST_ASKED]
    if clue.has_place:
        placed = [each for each in fitting if _same_place(clue, each.place)]
        if len(placed) == 1 or (placed and clue.leaf is not None):
            return placed[0].id
    if len(fitting) == 1 and clue.now - fitting[0].opened_at <= ALONE_WITHIN:
        return fitting[0].id
    return None


def _kind_fits(said: str | None, known: str) -> bool:
    """The same leaf, or at least the same family: people call a burst pipe a leak."""
    return said is None or said == known or said.partition(".")[0] == known.partition(".")[0]


def _elsewhere(clue: Clue, place: Mapping[str, Any]) -> bool:
    """Whether the words name another building, unit or room than the matter has."""
    if clue.action == "correct_location":
        return False
    return any(clue.place.get(part) and place.get(part) and clue.place[part] != place[part] for part in PLACE_PARTS)


def _same_place(clue: Clue, place: Mapping[str, Any]) -> bool:
    """Whether a part that both name is the same and none differs."""
    parts = (*PLACE_PARTS, "landmark")
    return any(clue.place.get(part) and clue.place[part] == place.get(part) for part in parts)
