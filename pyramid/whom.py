"""Who is asked at a rung, as a policy writes it: "street", "mediator@community", "department:fire+police@street". Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Protocol, TypeVar

from models.kinds import Role, Tier

T = TypeVar("T")


class HasRole(Protocol):
    """Somebody with a post."""

    @property
    def role(self) -> Role:
        """What the post is."""


H = TypeVar("H", bound=HasRole)
_SHAPE = re.compile(r"(?:(?P<role>[a-z_]+)(?::(?P<fields>[^@/\s]+))?@)?(?P<tier>[a-z_]+)(?:/(?P<turn>week|month))?")


class Turn(StrEnum):
    """How long one holder has the chair before the next one has it."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Whom:
    """The duty holders of a tier, or the holders of a post there. `turn`: they have the chair one after the other."""

    tier: Tier
    role: Role | None = None
    fields: tuple[str, ...] = ()
    turn: Turn | None = None

    @property
    def is_post(self) -> bool:
        """Whether somebody is called by post: they check in and come, the matter stays where it is."""
        return self.role is not None

    @property
    def level(self) -> int:
        """That of the tier."""
        return self.tier.level

    @property
    def value(self) -> str:
        """As it is written."""
        return str(self)

    def __str__(self) -> str:
        fields = f":{'+'.join(self.fields)}" if self.fields else ""
        post = f"{self.role}{fields}@" if self.role else ""
        return f"{post}{self.tier}{f'/{self.turn}' if self.turn else ''}"


@lru_cache(maxsize=512)
def parse_whom(text: str) -> Whom:
    """Read one; ValueError for a tier or role that does not exist."""
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise ValueError(f"nobody is called {text!r}")
    return Whom(
        Tier(shape["tier"]),
        Role(shape["role"]) if shape["role"] else None,
        tuple(shape["fields"].split("+")) if shape["fields"] else (),
        Turn(shape["turn"]) if shape["turn"] else None,
    )


def on_turn(holders: Sequence[H], rota: Mapping[Role, Turn], day: date) -> list[H]:
    """Of those on duty whoever has the chair today, role by role; all of a role that takes no turns."""
    chosen: list[H] = []
    for role in dict.fromkeys(each.role for each in holders):
        chosen += whose_turn([each for each in holders if each.role is role], rota.get(role), day)
    return chosen


def whose_turn(people: Sequence[T], turn: Turn | None, day: date) -> Sequence[T]:
    """The one who has the chair on this day, by weeks or months counted without end; all of them where nobody takes turns."""
    if turn is None or not people:
        return people
    count = day.toordinal() - 1  # the first of January of the year 1 was a Monday
    period = count // 7 if turn is Turn.WEEK else day.year * 12 + day.month
    return [people[period % len(people)]]
