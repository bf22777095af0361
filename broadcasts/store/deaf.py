"""Who has not heard, for those above: their silent units, and every unit at whose door somebody has to knock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from broadcasts.audience import Audience
from broadcasts.store.audiences import is_meant
from broadcasts.store.copies import key, write
from broadcasts.store.receipts import is_heard, is_shown_copy
from broadcasts.store.reminders import leads
from models.broadcasts import Notice
from models.kinds import GroupState, Priority, Tier
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Person, Post, Unit

DEAF = "notice_deaf"


@dataclass(frozen=True, slots=True)
class Door:
    """A unit that has not heard. `why`: no_chat, away, not_sent, silent; `has_leader`: somebody holds its duty and is known."""

    unit_id: int
    name: str
    tier: Tier
    above: str
    why: str
    has_leader: bool


async def tell_parents(session: AsyncSession, notice: Notice, now: datetime) -> int:
    """A list for every reachable duty holder above a silent unit; where there is none, one in the chat above. How many rows."""
    above = aliased(Unit)
    silent = (
        select(above.id)
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .join(above, above.id == Unit.parent_id)
        .where(is_shown_copy(notice.id), ~is_heard(notice.id, Outgoing.group_id))
    )
    same = {
        "kind": literal(DEAF),
        "subject_id": literal(notice.id),
        "priority": literal(Priority.PROMPT),
        "caused_at": literal(now, Outgoing.caused_at.type),
    }
    people = (
        select(Person.user_id)
        .select_from(above)
        .join(Post, leads(above))
        .join(Person, Person.id == Post.person_id)
        .join(Acquaintance, and_(Acquaintance.user_id == Person.user_id, Acquaintance.blocked_at.is_(None)))
        .where(above.id.in_(silent))
        .group_by(Person.user_id)
    )
    told = await write(
        session,
        {
            **same,
            "user_id": Person.user_id,
            "bot_id": func.min(Acquaintance.bot_id),
            "key": key(f"deaf:{notice.id}:u", Person.user_id),
        },
        people,
    )
    reachable = exists().where(
        leads(above),
        Person.id == Post.person_id,
        Acquaintance.user_id == Person.user_id,
        Acquaintance.blocked_at.is_(None),
    )
    chats = (
        select(Group.id)
        .join(above, above.id == Group.unit_id)
        .where(above.id.in_(silent), Group.state == GroupState.BOUND, ~reachable.correlate(above))
    )
    return told + await write(
        session,
        {**same, "group_id": Group.id, "bot_id": Group.bot_id, "key": key(f"deaf:{notice.id}:g", Group.id)},
        chats,
    )


async def silent_below(session: AsyncSession, notice_id: int, unit_ids: Collection[int]) -> list[str]:
    """Names of the units directly below these whose chat has the notice and that have not heard."""
    found = await session.scalars(
        select(Unit.name)
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .where(is_shown_copy(notice_id), ~is_heard(notice_id, Outgoing.group_id), Unit.parent_id.in_(sorted(unit_ids)))
        .order_by(Unit.path)
    )
    return list(found)


def _unheard(notice_id: int, audience: Audience, path: str) -> Select[int]:
    return (
        select(Unit.id)
        .outerjoin(Group, Group.unit_id == Unit.id)
        .where(is_meant(audience, path), or_(Group.id.is_(None), ~is_heard(notice_id, Group.id)))
    )


async def reach(session: AsyncSession, notice_id: int, audience: Audience, path: str) -> tuple[int, int]:
    """(units that have heard, units that are meant), those without a chat among the latter."""
    meant = select(func.count(Unit.id)).outerjoin(Group, Group.unit_id == Unit.id).where(is_meant(audience, path))
    total = await session.scalar(meant) or 0
    unheard = select(func.count()).select_from(_unheard(notice_id, audience, path).subquery())
    return total - (await session.scalar(unheard) or 0), total


async def doors(session: AsyncSession, notice_id: int, audience: Audience, path: str, limit: int) -> list[Door]:
    """The units that have not heard, in the order of the tree."""
    above = aliased(Unit)
    has_leader = exists().where(leads(), Person.id == Post.person_id, Person.user_id.is_not(None)).correlate(Unit)
    found = await session.execute(
        _unheard(notice_id, audience, path)
        .outerjoin(above, above.id == Unit.parent_id)
        .outerjoin(
            Outgoing,
            Outgoing.key == key(f"notice:{notice_id}:g", Group.id),  # the one index that finds a single copy
        )
        .with_only_columns(
            Unit.id, Unit.name, Unit.tier, above.name, Group.state, func.coalesce(Outgoing.shown, 0), has_leader
        )
        .order_by(Unit.path)
        .limit(limit)
    )
    return [
        Door(unit_id, name, tier, parent or "", _why(state, shown), bool(leader))
        for unit_id, name, tier, parent, state, shown, leader in found
    ]


def _why(state: GroupState | None, shown: int) -> str:
    if state is None:
        return "no_chat"
    if shown:
        return "silent"
    return "away" if state is GroupState.AWAY else "not_sent"
