"""Ladders: rungs as data. Who is asked when, if what is still so; and which leaves have a ladder of their own. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.kinds import Urgency
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
    """A ladder that certain leaves climb instead of their urgency's, at these urgencies."""

    name: str
    climb: tuple[Rung, ...]
    urgencies: frozenset[Urgency] = frozenset(Urgency)


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
        own.only(["leaves", "urgencies", "climb"])
        ladder = LeafLadder(name, read_climb(own), _urgencies(own))
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


def _urgencies(table: Table) -> frozenset[Urgency]:
    """All of them where nothing is said."""
    if "urgencies" not in table.entries:
        return frozenset(Urgency)
    said = table.words("urgencies") or ()
    for word in said:
        if word not in list(Urgency):
            table.complain("no_such_word", "urgencies", word, Urgency)
    return frozenset(Urgency(word) for word in said if word in list(Urgency))


def give_way(built_in: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The built-in ladders without the leaves that an operator's file gives to a ladder of its choice.

    A ladder whose `leaves` the file names has just these, and gives way to none.
    """
    ladders = own.get("ladder")
    named = {name: each["leaves"] for name, each in _tables(ladders) if isinstance(each.get("leaves"), list)}
    taken = {leaf for said in named.values() for word in said if isinstance(word, str) for leaf in _leaves(word)}
    kept = {
        name: {**each, "leaves": [leaf for said in each["leaves"] for leaf in _leaves(said) if leaf not in taken]}
        for name, each in built_in["ladder"].items()
        if name not in named
    }
    return {**built_in, "ladder": {**built_in["ladder"], **kept}}


def _tables(ladders: object) -> list[tuple[str, Mapping[str, Any]]]:
    found = ladders.items() if isinstance(ladders, Mapping) else ()
    return [(name, each) for name, each in found if isinstance(each, Mapping)]


def _leaves(said: str) -> Sequence[str]:
    return [said] if said in LEAVES else [slug for slug in LEAVES if slug.startswith(f"{said}.")]
