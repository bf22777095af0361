"""Only the silent are reminded: their leaders in private, or quietly in the group where no leader can be written to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.find_notice import find_notice
from broadcasts.lifecycle import LEAVING
from broadcasts.move import note
from broadcasts.plan import Plan
from broadcasts.rights import may_handle
from broadcasts.store import reminders as store
from models.broadcasts import Notice
from pyramid.actor import Actor
from pyramid.permissions import Action
from pyramid.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Reminded:
    """So many leaders in private, so many groups by a reply. Nobody who was reminded within the hour is among them."""

    number: str
    people: int
    groups: int


async def remind_unconfirmed(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    *,
    now: datetime,
) -> Reminded | Refusal:
    """Remind now, because somebody asks for it; for author, approver and the command of the unit or above."""
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    refusal = may_handle(actor, Action.STOP_NOTICE, notice, unit)
    if refusal is not None:
        return refusal
    if notice.state not in LEAVING:
        return Refusal("refusal_broadcasts.not_now_remind", {"number": notice.number})
    if notice.reminded_at is not None and now - notice.reminded_at < store.AN_HOUR:
        return Refusal("refusal_broadcasts.reminded_lately", {"number": notice.number})
    return await remind_silent(session, notice, now=now, by=actor.user_id)


async def remind_silent(
    session: AsyncSession,
    notice: Notice,
    *,
    now: datetime,
    by: int | None = None,
    reminders: int | None = None,
) -> Reminded:
    """Write the reminders of a locked notice. `reminders` is how many of the timetable's own are done by now."""
    plan = Plan.read(notice.plan)
    turn = 1 + sum(what == "reminded" for _, what, _ in plan.history)
    people = await store.remind_leaders(session, notice, turn, now)
    groups = await store.remind_groups(session, notice, turn, now)
    done = plan.reminders if reminders is None else reminders
    if people or groups:
        notice.reminded_at = now
        note(notice, "reminded", at=now, by=by, reminders=done)
    else:
        notice.plan = {**notice.plan, "reminders": done}
    return Reminded(notice.number, people, groups)
