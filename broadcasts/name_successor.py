"""A cell gets a new leader: named from above, told what waits, and the matters of the old one come along."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.watch_cells import CELLS
from incidents.hands.hand_over_matters import hand_over_matters
from incidents.hands.note_handover import note_handover
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.hand_over_post import hand_over_post
from pyramid.lookup import unit_of
from pyramid.policy import Policy
from pyramid.refusal import Refusal

HANDOVER = "post_handover"


@dataclass(frozen=True, slots=True)
class Succeeded:
    """The unit, and how many open matters moved."""

    unit: str
    moved: int


async def name_successor(
    session: AsyncSession, unit_id: int, person_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Succeeded | Refusal:
    """Hand the unit over. What the former leader had taken is assigned to the successor; notices nobody heard are listed."""
    done = await hand_over_post(session, unit_id, person_id, actor, now=now)
    if isinstance(done, Refusal):
        return done
    unit, moved = await unit_of(session, unit_id), []
    for former in done.former:
        moved += await hand_over_matters(session, unit.path, former, done.user_id, actor, policy=policy, now=now)
    data = {"ended": list(done.ended), "begun": list(done.begun), "matters": moved}
    await note_handover(session, actor, unit_id, "replace", now=now, successor_id=person_id, data=data)
    say = Say(HANDOVER, unit_id, user_id=done.user_id, args={"matters": len(moved)}, priority=Priority.ANSWER)
    await enqueue(session, [say], now=now)
    if unit.parent_id is not None:
        await refresh(session, [CELLS], unit.parent_id)
    return Succeeded(done.unit, len(moved))
