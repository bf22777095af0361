"""The head office hears from the machine itself: one message to its group and its people on duty."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.lookup import duty_holders, group_of_unit, head_office


async def tell_head_office(
    session: AsyncSession, what: str, values: Mapping[str, int], *, once: str, now: datetime, is_alarm: bool = False
) -> int:
    """`what` names the sentence; `once` makes it said once. An alarm goes to the people as well. Returns how many are told."""
    top = await head_office(session)
    if top is None:
        return 0
    group = await group_of_unit(session, top.id)
    users = [holder.user_id for holder in await duty_holders(session, top.id)] if is_alarm else []
    places = [(group.id, None)] if group is not None else []
    places += [(None, user_id) for user_id in users if user_id is not None]  # type: ignore[misc]
    says = [
        Say(
            kind="machine_says",
            group_id=group_id,
            user_id=user_id,
            args={"what": what, "values": dict(values)},
            priority=Priority.ANSWER if is_alarm else Priority.DIGEST,
            key=f"machine_says:{what}:{once}:{'g' if group_id is not None else 'u'}{group_id or user_id}",
        )
        for group_id, user_id in places
    ]
    return await enqueue(session, says, now=now)
