"""Which of your matters do you mean? Asked once, with a button for each; the words wait ten minutes for the answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_danger import is_danger_asked
from incidents.case import Here
from incidents.linking import Candidate
from incidents.store import chats as chat_store
from models.kinds import Priority
from outbox.enqueue import Say, enqueue

WHICH = "which"
WHICH_WITHIN = timedelta(minutes=10)


async def ask_which(
    session: AsyncSession,
    options: Sequence[Candidate],
    *,
    here: Here,
    user_id: int,
    message_id: int,
    words: str,
    now: datetime,
) -> None:
    """In private where that can be, else under the words, unless it is asked there whether somebody is in danger; only who said them can answer."""
    place = await _place(session, here, user_id, now)
    if await is_danger_asked(session, place.chat_id, user_id, now):
        return
    until = now + WHICH_WITHIN
    await chat_store.save_dialogue(
        session,
        {
            "chat_id": place.chat_id,
            "user_id": user_id,
            "bot_id": here.bot_id,
            "kind": WHICH,
            "data": {"words": words, "message_id": message_id, "chat": here.chat_id, "group": here.group_id},
            "expires_at": until,
        },
    )
    wish = Say(
        kind="which_one",
        subject_id=user_id,
        group_id=place.group_id,
        user_id=None if place.group_id is not None else user_id,
        args={"chat": place.chat_id, "message": message_id, "options": [each.id for each in options]},
        priority=Priority.ANSWER,
        key=f"which_one:{here.chat_id}:{message_id}",
        reply_to=message_id if place == here else None,
        expires_at=until,
    )
    await enqueue(session, [wish], now=now)


async def _place(session: AsyncSession, here: Here, user_id: int, now: datetime) -> Here:
    """The private chat, if this person opened one and nothing else is being asked there: the group stays quiet."""
    if here.group_id is None or not await chat_store.can_be_written_to(session, [user_id]):
        return here
    open_now = await chat_store.dialogue(session, user_id, user_id)
    is_busy = open_now is not None and open_now.expires_at > now
    return here if is_busy else Here(here.bot_id, user_id)
