"""Who speaks, and where: found out once per update, before any handler asks."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, Update, User
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import store
from handlers.arrival import Arrival
from handlers.house import House
from handlers.who_and_where import who_and_where
from models.kinds import GroupState
from models.pyramid import Group, Unit
from outbox.resume_group import resume_person
from pyramid.actor import Actor
from pyramid.lookup import actor_of, group_of_chat, unit_of

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

# What every handler may take by name besides the event; a house test walks all handlers and compares.
PROVIDED = frozenset({"arrival"})

GOODBYES = frozenset({"kicked", "left"})


class Introduction(BaseMiddleware):
    """Provides `arrival`."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Look up chat and person, then hand on."""
        session: AsyncSession = data["session"]
        now: datetime = data["now"]
        update = event if isinstance(event, Update) else None
        user, chat, is_masked = who_and_where(update) if update is not None else (None, None, False)
        group, unit = await _place(session, chat)
        if user is not None and chat is not None and chat.type == "private" and not _is_goodbye(update):
            await _acquaint(session, user, data["bot_id"], now)
        speaker = await _speaker(session, user, data["house"], is_masked=is_masked)
        data["arrival"] = Arrival(
            session=session,
            now=now,
            policy=data["policy"],
            house=data["house"],
            bot_id=data["bot_id"],
            asked=data["asked"],
            speaker=speaker,
            group=group,
            unit=unit,
        )
        return await handler(event, data)


def _is_goodbye(update: Update | None) -> bool:
    """They blocked the bot: no reason to count them as reachable."""
    changed = update.my_chat_member if update is not None else None
    return changed is not None and changed.new_chat_member.status in GOODBYES


async def _speaker(session: AsyncSession, user: User | None, house: House, *, is_masked: bool) -> Actor:
    if user is None:
        return await actor_of(session, 0, language=house.language, is_anonymous=True)
    language = user.language_code or house.language
    return await actor_of(session, user.id, language=language, is_anonymous=is_masked)


async def _place(session: AsyncSession, chat: Chat | None) -> tuple[Group | None, Unit | None]:
    if chat is None or chat.type == "private":
        return None, None
    group = await group_of_chat(session, chat.id)
    if group is None or group.unit_id is None or group.state is not GroupState.BOUND:
        return group, None
    return group, await unit_of(session, group.unit_id)


async def _acquaint(session: AsyncSession, user: User, bot_id: int, now: datetime) -> None:
    if not user.is_bot and await store.acquaint(session, user.id, bot_id, user.language_code or "", now=now):
        await resume_person(session, user.id, bot_id)
