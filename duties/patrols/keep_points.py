"""A unit's check points: its head writes them down in one message, a line each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.patrols import store
from models.fieldwork import CheckPoint
from pyramid.actor import Actor
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal

MOST, LONGEST = 20, 30


async def keep_points(
    session: AsyncSession, unit_id: int, names: Sequence[str], actor: Actor, *, now: datetime
) -> int | Refusal:
    """The list is these names from now on; what is named again keeps its history. Returns how many."""
    unit = await unit_of(session, unit_id)
    refused = may(actor, Action.KEEP_POINTS, Thing(path=unit.path, tier=unit.tier))
    if refused is not None:
        return refused
    wanted = list(dict.fromkeys(name.strip()[:LONGEST] for name in names if name.strip()))[:MOST]
    if not wanted:
        return Refusal("refusal_patrol.no_points")
    known = {each.name: each for each in await store.points_of(session, unit.id)}
    for name, each in known.items():
        if name not in wanted:
            each.removed_at = now
    for name in wanted:
        if name not in known:
            await store.add(session, CheckPoint(unit_id=unit.id, name=name))
    await store.changed(session)
    return len(wanted)
