"""The door's own way to say something short: a row in the outbox, like everything that is said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.refusal import Refusal
from texts.render import line

Rows = Sequence[Sequence[Sequence[str]]]


async def say(
    session: AsyncSession,
    name: str,
    *,
    now: datetime,
    user_id: int | None = None,
    group_id: int | None = None,
    reply_to: int | None = None,
    buttons: Rows = (),
    **values: object,
) -> None:
    """Say the sentence `name` ("table.key"), or the template `name` without a dot, to a person or in a group."""
    shape = "line" if "." in name else "template"
    args: dict[str, Any] = {
        shape: name,
        "values": values,
        "buttons": [[list(button) for button in row] for row in buttons],
    }
    wish = Say("answer", user_id=user_id, group_id=group_id, args=args, priority=Priority.ANSWER, reply_to=reply_to)
    await enqueue(session, [wish], now=now)


def because(refusal: Refusal, language: str) -> str:
    """The reason of a refusal in the person's language, plain text."""
    return line(refusal.reason, language, **refusal.values)
