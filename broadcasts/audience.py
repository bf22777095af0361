"""Pure. Whom a notice is for: an expression that can be compared, and how many chats that is today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from models.kinds import Role, Tier


@dataclass(frozen=True, slots=True)
class Audience:
    """A unit and everything below it, as far as each filter lets pass; an empty filter lets everything pass."""

    unit_id: int
    but: frozenset[int] = frozenset()  # these units and everything below them are left out
    kinds: frozenset[str] = frozenset()  # only units of these kinds, as the roster names them
    tiers: frozenset[Tier] = frozenset()
    roles: frozenset[Role] = frozenset()  # only chats of units in which somebody holds one of these posts today
    got: int = 0  # a correction: exactly the chats in which the copies of that notice stand

    @property
    def expression(self) -> str:
        """The canonical words that an approver agrees to; equal words mean the same audience."""
        parts: list[tuple[str, list[str]]] = [
            ("subtree", [str(self.unit_id)]),
            ("except", [str(unit_id) for unit_id in sorted(self.but)]),
            ("kinds", sorted(quote(kind, safe="") for kind in self.kinds)),
            ("tiers", [tier.value for tier in sorted(self.tiers)]),
            ("roles", [role.value for role in sorted(self.roles)]),
            ("got", [str(self.got)] if self.got else []),
        ]
        return ";".join(f"{word}:{','.join(values)}" for word, values in parts if values)

    @classmethod
    def read(cls, expression: str) -> "Audience":
        """The audience behind an expression; ValueError if it is none of ours."""
        parts: dict[str, list[str]] = {}
        for part in expression.split(";"):
            word, colon, values = part.partition(":")
            if not colon or word not in {"subtree", "except", "kinds", "tiers", "roles", "got"} or word in parts:
                raise ValueError(f"not an audience: {expression!r}")
            parts[word] = values.split(",")
        if "subtree" not in parts:
            raise ValueError(f"not an audience: {expression!r}")
        return cls(
            unit_id=int(parts["subtree"][0]),
            but=frozenset(int(unit_id) for unit_id in parts.get("except", ())),
            kinds=frozenset(unquote(kind) for kind in parts.get("kinds", ())),
            tiers=frozenset(Tier(tier) for tier in parts.get("tiers", ())),
            roles=frozenset(Role(role) for role in parts.get("roles", ())),
            got=int(parts.get("got", ["0"])[0]),
        )

    @property
    def is_whole(self) -> bool:
        """Nothing below the unit is left out."""
        return self == Audience(self.unit_id)


@dataclass(frozen=True, slots=True)
class Counts:
    """Bound chats of an audience by tier; `away` of them cannot be reached just now."""

    by_tier: Mapping[Tier, int]
    away: int = 0
    by_bot: Mapping[int, int] = field(default_factory=dict)  # how many each token has to serve

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
