"""From kept bytes to aiogram's dispatcher: what must be asked is asked first, presses are answered after the commit."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from aiogram.types import Update
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.answers import CallbackAnswer
from handlers.asks import Asked, members_to_ask
from handlers.before_batch import before_batch
from inbox.handle_pending import AfterCommit, Poison
from inbox.kept import Kept

log = structlog.get_logger()

PRESS_LIVES = timedelta(seconds=100)  # an older spinner has stopped by itself
ANSWER_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Read:
    """An update that could be read, and what Telegram said about it."""

    update: Update
    asked: Asked


class Edge:
    """Implements the inbox's Handler."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        bots: Mapping[int, Bot],
        machine_now: Callable[[], datetime],
        values: Callable[[], dict[str, Any]],
    ) -> None:
        self._dispatcher, self._bots, self._machine_now, self._values = dispatcher, bots, machine_now, values
        self._answering: set[asyncio.Task[None]] = set()

    async def ask(self, kept: Kept) -> Read:
        """Parse, and ask Telegram what the handler will need. Raises Poison for what cannot be parsed."""
        bot = self._bots.get(kept.bot_id)
        if bot is None:
            raise Poison("its bot's token is no longer set")
        try:
            update = Update.model_validate_json(kept.raw, context={"bot": bot})
        except (ValidationError, ValueError) as error:
            raise Poison(type(error).__name__) from None
        members = {}
        for chat_id, user_id in members_to_ask(update, kept.bot_id):
            try:
                members[user_id] = await bot.get_chat_member(chat_id, user_id, request_timeout=5)
            except AiogramError as error:
                log.warning("member_not_told", error=type(error).__name__)
        return Read(update, Asked(members))

    async def prepare(self, session: AsyncSession, asked: Sequence[tuple[Kept, object]]) -> None:
        """Before the first of them, inside the same transaction."""
        readable = [(kept.bot_id, read.update) for kept, read in asked if isinstance(read, Read)]
        await before_batch(session, readable, now=self._values()["now"])

    async def handle(self, session: AsyncSession, kept: Kept, asked: object) -> AfterCommit | None:
        """The handler of this update, inside the caller's transaction."""
        read = cast("Read", asked)
        result = await self._dispatcher.feed_update(
            self._bots[kept.bot_id],
            read.update,
            session=session,
            asked=read.asked,
            bot_id=kept.bot_id,
            **self._values(),
        )
        query = read.update.callback_query
        if query is None or self._machine_now() - kept.received_at > PRESS_LIVES:
            return None
        answer = result if isinstance(result, CallbackAnswer) else CallbackAnswer()

        async def tell() -> None:
            task = asyncio.create_task(self._answer(kept.bot_id, query.id, answer))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

        return tell

    async def _answer(self, bot_id: int, query_id: str, answer: CallbackAnswer) -> None:
        """Best effort: the card shows the outcome anyway."""
        text = answer.text if len(answer.text) <= ANSWER_LIMIT else answer.text[: ANSWER_LIMIT - 1] + "…"
        try:
            await self._bots[bot_id].answer_callback_query(
                query_id, text=text or None, show_alert=answer.is_alert, request_timeout=10
            )
        except AiogramError as error:
            log.info("press_not_answered", error=type(error).__name__)

    async def finish(self) -> None:
        """Let answers that are on their way arrive."""
        await asyncio.gather(*self._answering, return_exceptions=True)
