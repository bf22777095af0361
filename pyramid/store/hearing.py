"""SQL for the moment of receiving: one query for a whole batch of updates."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    CompoundSelect,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

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
)


async def known(
    session: AsyncSession, chats: Collection[int], people: Collection[int], now: datetime
) -> Sequence[tuple[str, int, int, str | None]]:
    """Rows (what, id, second id, word): groups of these chats, roles and open dialogues of these people."""
    found = await session.execute(_KNOWN, {"chats": list(chats), "people": list(people), "now": now})
    return [(row[0], row[1], row[2], row[3]) for row in found]
