"""SQL for the moment of receiving: one query for a whole batch of updates."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    CompoundSelect,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from models.incidents import Report
from models.kinds import GroupState
from models.pyramid import Dialogue, FormerChat, Group, Person, Post, Unit

_NONE = cast(null(), BigInteger)
_CHATS: BindParameter[Any] = bindparam("chats", expanding=True)
_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)

# Built once: composing a statement anew for every batch would cost more than running it.
_KNOWN: CompoundSelect[Any] = union_all(
    select(literal("group"), Group.chat_id, Group.id, cast(Unit.tier, String))
    .outerjoin(Unit, (Unit.id == Group.unit_id) & (Group.state == GroupState.BOUND))
    .where(Group.chat_id.in_(_CHATS)),
    select(literal("former"), FormerChat.chat_id, FormerChat.group_id, cast(null(), String)).where(
        FormerChat.chat_id.in_(_CHATS)
    ),
    select(literal("role"), Person.user_id, _NONE, cast(Post.role, String))
    .join(Post, (Post.person_id == Person.id) & Post.valid_to.is_(None))
    .where(Person.user_id.in_(_PEOPLE)),
    select(literal("dialogue"), Dialogue.chat_id, Dialogue.user_id, cast(null(), String)).where(
        Dialogue.user_id.in_(_PEOPLE), Dialogue.expires_at > bindparam("now")
    ),
    select(literal("spoke"), Report.chat_id, Report.user_id, cast(null(), String)).where(
        Report.chat_id.in_(_CHATS), Report.user_id.in_(_PEOPLE), Report.said_at >= bindparam("lately")
    ),
)


async def known(
    session: AsyncSession, chats: Collection[int], people: Collection[int], now: datetime, *, lately: datetime
) -> Sequence[tuple[str, int, int, str | None]]:
    """Rows (what, id, second id, word): groups of these chats; roles, open dialogues and reports since `lately` of these people."""
    these = {"chats": list(chats), "people": list(people), "now": now, "lately": lately}
    found = await (await session.connection()).execute(_KNOWN, these)
    return [(row[0], row[1], row[2], row[3]) for row in found]


_GROUPS: Select[Group, Unit] = (
    select(Group, Unit).outerjoin(Unit, Unit.id == Group.unit_id).where(Group.chat_id.in_(_CHATS))
)
_HEARD = (
    update(Group)
    .where(Group.id.in_(bindparam("groups", expanding=True)))
    .values(heard_at=bindparam("heard"))
    .execution_options(synchronize_session=False)
)
_ASKED: Select[int, int] = select(Dialogue.user_id, Dialogue.chat_id).where(Dialogue.user_id.in_(_PEOPLE))


async def groups_with_units(session: AsyncSession, chats: Collection[int]) -> list[tuple[Group, str]]:
    """The groups of these chats with the paths of their units, which are then known to the session."""
    found = await session.execute(_GROUPS, {"chats": list(chats)})
    return [(group, unit.path if unit is not None else "") for group, unit in found]


async def hear(session: AsyncSession, groups: Collection[Group], now: datetime) -> None:
    """A sign of life of these groups; the objects follow."""
    await session.execute(_HEARD, {"groups": [group.id for group in groups], "heard": now})
    for group in groups:
        set_committed_value(group, "heard_at", now)


async def asked_in(session: AsyncSession, people: Collection[int]) -> dict[int, frozenset[int]]:
    """User id → chats in which something was asked of them, answered in time or not."""
    chats: dict[int, set[int]] = {}
    for user, chat in await session.execute(_ASKED, {"people": list(people)}):
        chats.setdefault(user, set()).add(chat)
    return {user: frozenset(found) for user, found in chats.items()}
