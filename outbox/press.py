"""A button was pressed: which row stands behind it?"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import looking

SEPARATOR = ":"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that we really offered, on a message that we really sent to this chat or person."""

    row_id: int
    kind: str
    subject_id: int | None
    group_id: int | None
    user_id: int | None
    viewer: str
    args: dict[str, Any]
    action: str
    arg: str


def callback_data(token: str, action: str, arg: str) -> str:
    """What a button carries; ValueError above Telegram's 64 bytes."""
    data = SEPARATOR.join((token, action, arg)) if arg else SEPARATOR.join((token, action))
    if len(data.encode()) > 64:  # noqa: PLR2004 - Telegram's limit
        raise ValueError(f"callback data too long: action {action!r}")
    return data


async def press_behind(
    session: AsyncSession, data: str, *, chat_id: int, message_id: int, user_id: int
) -> Press | None:
    """The press behind callback data, or None for anything forged, foreign or pressed in another chat.

    After a sending whose answer was lost, the first message id that is learnt becomes the card's.
    """
    token, _, rest = data.partition(SEPARATOR)
    action, _, arg = rest.partition(SEPARATOR)
    row = await looking.row_by_token(session, token)
    if row is None or [action, arg] not in row.offered:
        return None
    if row.user_id is not None:
        if row.user_id != user_id or chat_id != user_id:
            return None
    elif row.group_id is None or row.group_id != await looking.group_id_of_chat(session, chat_id):
        return None
    if row.message_id is None:
        await looking.learn_message_id(session, row.id, chat_id, message_id)
    return Press(row.id, row.kind, row.subject_id, row.group_id, row.user_id, row.viewer, dict(row.args), action, arg)
