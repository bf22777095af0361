"""Pure. Whom a notice is for: an expression that can be compared, and how many chats that is today."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.kinds import Tier


@dataclass(frozen=True, slots=True)
class Audience:
    """A unit and everything below it."""

    unit_id: int

    @property
    def expression(self) -> str:
        """The canonical words that an approver agrees to; equal words mean the same audience."""
        return f"subtree:{self.unit_id}"

    @classmethod
    def read(cls, expression: str) -> "Audience":
        """The audience behind an expression; ValueError if it is none of ours."""
        word, _, unit_id = expression.partition(":")
        if word != "subtree":
            raise ValueError(f"not an audience: {expression!r}")
        return cls(int(unit_id))


@dataclass(frozen=True, slots=True)
class Counts:
    """Bound chats of an audience by tier; `away` of them cannot be reached just now."""

    by_tier: Mapping[Tier, int]
    away: int = 0

    @property
    def total(self) -> int:
        """All bound chats, reachable now or not."""
        return sum(self.by_tier.values())

    @property
    def has_residents(self) -> bool:
        """Whether residents read along: theirs are the micro-grid chats."""
        return self.by_tier.get(Tier.MICRO_GRID, 0) > 0

    @property
    def has_staff(self) -> bool:
        """Whether a chat of workers is among them."""
        return self.total > self.by_tier.get(Tier.MICRO_GRID, 0)
