"""What is mine: what I have taken, what waits for somebody of my grid, what I have reported."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import lists as list_store
from models.incidents import Incident
from models.kinds import OPEN_STATES, Role
from pyramid.actor import Actor

MOST = 10
WORKERS = frozenset({Role.GRID_WORKER, Role.GRID_HEAD})


@dataclass(frozen=True, slots=True)
class Mine:
    """Each list by deadline, reports newest first; at most ten of each."""

    taken: list[Incident]
    untaken: list[Incident]
    reported: list[Incident]


async def my_incidents(session: AsyncSession, actor: Actor) -> Mine:
    """The lists of a person with today's hats."""
    grids = [hat.unit_id for hat in actor.hats if hat.role in WORKERS]
    return Mine(
        taken=await list_store.taken_by(session, actor.user_id, tuple(OPEN_STATES), MOST),
        untaken=await list_store.untaken_of(session, grids, MOST) if grids else [],
        reported=await list_store.reported_by(session, actor.user_id, MOST),
    )
