"""Words too faint to be a matter by themselves wait a few minutes for what comes after: 「楼道里什么味道」 … 「煤气味」."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import MediaFile, Source
from incidents.store import chats as chat_store

FIRST_WORDS = "first_words"
FIRST_WORDS_WAIT = timedelta(minutes=3)
_MOST = 200  # signs: who has said so much without being understood begins anew


async def keep_first_words(
    session: AsyncSession, source: Source, user_id: int, *, files: Sequence[MediaFile], now: datetime
) -> None:
    """Beside the chat, with those just before them; not while this person is asked something there."""
    before = await chat_store.dialogue(session, source.chat_id, user_id)
    is_open = before is not None and before.expires_at > now
    if before is not None and is_open and before.kind != FIRST_WORDS:
        return
    data: dict[str, Any] = {
        "words": source.words,
        "message_id": source.message_id,
        "said_at": source.said_at.isoformat(),
        "last_at": source.said_at.isoformat(),
        "files": [asdict(file) for file in files],
    }
    if before is not None and is_open and len(before.data["words"]) + len(source.words) < _MOST:
        data["words"] = f"{before.data['words']} {source.words}"
        data["said_at"] = before.data["said_at"]
        data["files"] = [*before.data["files"], *data["files"]]
    await chat_store.save_dialogue(
        session,
        {
            "chat_id": source.chat_id,
            "user_id": user_id,
            "bot_id": source.bot_id,
            "kind": FIRST_WORDS,
            "data": data,
            "expires_at": now + FIRST_WORDS_WAIT,
        },
    )


async def forget_first_words(session: AsyncSession, *, now: datetime) -> int:
    """What nothing came after meant nothing, and is not kept. Returns how many went."""
    return await chat_store.forget_dialogues(session, FIRST_WORDS, now)
