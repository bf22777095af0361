"""Which part of the tree a visitor sees, found by asking the one policy about each of their posts. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.kinds import Role, Sensitivity, Tier
from pyramid.actor import Actor, Hat
from pyramid.permissions import Action, Thing, may
from pyramid.tree import child_path, is_within

SOMEWHERE_BELOW = 0  # no unit has this id: a place that only a whole subtree covers
ASSIGNABLE = frozenset({Role.DEPARTMENT, Role.MEDIATOR})


def tops(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that lie below none of the others, in order."""
    found: list[str] = []
    for path in sorted(set(paths), key=len):
        if not any(is_within(path, top) for top in found):
            found.append(path)
    return tuple(sorted(found))


def alone(actor: Actor, hat: Hat) -> Actor:
    """The same person with one post only."""
    return Actor(actor.user_id, (hat,), actor.language, actor.is_anonymous, actor.person_id)


def unit_paths(actor: Actor) -> tuple[str, ...]:
    """The subtrees whose units may be seen."""
    return tops(
        hat.path
        for hat in actor.hats
        if may(alone(actor, hat), Action.SEE_UNIT, Thing(path=hat.path, tier=hat.tier)) is None
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Which incidents may be seen: those below `whole`, those owned by exactly `exact`, and one's own.

    Of restricted ones only those below `restricted`, and one's own.
    """

    user_id: int
    whole: tuple[str, ...]
    exact: tuple[str, ...]
    restricted: tuple[str, ...]
    is_assignable: bool  # what one has taken may be seen wherever it lies


def incident_reach(actor: Actor) -> Reach:
    """The list's counterpart of `may(actor, SEE_INCIDENT, …)`; a test holds the two together."""

    def sees(hat: Hat, path: str, sensitivity: Sensitivity) -> bool:
        thing = Thing(path=path, tier=Tier.MICRO_GRID, sensitivity=sensitivity)
        return may(alone(actor, hat), Action.SEE_INCIDENT, thing) is None

    below = {hat: child_path(hat.path, SOMEWHERE_BELOW) for hat in actor.hats}
    return Reach(
        user_id=actor.user_id,
        whole=tops(hat.path for hat in actor.hats if sees(hat, below[hat], Sensitivity.S0)),
        exact=tops(hat.path for hat in actor.hats if sees(hat, hat.path, Sensitivity.S0)),
        restricted=tops(hat.path for hat in actor.hats if sees(hat, below[hat], Sensitivity.S2)),
        is_assignable=bool(actor.roles & ASSIGNABLE),
    )
