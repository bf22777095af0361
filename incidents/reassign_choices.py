"""改派 or 裁定 was pressed: to whom? The choices are put into the chat of the press."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Here, Moved
from incidents.lifecycle import NEEDS, Move, state_after
from incidents.make_move import moved
from incidents.open_case import open_case
from incidents.refusals import first_was
from incidents.why_not import why_not
from models.kinds import Priority, Role
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.permissions import may
from pyramid.refusal import Refusal
from pyramid.rules import COMMAND


async def reassign_choices(
    session: AsyncSession, incident_id: int, actor: Actor, *, here: Here, now: datetime, is_ruling: bool = False
) -> Moved | Refusal:
    """Nothing moves yet. A choice comes back as the action "give" with "u<unit>" or "p<user>", "!" before it for a ruling."""
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return case
    move = Move.RULE if is_ruling else Move.REASSIGN
    action = NEEDS[move]
    refused = may(actor, action, case.thing()) if action is not None else None
    if refused is None and state_after(case.incident.state, move) is None:
        refused = await first_was(session, case, why_not(case.incident.state, move), actor.language)
    if refused is not None:
        return refused
    hats = actor.hats_over(case.owner.path, (*COMMAND, Role.GRID_HEAD))
    say = Say(
        kind="choose_target",
        subject_id=incident_id,
        group_id=here.group_id,
        user_id=None if here.group_id is not None else actor.user_id,
        viewer="chooser",
        args={"move": move.value, "version": case.incident.version, "reaches": hats[0].path if hats else ""},
        priority=Priority.ANSWER,
    )
    await enqueue(session, [say], now=now)
    return moved(case.incident)
