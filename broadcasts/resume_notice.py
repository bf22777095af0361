"""A notice that halted by itself is looked at by a person, and goes on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS
from broadcasts.approve_notice import Decided
from broadcasts.audience_count import audience_count, audience_of
from broadcasts.find_notice import find_notice
from broadcasts.move import note
from broadcasts.plan import Plan
from broadcasts.release_notice import release_notice
from broadcasts.rights import may_handle, thing_of
from models.kinds import NoticeState
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def resume_notice(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    *,
    policy: Policy,
    now: datetime,
) -> Decided | Refusal:
    """Let a halted notice go on.

    After a bad canary whoever may stop it may do this; for an author who lost the post, or an audience that is no longer as
    large as was agreed, only somebody else who may approve it: for the author that person vouches from now on.
    """
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    halted = Plan.read(notice.plan).halted
    if notice.state is not NoticeState.HELD or halted is None:
        return Refusal("refusal_broadcasts.not_halted", {"number": notice.number})
    if halted in ("role", "audience"):
        refusal = may(actor, Action.APPROVE_NOTICE, thing_of(notice, unit))
    else:
        refusal = may_handle(actor, Action.STOP_NOTICE, notice, unit)
    if refusal is not None:
        return refusal
    if halted == "audience":
        notice.group_count = (await audience_count(session, audience_of(notice))).total
    is_vouched = halted == "role" or Plan.read(notice.plan).is_vouched
    note(notice, "resumed", at=now, by=actor.user_id, halted=None, is_vouched=is_vouched)
    await release_notice(session, notice, policy=policy, now=now, by=actor.user_id)
    await refresh(session, [PROGRESS], notice.id)
    return Decided(notice.id, notice.number, notice.state)
