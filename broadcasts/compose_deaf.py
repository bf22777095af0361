"""What those above are told: which of their units have not heard, and that somebody sent an emergency notice alone."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.faces import Face, copy_html, title
from broadcasts.lifecycle import OUT
from broadcasts.plan import Plan
from broadcasts.store import deaf, notices
from models.kinds import NoticeState
from outbox.message import Composed, Message, Request, Stale
from pyramid.lookup import actor_of, unit_of
from texts.render import line, render

NAMES = 30


async def compose_deaf(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """The silent units directly below those of this person, or of this chat; edited as they are heard from."""
    notice = await notices.notice_by_id(session, request.subject_id or 0)
    if notice is None or notice.state not in OUT or notice.state is NoticeState.RECALLED:
        return Stale("the notice does not hold any more")
    if request.user_id is not None:
        units = [hat.unit_id for hat in (await actor_of(session, request.user_id)).hats]
    else:
        unit = await notices.unit_of_group(session, request.group_id or 0)
        units = [unit.id] if unit is not None else []
    names = await deaf.silent_below(session, notice.id, units)
    if not names and not request.is_edit:
        return Stale("heard meanwhile")
    html = render(
        "notice_deaf",
        request.language,
        title=title(notice.kind, Plan.read(notice.plan).level, request.language),
        number=notice.number,
        units=names[:NAMES],
        total=len(names),
        more=max(len(names) - NAMES, 0),
    )
    return Message(html, is_silent=request.group_id is not None)


async def compose_glass(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """For the next tier: an emergency notice went out without the consent it needed, and this is what it says."""
    notice = await notices.notice_by_id(session, request.subject_id or 0)
    if notice is None:
        return Stale("no such notice")
    plan = Plan.read(notice.plan)
    issuer = await unit_of(session, plan.issuer_unit_id)
    unit = await unit_of(session, notice.unit_id)
    face = Face(notice.kind, plan.level, notice.words, issuer.name, notice.number)
    html = render(
        "notice_glass",
        request.language,
        number=notice.number,
        by=request.args["by"],
        role=line(f"incident_role.{plan.issuer_role}", request.language),
        unit=unit.name,
        total=notice.group_count,
        copy=copy_html(face, request.language),
    )
    return Message(html)
