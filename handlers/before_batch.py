"""Before a batch of updates is handled: what all of them will ask is read together and kept at hand; what they write waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from aiogram.types import Update
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.who_and_where import who_and_where
from incidents.bring_ground import bring_ground
from models.at_hand import keep_at_hand
from models.set_down import write_together
from pyramid.bring_speakers import bring_speakers

SIGN_OF_LIFE = timedelta(hours=1)  # how finely a group's last sign of life is noted: it is a light, no log


async def before_batch(session: AsyncSession, updates: Sequence[tuple[int, Update]], *, now: datetime) -> None:
    """`updates` with the bots that received them. It only spares statements: without it every handler does the same."""
    keep_at_hand(session)
    write_together(session)
    chats, people, messages = set(), set(), set()
    for bot_id, update in updates:
        user, chat, _ = who_and_where(update)
        if user is not None:
            people.add(user.id)
        if chat is not None and chat.type != "private":
            chats.add(chat.id)
            if update.message is not None:
                messages.add((bot_id, chat.id, update.message.message_id))
    units = await bring_speakers(session, chats, people, now=now, sign_of_life=now - SIGN_OF_LIFE)
    await bring_ground(session, units, messages, now=now)
