"""SQL of the Telegram door: open dialogues, and who has spoken to which bot."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import UNKNOWN, find
from models.broadcasts import Notice, Receipt
from models.incidents import Incident, Report
from models.kinds import NoticeKind, NoticeState
from models.pii import Pii
from models.privacy import PlaceFollow
from models.process import BotAccount
from models.pyramid import Acquaintance, Dialogue, Person
from models.services import GuideOpinion
from models.shelves import DIALOGUES

DIALOGUE_LIVES = timedelta(hours=24)


def _insert(session: AsyncSession, table: type[Acquaintance] | type[Person]) -> Any:
    return (pg_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert)(table)


async def acquaint(session: AsyncSession, user_id: int, bot_id: int, language: str, *, now: datetime) -> bool:
    """They wrote to this bot in private: it may write to them. True if it could not before."""
    known = await session.get(Acquaintance, (user_id, bot_id))
    if known is not None and known.blocked_at is None:
        return False
    if known is None:
        wish = _insert(session, Acquaintance).values(user_id=user_id, bot_id=bot_id, since=now)
        await session.execute(wish.on_conflict_do_nothing())
    else:
        known.blocked_at = None
    person = _insert(session, Person).values(user_id=user_id, name="", language=language, consent_version=0)
    await session.execute(person.on_conflict_do_nothing(index_elements=["user_id"]))
    return True


async def block(session: AsyncSession, user_id: int, bot_id: int, *, now: datetime) -> None:
    """They blocked this bot."""
    known = await session.get(Acquaintance, (user_id, bot_id))
    if known is not None:
        known.blocked_at = now


async def person_of(session: AsyncSession, user_id: int) -> Person | None:
    """The row of a person."""
    return cast("Person | None", await session.scalar(select(Person).where(Person.user_id == user_id)))


async def dialogue_of(session: AsyncSession, chat_id: int, user_id: int, *, now: datetime) -> Dialogue | None:
    """What this person was asked in this chat, if the question is still open."""
    asked = find(session, DIALOGUES, user_id)
    if asked is not UNKNOWN and chat_id not in asked:
        return None
    dialogue = await session.get(Dialogue, (chat_id, user_id))
    return dialogue if dialogue is not None and dialogue.expires_at > now else None


async def open_dialogue(
    session: AsyncSession,
    *,
    chat_id: int,
    user_id: int,
    bot_id: int,
    kind: str,
    data: dict[str, Any],
    expires_at: datetime,
) -> None:
    """Ask; an older question in the same chat is forgotten."""
    await session.merge(
        Dialogue(chat_id=chat_id, user_id=user_id, bot_id=bot_id, kind=kind, data=data, expires_at=expires_at)
    )
    await session.flush()


async def end_dialogue(session: AsyncSession, chat_id: int, user_id: int) -> None:
    """The question is answered or dropped."""
    await session.execute(delete(Dialogue).where(Dialogue.chat_id == chat_id, Dialogue.user_id == user_id))
    known = session.identity_map.get(session.identity_key(Dialogue, (chat_id, user_id)))
    if known is not None:
        session.expunge(known)


async def bot_username(session: AsyncSession, bot_id: int) -> str:
    """The bot's public name, for deep links."""
    account = await session.get(BotAccount, bot_id)
    return account.username if account else ""


async def number_filed_from(session: AsyncSession, chat_id: int, message_id: int) -> str:
    """The number of the incident that a message became; empty if it became none."""
    wish = (
        select(Incident.number)
        .join(Report, Report.incident_id == Incident.id)
        .where(Report.chat_id == chat_id, Report.message_id == message_id)
        .order_by(Report.part)
        .limit(1)
    )
    return await session.scalar(wish) or ""


async def report_count(session: AsyncSession, user_id: int) -> int:
    """How many reports of this person are kept."""
    return await session.scalar(select(func.count()).select_from(Report).where(Report.user_id == user_id)) or 0


async def receipt_count(session: AsyncSession, user_id: int) -> int:
    """How many taps on 收到 of this person are kept."""
    return await session.scalar(select(func.count()).select_from(Receipt).where(Receipt.user_id == user_id)) or 0


async def notices_around(
    session: AsyncSession, unit_ids: Collection[int], since: datetime, words: Collection[str], limit: int
) -> list[Notice]:
    """Notices that reached these units and stand, newest first; with `words` only those that contain one of them."""
    wanted = [Notice.words.contains(word, autoescape=True) for word in words]
    found = await session.scalars(
        select(Notice)
        .where(
            Notice.unit_id.in_(unit_ids),
            Notice.state.in_((NoticeState.SENDING, NoticeState.SENT)),
            Notice.kind != NoticeKind.DRILL,
            Notice.created_at >= since,
            *([or_(*wanted)] if wanted else []),
        )
        .order_by(Notice.created_at.desc())
        .limit(limit)
    )
    return list(found)


async def names_of_holders(session: AsyncSession, person_ids: Collection[int]) -> dict[int, Pii]:
    """Names by the person's row."""
    found = await session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return {person_id: Pii(name) for person_id, name in found}


async def rate_guide(session: AsyncSession, guide: str, user_id: int, *, is_useful: bool, now: datetime) -> None:
    """Whether a card helped; a later word replaces the earlier."""
    await session.merge(GuideOpinion(guide=guide, user_id=user_id, is_useful=is_useful, at=now))
    await session.flush()


async def follows(session: AsyncSession, user_id: int, unit_id: int) -> bool:
    """Whether this person follows that place."""
    return await session.get(PlaceFollow, (user_id, unit_id)) is not None


async def follow(session: AsyncSession, user_id: int, unit_id: int, *, now: datetime) -> None:
    """They want to hear of it."""
    await session.merge(PlaceFollow(user_id=user_id, unit_id=unit_id, since=now))
    await session.flush()


async def unfollow(session: AsyncSession, user_id: int, unit_id: int) -> None:
    """They do not any more."""
    mine = (PlaceFollow.user_id == user_id, PlaceFollow.unit_id == unit_id)
    await session.execute(delete(PlaceFollow).where(*mine))
