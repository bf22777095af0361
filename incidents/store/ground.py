"""SQL for the beginning of a batch: rulings, followers, what was filed already and where matters are talked of, in one statement."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CompoundSelect, String, bindparam, cast, literal, null, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import lay
from models.incidents import Incident, Precedent, Report
from models.privacy import PlaceFollow
from models.shelves import FILED, FOLLOWERS, RULINGS, SPOKEN_OF

_UNITS: Any = bindparam("units", expanding=True)
_MESSAGES: Any = bindparam("messages", expanding=True)
_NO_KEY, _NO_WORD = cast(null(), BigInteger), cast(null(), String)
_GROUND: CompoundSelect[Any] = union_all(
    select(literal("ruling"), Precedent.unit_id, Precedent.owner_unit_id, _NO_KEY, Precedent.leaf, Incident.number)
    .join(Incident, Incident.id == Precedent.incident_id)
    .where(Precedent.unit_id.in_(_UNITS)),
    select(literal("follower"), PlaceFollow.unit_id, PlaceFollow.user_id, _NO_KEY, _NO_WORD, _NO_WORD).where(
        PlaceFollow.unit_id.in_(_UNITS)
    ),
    select(literal("filed"), Report.bot_id, Report.chat_id, Report.message_id, _NO_WORD, _NO_WORD).where(
        tuple_(Report.chat_id, Report.message_id).in_(_MESSAGES)
    ),
    select(literal("spoken"), Report.chat_id, _NO_KEY, _NO_KEY, _NO_WORD, _NO_WORD).where(
        Report.chat_id.in_(bindparam("chats", expanding=True)), Report.said_at >= bindparam("lately")
    ),
)


async def lay_ground(
    session: AsyncSession, unit_ids: Collection[int], messages: Collection[tuple[int, int, int]], *, lately: datetime
) -> None:
    """Kept at hand for these units, for these messages as (bot id, chat id, message id), and for their chats since `lately`."""
    rulings: dict[int, dict[str, tuple[int, str]]] = {unit_id: {} for unit_id in unit_ids}
    followers: dict[int, set[int]] = {unit_id: set() for unit_id in unit_ids}
    filed, spoken, chats = set(), set(), {chat for _, chat, _ in messages}
    these = {
        "units": list(unit_ids),
        "messages": [(chat, message) for _, chat, message in messages],
        "chats": list(chats),
        "lately": lately,
    }
    for what, first, second, third, leaf, number in await (await session.connection()).execute(_GROUND, these):
        if what == "ruling":
            rulings[first][leaf] = (second, number)
        elif what == "follower":
            followers[first].add(second)
        elif what == "spoken":
            spoken.add(first)
        else:
            filed.add((first, second, third))
    for unit_id in unit_ids:
        lay(session, RULINGS, unit_id, rulings[unit_id])
        lay(session, FOLLOWERS, unit_id, frozenset(followers[unit_id]))
    for message in messages:
        lay(session, FILED, message, message in filed)
    for chat in chats:
        lay(session, SPOKEN_OF, chat, chat in spoken)
