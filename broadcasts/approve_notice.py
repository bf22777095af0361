"""A second person consents to exactly this: these words, this audience, this time, so many groups."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS, accept_notice
from broadcasts.ask_approvers import REQUEST
from broadcasts.audience import Audience
from broadcasts.audience_count import audience_count, audience_of
from broadcasts.find_notice import find_notice
from broadcasts.fingerprint import fingerprint, is_same_size
from broadcasts.move import move, note
from broadcasts.plan import Plan
from broadcasts.rights import thing_of
from models.broadcasts import Notice
from models.kinds import NoticeState
from models.pyramid import Unit
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal

SEEN = 12  # so many digits of the fingerprint ride on the button


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a request for consent."""

    notice_id: int
    number: str
    state: NoticeState


async def approve_notice(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    *,
    typed_count: int | None = None,
    seen: str = "",
    now: datetime,
) -> Decided | Refusal:
    """Consent to a notice. `typed_count` is the number of groups as the approver typed it, `seen` the button's argument.

    Refusals that the door acts upon: `count_missing` (ask for the number, then call again), `audience_changed` (the request
    now shows the new number; look again).
    """
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    refusal = refuse_decision(notice, unit, actor) or await _refuse_content(
        session, notice, typed_count=typed_count, seen=seen, now=now
    )
    if refusal is not None:
        return refusal
    await accept_notice(session, notice, approver_id=actor.user_id, by=actor.user_id, now=now)
    await refresh(session, [REQUEST, PROGRESS], notice.id)
    return Decided(notice.id, notice.number, notice.state)


def refuse_decision(notice: Notice, unit: Unit, actor: Actor) -> Refusal | None:
    """None if this person may decide about this notice now."""
    if notice.state is not NoticeState.AWAITING_APPROVAL:
        return Refusal("refusal_broadcasts.already_decided", {"number": notice.number})
    return may(actor, Action.APPROVE_NOTICE, thing_of(notice, unit))


async def _refuse_content(
    session: AsyncSession,
    notice: Notice,
    *,
    typed_count: int | None,
    seen: str,
    now: datetime,
) -> Refusal | None:
    """None if what is agreed to is what was submitted; a changed notice is void."""
    number = notice.number
    plan = Plan.read(notice.plan)
    today = fingerprint(
        words=notice.words,
        audience=Audience.read(plan.audience),
        media=notice.media,
        kind=notice.kind,
        level=plan.level,
        terms=plan.terms,
    )
    if today != notice.fingerprint or Audience.read(plan.audience).unit_id != notice.unit_id:
        move(notice, NoticeState.REFUSED, at=now, what="void")
        await refresh(session, [REQUEST, PROGRESS], notice.id)
        return Refusal("refusal_broadcasts.void", {"number": number})
    if seen and seen != notice.fingerprint[:SEEN]:
        return Refusal("refusal_broadcasts.other_version", {"number": number})
    count = (await audience_count(session, audience_of(notice))).total
    if not is_same_size(notice.group_count, count):
        was, notice.group_count = notice.group_count, count
        note(notice, "audience_changed", at=now)
        await refresh(session, [REQUEST, PROGRESS], notice.id)
        return Refusal("refusal_broadcasts.audience_changed", {"number": number, "was": was, "count": count})
    if plan.needs_count and typed_count is None:
        return Refusal("refusal_broadcasts.count_missing", {"number": number})
    if typed_count is not None and typed_count != notice.group_count:
        return Refusal("refusal_broadcasts.wrong_count", {"number": number, "typed": typed_count})
    return None
