"""Who acts, and in which capacities. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.kinds import Role, Tier
from pyramid.tree import is_within


@dataclass(frozen=True, slots=True)
class Hat:
    """One post of a person: a role in a unit. It covers that unit and everything below it."""

    role: Role
    unit_id: int
    tier: Tier
    path: str
    field: str = ""  # of a department or a part-time worker: "fire", "police"

    def covers(self, path: str) -> bool:
        """Whether `path` is this unit or lies below it."""
        return is_within(path, self.path)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with today's hats. An anonymous administrator or a channel has no hats and no rights at all."""

    user_id: int
    hats: tuple[Hat, ...] = ()
    language: str = "zh"
    is_anonymous: bool = False
    person_id: int | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles this person holds anywhere."""
        return frozenset(hat.role for hat in self.hats)

    def hats_over(self, path: str, roles: Iterable[Role]) -> list[Hat]:
        """The hats of these roles that cover `path`, highest tier first."""
        wanted = frozenset(roles)
        over = [hat for hat in self.hats if hat.role in wanted and hat.covers(path)]
        return sorted(over, key=lambda hat: hat.tier.level)

    def hats_at(self, path: str) -> list[Hat]:
        """The hats of exactly this unit."""
        return [hat for hat in self.hats if hat.path == path]
