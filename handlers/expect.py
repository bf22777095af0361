"""A question is put: the next words of this person in this chat are the answer."""

from datetime import timedelta
from typing import Any

from handlers import store
from handlers.arrival import Arrival


async def expect(
    arrival: Arrival,
    kind: str,
    data: dict[str, Any] | None = None,
    *,
    chat_id: int | None = None,
    within: timedelta = store.DIALOGUE_LIVES,
) -> None:
    """From whoever speaks now; in their private chat unless `chat_id` names another. An older question there is forgotten."""
    user_id = arrival.speaker.user_id
    await store.open_dialogue(
        arrival.session,
        chat_id=user_id if chat_id is None else chat_id,
        user_id=user_id,
        bot_id=arrival.bot_id,
        kind=kind,
        data=data or {},
        expires_at=arrival.now + within,
    )
