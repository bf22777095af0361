"""A second person is needed: those who may consent are asked in private, nearest to the notice first."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.rights import thing_of
from models.broadcasts import Notice
from models.kinds import Priority
from models.pyramid import Unit
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.lookup import actor_of, ancestors, duty_holders
from pyramid.permissions import Action, may

REQUEST = "approval_request"
AT_MOST = 10  # more people asked means that each thinks another will look


async def ask_approvers(
    session: AsyncSession,
    notice: Notice,
    unit: Unit,
    approver: Actor | None,
    *,
    now: datetime,
) -> int:
    """Ask `approver`, or the duty holders of the unit and of those above it; returns how many could be asked."""
    people = [approver.user_id] if approver else await _entitled(session, notice, unit)
    says = [
        Say(
            kind=REQUEST,
            subject_id=notice.id,
            user_id=user_id,
            priority=Priority.PROMPT,
            key=f"{REQUEST}:{notice.id}:u{user_id}",
        )
        for user_id in people
    ]
    return await enqueue(session, says, now=now)


async def _entitled(session: AsyncSession, notice: Notice, unit: Unit) -> list[int]:
    found: list[int] = []
    for level in (unit, *await ancestors(session, unit.id)):
        for holder in await duty_holders(session, level.id):
            user_id = holder.user_id
            if user_id is None or user_id in found or len(found) >= AT_MOST:
                continue
            actor = await actor_of(session, user_id)
            if may(actor, Action.APPROVE_NOTICE, thing_of(notice, unit)) is None:
                found.append(user_id)
    return found
