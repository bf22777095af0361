"""Those above a unit are told of its chat: the nearest reachable chat above, and the duty holders."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Priority
from models.pyramid import Group
from outbox.enqueue import Say, enqueue
from pyramid.lookup import ancestors, duty_holders, group_of_unit, unit_today


async def tell_parent(
    session: AsyncSession,
    kind: str,
    group: Group,
    *,
    now: datetime,
    in_chat: bool = True,
    args: dict[str, Any] | None = None,
) -> None:
    """Say `kind` about `group` above its unit; for the head office's own chat to its duty holders only."""
    if group.unit_id is None:
        return
    own = await unit_today(session, group.unit_id)
    above = await ancestors(session, own.id)
    says: list[Say] = []
    for unit in above if in_chat else ():
        chat = await group_of_unit(session, unit.id)
        if chat is not None and chat.state is GroupState.BOUND:
            says.append(Say(kind, group.id, group_id=chat.id, viewer=unit.tier, args=args or {}))
            break
    for unit in above or [own]:
        people = {holder.user_id for holder in await duty_holders(session, unit.id) if holder.user_id is not None}
        if people:
            says += [
                Say(kind, group.id, user_id=user, viewer=unit.tier, args=args or {}, priority=Priority.PROMPT)
                for user in sorted(people)
            ]
            break
    await enqueue(session, says, now=now)
