"""Which posts a unit of each tier can have. Pure."""

from dataclasses import dataclass

from models.kinds import Role, Tier
from models.pii import Pii

_EXPERTS = (Role.PART_TIME_WORKER, Role.MEDIATOR, Role.DEPARTMENT)
ROLES_AT: dict[Tier, tuple[Role, ...]] = {
    Tier.HQ: (Role.HQ_OFFICE, *_EXPERTS),
    Tier.STREET: (Role.STREET_COMMAND, *_EXPERTS),
    Tier.COMMUNITY: (Role.COMMUNITY_SECRETARY, *_EXPERTS),
    Tier.GRID: (Role.GRID_WORKER, Role.GRID_HEAD, Role.PART_TIME_WORKER, Role.MEDIATOR),
    Tier.MICRO_GRID: (Role.MICRO_GRID_LEADER,),
}
# Fields of specialists that are offered as buttons; a roster may know more.
FIELDS = ("police", "judge", "lawyer", "doctor", "enforcement", "finance", "fire", "power", "women")
WITH_FIELD = frozenset({Role.PART_TIME_WORKER, Role.DEPARTMENT})


@dataclass(frozen=True, slots=True)
class Held:
    """A post of today and who holds it; `user_id` is None until its link was opened."""

    post_id: int
    person_id: int
    user_id: int | None
    name: Pii
    role: Role
    field: str
    unit_id: int
