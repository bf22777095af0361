"""Nobody can be found to agree: a duty post sends a pre-approved emergency notice alone. Always written down and told."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS, accept_notice
from broadcasts.approve_notice import Decided
from broadcasts.ask_approvers import REQUEST
from broadcasts.find_notice import find_notice
from broadcasts.plan import Plan
from broadcasts.rights import thing_of
from models.broadcasts import Notice
from models.kinds import GroupState, NoticeKind, NoticeState, Priority
from models.pyramid import Unit
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.lookup import ancestors, duty_holders, group_of_unit, unit_of
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal
from texts.notice_templates import all_templates

log = structlog.get_logger()

PATIENCE = timedelta(minutes=3)  # so long somebody else is waited for
GLASS = "notice_glass"


async def break_glass(session: AsyncSession, notice_id: int, actor: Actor, *, now: datetime) -> Decided | Refusal:
    """Send an emergency notice that has waited three minutes for consent, if its words are a pre-approved template's.

    The next tier above whoever does it is told at once, in private and in its chat; the history keeps it.
    """
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    refusal = _refuse(notice, unit, actor, now)
    if refusal is not None:
        return refusal
    notice.plan = {**notice.plan, "is_break_glass": True}
    await accept_notice(session, notice, approver_id=None, by=actor.user_id, now=now, what="break_glass")
    log.warning("glass_broken", notice=notice.number, by=actor.user_id, unit=unit.code)
    await _tell_above(session, notice, actor, now)
    await refresh(session, [REQUEST, PROGRESS], notice.id)
    return Decided(notice.id, notice.number, notice.state)


def may_break(notice: Notice) -> bool:
    """Whether this is a notice for which the glass may be broken at all."""
    template = all_templates().get(Plan.read(notice.plan).template)
    is_waiting = notice.state is NoticeState.AWAITING_APPROVAL and notice.kind is NoticeKind.EMERGENCY
    return is_waiting and template is not None and template.is_pre_approved


def _refuse(notice: Notice, unit: Unit, actor: Actor, now: datetime) -> Refusal | None:
    if notice.state is not NoticeState.AWAITING_APPROVAL:
        return Refusal("refusal_broadcasts.already_decided", {"number": notice.number})
    refusal = may(actor, Action.BREAK_GLASS, thing_of(notice, unit))
    if refusal is not None:
        return refusal
    if not may_break(notice):
        return Refusal("refusal_notice.no_glass", {"number": notice.number})
    left = notice.created_at + PATIENCE - now
    if left > timedelta(0):
        return Refusal("refusal_notice.glass_early", {"number": notice.number, "seconds": round(left.total_seconds())})
    return None


async def _tell_above(session: AsyncSession, notice: Notice, actor: Actor, now: datetime) -> None:
    """The duty posts and the chat of the next tier that has any; above the head office its own other duty posts."""
    own = await unit_of(session, Plan.read(notice.plan).issuer_unit_id)
    says: list[Say] = []
    for above in await ancestors(session, own.id) or [own]:
        people = {holder.user_id for holder in await duty_holders(session, above.id)} - {None, actor.user_id}
        says = [
            Say(
                GLASS,
                notice.id,
                user_id=user_id,
                args={"by": own.name},
                priority=Priority.ANSWER,
                key=f"{GLASS}:{notice.id}:u{user_id}",
            )
            for user_id in sorted(user_id for user_id in people if user_id is not None)
        ]
        chat = await group_of_unit(session, above.id)
        if chat is not None and chat.state is GroupState.BOUND:
            args, key = {"by": own.name}, f"{GLASS}:{notice.id}:g{chat.id}"
            says.append(Say(GLASS, notice.id, group_id=chat.id, args=args, priority=Priority.ANSWER, key=key))
        if says:
            break
    await enqueue(session, says, now=now)
