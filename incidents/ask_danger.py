"""Is anybody in danger? Asked under words that may be a cry; the words wait ten minutes for the answer, which anybody in the group may give."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import MediaFile, Source
from incidents.first_words import FIRST_WORDS
from incidents.store import chats as chat_store
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh

DANGER = "danger"
DANGER_WITHIN = timedelta(minutes=10)


async def ask_danger(
    session: AsyncSession, source: Source, user_id: int, *, files: Sequence[MediaFile], now: datetime
) -> None:
    """In the group, under the words and files of `user_id`; not while he is asked something else.

    Who goes on before anybody has answered is asked under his latest words; those before them still count, and faint ones too.
    """
    open_now = await chat_store.dialogue(session, source.chat_id, user_id)
    is_open = open_now is not None and open_now.expires_at > now
    if open_now is not None and is_open and open_now.kind not in {DANGER, FIRST_WORDS}:
        return
    first = {"words": "", "said_at": source.said_at.isoformat(), "files": []}
    before = open_now.data if open_now is not None and is_open else first
    until = now + DANGER_WITHIN
    await chat_store.save_dialogue(
        session,
        {
            "chat_id": source.chat_id,
            "user_id": user_id,
            "bot_id": source.bot_id,
            "kind": DANGER,
            "data": {
                "words": f"{before['words']} {source.words}".strip(),
                "message_id": source.message_id,
                "said_at": before["said_at"],
                "files": [*before["files"], *(asdict(file) for file in files)],
            },
            "expires_at": until,
        },
    )
    wish = Say(
        kind="if_danger",
        subject_id=user_id,
        group_id=source.group_id,
        args={"chat": source.chat_id, "message": source.message_id},
        priority=Priority.EMERGENCY,
        key=f"if_danger:{source.chat_id}:{source.message_id}",
        reply_to=source.message_id,
        expires_at=until,
    )
    await enqueue(session, [wish], now=now)
    if open_now is not None and is_open and open_now.kind == DANGER:
        await refresh(session, ["if_danger"], user_id)


async def is_danger_asked(session: AsyncSession, chat_id: int, user_id: int, now: datetime) -> bool:
    """Whether that question waits for its answer: no lesser one of the bot takes its place."""
    asked = await chat_store.dialogue(session, chat_id, user_id)
    return asked is not None and asked.kind == DANGER and asked.expires_at > now
