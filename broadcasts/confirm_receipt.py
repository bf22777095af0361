"""Somebody tapped 收到: the group has heard if they hold a post of that unit; everybody else is thanked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.lifecycle import OUT
from broadcasts.rights import thing_of
from broadcasts.store import notices
from broadcasts.store import receipts as store
from models.kinds import NoticeState
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal

REFRESH_AFTER = timedelta(seconds=3)  # many taps become one edit of the progress card


class Tap(StrEnum):
    """What a tap came to."""

    HEARD = "heard"  # it counts
    AGAIN = "again"  # they had tapped before
    THANKED = "thanked"  # not a role holder of that unit
    RECALLED = "recalled"  # the notice is no longer valid


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The outcome and the names of the units for which it counts; "receipt.<tap>" is the sentence for the person."""

    tap: Tap
    number: str
    unit: str = ""


async def confirm_receipt(
    session: AsyncSession,
    notice_id: int,
    group_id: int | None,
    actor: Actor,
    *,
    now: datetime,
) -> Confirmed | Refusal:
    """Note a tap under the copy of a group. Tapping again changes nothing.

    `group_id` None, under a reminder in private, means all groups of the person's own units that have the notice.
    """
    notice = await notices.notice_by_id(session, notice_id)
    if notice is None or notice.state not in OUT:
        return Refusal("refusal_broadcasts.unknown_notice")
    if notice.state is NoticeState.RECALLED:
        return Confirmed(Tap.RECALLED, notice.number)
    if group_id is None:
        groups = await store.groups_with_copy(session, notice_id, [hat.unit_id for hat in actor.hats])
    else:
        groups = [group_id]
    names: list[str] = []
    is_counted = is_new = False
    for each in groups:
        unit = await notices.unit_of_group(session, each)
        counts = unit is not None and may(actor, Action.CONFIRM_RECEIPT, thing_of(notice, unit)) is None
        is_new |= await store.tap(session, notice_id, each, actor.user_id, is_counted=counts, now=now)
        if unit is not None and counts:
            is_counted = True
            names.append(unit.name)
    if is_new and is_counted:
        await notices.look_soon(session, notice_id, now + REFRESH_AFTER)
    if not is_counted:
        return Confirmed(Tap.THANKED, notice.number)
    return Confirmed(Tap.HEARD if is_new else Tap.AGAIN, notice.number, " · ".join(names))
