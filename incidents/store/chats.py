"""All SQL about where an incident is talked of: groups, dialogues, digests, names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Select, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from incidents.case import MediaFile
from incidents.store.dialect import insert_into
from models.at_hand import UNKNOWN, find, find_all, lay
from models.incidents import Incident
from models.kinds import GroupState, IncidentState, Sensitivity, Urgency
from models.pii import Pii
from models.pyramid import Acquaintance, Dialogue, FormerChat, Group, Person, Unit
from models.shelves import DIALOGUES, GROUP_OF_UNIT, SERVICE
from outbox.turns import street_of


async def save_dialogue(session: AsyncSession, values: Mapping[str, Any]) -> None:
    """The next words of this person in this chat are the answer; an earlier question there is given up."""
    key = ["chat_id", "user_id"]
    rest = {name: value for name, value in values.items() if name not in key}
    await session.execute(
        insert_into(session, Dialogue).values(dict(values)).on_conflict_do_update(index_elements=key, set_=rest),
    )


async def dialogue(session: AsyncSession, chat_id: int, user_id: int) -> Dialogue | None:
    """What is being asked of this person in this chat."""
    asked = find(session, DIALOGUES, user_id)
    if asked is not UNKNOWN and chat_id not in asked:
        return None
    return await session.get(Dialogue, (chat_id, user_id), populate_existing=True)


async def take_album(session: AsyncSession, chat_id: int, user_id: int, album: str) -> list[MediaFile]:
    """Pieces of an album that came before its words; they wait no longer."""
    row = await dialogue(session, chat_id, user_id)
    if row is None or row.kind != "album" or row.data.get("album") != album:
        return []
    await session.delete(row)
    return [MediaFile(**file) for file in row.data["files"]]


async def is_asked_in_private(session: AsyncSession, user_id: int, kind: str) -> bool:
    """Whether such a question is open in this person's private chat."""
    row = await dialogue(session, user_id, user_id)
    return row is not None and row.kind == kind


async def end_dialogues(session: AsyncSession, user_id: int, kind: str, incident_id: int) -> None:
    """Questions of this kind about this incident are no longer open for this person."""
    rows = await session.scalars(select(Dialogue).where(Dialogue.user_id == user_id, Dialogue.kind == kind))
    for row in list(rows):
        if row.data.get("incident_id") == incident_id:
            await session.execute(
                delete(Dialogue).where(Dialogue.chat_id == row.chat_id, Dialogue.user_id == row.user_id),
            )


async def forget_dialogues(session: AsyncSession, kind: str, before: datetime) -> int:
    """What was kept under this kind until before then; returns how many went."""
    gone = await session.execute(delete(Dialogue).where(Dialogue.kind == kind, Dialogue.expires_at < before))
    return max(cast("CursorResult[Any]", gone).rowcount, 0)


async def names_of(session: AsyncSession, user_ids: Collection[int]) -> dict[int, Pii]:
    """The names of people by Telegram's id."""
    found = await session.execute(select(Person.user_id, Person.name).where(Person.user_id.in_(user_ids)))
    return {user_id: Pii(name) for user_id, name in found if user_id is not None}


async def can_be_written_to(session: AsyncSession, user_ids: Collection[int]) -> bool:
    """Whether any of these people pressed Start with a bot and has not blocked it."""
    if not user_ids:
        return False
    found = await session.scalar(
        select(func.count())
        .select_from(Acquaintance)
        .where(Acquaintance.user_id.in_(user_ids), Acquaintance.blocked_at.is_(None)),
    )
    return bool(found)


async def group_of_chat(session: AsyncSession, chat_id: int) -> int | None:
    """Our group behind a chat id that a report remembers, also after it became a supergroup."""
    found = await session.scalar(select(Group.id).where(Group.chat_id == chat_id))
    if found is None:
        found = await session.scalar(select(FormerChat.group_id).where(FormerChat.chat_id == chat_id))
    return found


_GROUPS_OF: Select[int, int, int | None, GroupState, str] = (
    select(Unit.id, Group.id, Group.bot_id, Group.state, Unit.path)
    .join(Unit, Unit.id == Group.unit_id)
    .where(
        Group.unit_id.in_(bindparam("units", expanding=True)),
        Group.chat_id.is_not(None),
        Group.state.in_((GroupState.BOUND, GroupState.AWAY)),
    )
)


async def groups_of(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, int]:
    """Unit → its group, of those that have a chat; one that is away counts, what is said there waits.

    Which bot serves them is kept at hand with it: whoever asks will write to them.
    """

    async def ask(missing: Collection[int]) -> dict[int, int]:
        groups = {}
        for unit_id, group_id, bot_id, state, path in await session.execute(_GROUPS_OF, {"units": list(missing)}):
            groups[unit_id] = group_id
            lay(session, SERVICE, group_id, (bot_id, state, street_of(path)))
        return groups

    return await find_all(session, GROUP_OF_UNIT, unit_ids, ask)


@dataclass(frozen=True, slots=True)
class Line:
    """One ordinary open incident of a digest."""

    number: str
    leaf: str
    urgency: Urgency
    state: IncidentState
    place: Mapping[str, Any]
    unit_name: str
    sensitivity: Sensitivity
    handle_due_at: datetime | None


async def open_lines(
    session: AsyncSession, path: str, tiers_told: Collection[str], states: Collection[IncidentState], limit: int
) -> tuple[list[Line], int]:
    """Ordinary open incidents below a path that have not climbed to one of `tiers_told`, most pressing first; and how many in all."""
    owner = aliased(Unit)
    below = (
        select(Incident.id)
        .join(owner, owner.id == Incident.owner_unit_id)
        .where(
            Incident.state.in_(states),
            Incident.urgency != Urgency.EMERGENCY,
            Incident.highest_tier.not_in(tiers_told),
            owner.path.startswith(path, autoescape=True),
        )
    )
    total = await session.scalar(select(func.count()).select_from(below.subquery()))
    rows = await session.execute(
        select(Incident, Unit.name)
        .join(Unit, Unit.id == Incident.unit_id)
        .where(Incident.id.in_(below))
        .order_by(Incident.handle_due_at, Incident.id)
        .limit(limit),
    )
    lines = [
        Line(row.number, row.leaf, row.urgency, row.state, row.place, name, row.sensitivity, row.handle_due_at)
        for row, name in rows
    ]
    return lines, int(total or 0)
