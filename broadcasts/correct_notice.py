"""A notice was wrong: exactly the groups that got it get the right one, and the wrong copies say that they are."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Audience
from broadcasts.find_notice import find_notice
from broadcasts.plan import Plan
from broadcasts.rights import may_handle
from broadcasts.submit_notice import NoticeSource, Submitted, submit_notice
from models.kinds import NoticeState
from pyramid.actor import Actor
from pyramid.permissions import Action
from pyramid.policy import Policy
from pyramid.refusal import Refusal

CORRECTION = "correction"  # the template
CORRECTABLE = frozenset({NoticeState.SENDING, NoticeState.SENT, NoticeState.STOPPED})


async def correct_notice(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    *,
    blanks: Mapping[str, str],
    source: NoticeSource,
    policy: Policy,
    cell: str,
    now: datetime,
) -> Submitted | Refusal:
    """Submit a correction made of the stored template; `blanks` are its "wrong" and "right".

    For author, approver and the command of the unit or above. A second person is needed as for any notice of that size; then
    it leaves without hold or canary. One notice is corrected once; the correction may be corrected in its turn.
    """
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    refusal = may_handle(actor, Action.RECALL_NOTICE, notice, unit)
    if refusal is not None:
        return refusal
    plan = Plan.read(notice.plan)
    if notice.state not in CORRECTABLE:
        return Refusal("refusal_notice.not_correctable", {"number": notice.number})
    if plan.corrected_by:
        return Refusal("refusal_notice.corrected", {"number": notice.number, "by": plan.corrected_by})
    return await submit_notice(
        session,
        author=actor,
        unit_id=unit.id,
        words="",
        kind=notice.kind,
        level=plan.level,
        audience=Audience(unit.id, got=notice.id),
        template=CORRECTION,
        blanks=blanks,
        corrects=notice.id,
        source=source,
        policy=policy,
        cell=cell,
        now=now,
    )
