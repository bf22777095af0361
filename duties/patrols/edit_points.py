"""Check points are renamed, taken off the list and added one by one; a point that is renamed keeps its history."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.patrols import store
from duties.patrols.keep_points import LONGEST, MOST
from models.fieldwork import CheckPoint
from pyramid.actor import Actor
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal


async def edit_points(
    session: AsyncSession,
    unit_id: int,
    actor: Actor,
    *,
    names: Mapping[int, str],
    added: Sequence[str],
    now: datetime,
) -> int | Refusal:
    """`names` by the id of the point, "" takes it off the list; one that is not named stays. Returns how many there are now.

    Refused where two would have one name, or more than twenty would stand there: then nothing is changed.
    """
    unit = await unit_of(session, unit_id)
    refused = may(actor, Action.KEEP_POINTS, Thing(path=unit.path, tier=unit.tier))
    if refused is not None:
        return refused
    known = await store.points_of(session, unit.id)
    after = {each.id: names.get(each.id, each.name).strip()[:LONGEST] for each in known}
    new = [name for name in (each.strip()[:LONGEST] for each in added) if name]
    all_names = [name for name in after.values() if name] + new
    if len(set(all_names)) < len(all_names):
        return Refusal("refusal_patrol.twice")
    if len(all_names) > MOST:
        return Refusal("refusal_patrol.too_many", {"most": MOST})
    for each in known:
        if not after[each.id]:
            each.removed_at = now
        else:
            each.name = after[each.id]
    for name in new:
        await store.add(session, CheckPoint(unit_id=unit.id, name=name))
    await store.changed(session)
    return len(all_names)
