"""Ladders: rungs as data. Who is asked when, if what is still so; and which leaves have a ladder of their own. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsing.leaves import LEAVES
from pyramid.durations import After, parse_after
from pyramid.policy_tables import Table
from pyramid.whom import Whom, parse_whom


class When(StrEnum):
    """What must still be so for a rung to be climbed."""

    UNCLAIMED = "unclaimed"
    NOT_ON_SITE = "not_on_site"
    UNFINISHED = "unfinished"
    UNANSWERED = "unanswered"  # nobody of those who were called last has checked in (报到)
    ABSENT = "absent"  # nobody of those who were called last has come (到场)


OF_A_CALL = frozenset({When.UNANSWERED, When.ABSENT})


@dataclass(frozen=True, slots=True)
class Rung:
    """Then, if it is still so, this tier's group and duty holders, or the holders of this post, are told."""

    after: After
    when: When
    to: Whom


@dataclass(frozen=True, slots=True)
class LeafLadder:
    """A ladder that certain leaves climb instead of their urgency's."""

    name: str
    climb: tuple[Rung, ...]


def read_climb(table: Table) -> tuple[Rung, ...]:
    """The rungs under `climb`; one that watches for an answer needs a call before it."""
    rungs, is_called = [], False
    for each in table.tables("climb"):
        rung = _rung(each)
        if rung is None:
            continue
        if not is_called and (rung.when in OF_A_CALL or rung.after.is_from_call):
            each.complain("no_call", "when" if rung.when in OF_A_CALL else "after")
        is_called = is_called or rung.to.is_post
        rungs.append(rung)
    return tuple(rungs)


def _rung(table: Table) -> Rung | None:
    table.only(["after", "when", "to"])
    after = table.text("after", parse_after, "no_after")
    when, to = table.word("when", When), table.text("to", parse_whom, "no_whom")
    return None if after is None or when is None or to is None else Rung(after, when, to)


def read_ladders(table: Table) -> Mapping[str, LeafLadder]:
    """Leaf → its ladder. A ladder names leaves ("dispute.family") or a whole branch ("dispute"); a leaf has at most one."""
    of: dict[str, LeafLadder] = {}
    for name in table.entries:
        own = table.table(name)
        own.only(["leaves", "climb"])
        ladder = LeafLadder(name, read_climb(own))
        if not ladder.climb:
            own.complain("missing", "climb")
        for said in own.words("leaves") or ():
            leaves = _leaves(said)
            if not leaves:
                own.complain("no_leaf", value=said)
            for leaf in leaves:
                if leaf in of:
                    own.complain("two_ladders", "leaves", leaf)
                of[leaf] = ladder
    return of


def _leaves(said: str) -> Sequence[str]:
    return [said] if said in LEAVES else [slug for slug in LEAVES if slug.startswith(f"{said}.")]
