"""SQL about one-time codes and wrong tries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.process import BotAccount
from models.pyramid import EnrolmentCode, WrongTry


async def forget_codes(
    session: AsyncSession, purpose: str, *, unit_id: int | None = None, person_id: int | None = None
) -> None:
    """Codes of this purpose that were given out before and not used open nothing any more."""
    mine = EnrolmentCode.unit_id == unit_id if person_id is None else EnrolmentCode.person_id == person_id
    await session.execute(
        delete(EnrolmentCode).where(EnrolmentCode.purpose == purpose, EnrolmentCode.used_at.is_(None), mine)
    )


async def open_code(session: AsyncSession, purpose: str, code_hash: str, now: datetime) -> EnrolmentCode | None:
    """The code if it still opens."""
    return cast(
        "EnrolmentCode | None",
        await session.scalar(
            select(EnrolmentCode).where(
                EnrolmentCode.code_hash == code_hash,
                EnrolmentCode.purpose == purpose,
                EnrolmentCode.used_at.is_(None),
                EnrolmentCode.expires_at > now,
            )
        ),
    )


async def use_code(session: AsyncSession, code_hash: str, now: datetime) -> bool:
    """Use it up; False if somebody else was quicker."""
    result = await session.execute(
        update(EnrolmentCode)
        .where(EnrolmentCode.code_hash == code_hash, EnrolmentCode.used_at.is_(None))
        .values(used_at=now)
    )
    return cast("CursorResult[Any]", result).rowcount == 1


async def give_codes_to(session: AsyncSession, from_person: int, to_person: int) -> None:
    """Used codes keep pointing at a person who is still there."""
    await session.execute(
        update(EnrolmentCode).where(EnrolmentCode.person_id == from_person).values(person_id=to_person)
    )


async def wrong_tries(session: AsyncSession, who: Collection[str]) -> Sequence[WrongTry]:
    """What is counted against these chats and people; locked until we are done."""
    found = await session.scalars(select(WrongTry).where(WrongTry.who.in_(who)).with_for_update())
    return found.all()


async def locked_until(session: AsyncSession, who: Collection[str], now: datetime) -> datetime | None:
    """When the last of their locks opens; None if none holds."""
    locks = [each.locked_until for each in await wrong_tries(session, who)]
    return max((lock for lock in locks if lock is not None and lock > now), default=None)


async def count_wrong_try(session: AsyncSession, who: Collection[str], most: int, until: datetime) -> int:
    """One more wrong try; the `most`-th locks until then. Returns how many tries are left."""
    known = {each.who: each for each in await wrong_tries(session, who)}
    left = most
    for name in who:
        each = known.get(name)
        if each is None:
            each = WrongTry(who=name, count=0, locked_until=None)
            session.add(each)
        each.count += 1
        left = min(left, most - each.count)
        if each.count >= most:
            each.count, each.locked_until = 0, until
    await session.flush()
    return left


async def forgive(session: AsyncSession, who: Collection[str]) -> None:
    """The right code came: what was wrong before does not count any more."""
    await session.execute(delete(WrongTry).where(WrongTry.who.in_(who)))


async def bot_hears_all(session: AsyncSession, bot_id: int) -> bool:
    """Whether privacy mode is off for this bot; True while we do not know it."""
    bot = await session.get(BotAccount, bot_id)
    return bot is None or bot.hears_all


async def bot_name(session: AsyncSession, bot_id: int | None) -> str:
    """The public name of a bot; None: of the first that is well. Empty while none is known."""
    wish = select(BotAccount.username).order_by(BotAccount.trouble.is_not(None), BotAccount.id).limit(1)
    if bot_id is not None:
        wish = wish.where(BotAccount.id == bot_id)
    return await session.scalar(wish) or ""
