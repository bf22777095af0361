"""Of which events a handler is told: conditions that are looked at where the loop runs.

aiogram hands a bare `F` to a thread, once for every event and handler that is asked; the way there and back costs more than most handlers.
"""

from typing import Any

from aiogram import F
from aiogram.filters import Filter
from aiogram.types import TelegramObject


class When(Filter):
    """A magic filter, asked at once."""

    def __init__(self, magic: Any) -> None:
        self._magic = magic

    async def __call__(self, event: TelegramObject) -> bool:
        """True where the event is of the kind that is meant."""
        return bool(self._magic.resolve(event))


IN_PRIVATE = When(F.chat.type == "private")
IN_GROUPS = When(F.chat.type.in_({"group", "supergroup"}))
