"""Trouble at the edge becomes knowledge of the pyramid: a chat that is gone, a chat that moved, a token that is dead."""

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot import store
from bot.clock import Clock
from bot.database import Database
from incidents.composers import CARDS
from outbox.lanes import Trouble
from pyramid.note_membership import note_chat_gone, note_migration

log = structlog.get_logger()


class Troubles:
    """Told by senders and pollers."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    async def on_trouble(self, session: AsyncSession, trouble: Trouble) -> None:
        """A target could not be reached; runs in the sender's transaction."""
        outcome = trouble.outcome
        if outcome.is_token_dead:
            log.error("token_dead", bot_id=trouble.bot_id, mend="put the new token into PAGODA_BOT_TOKENS and restart")
            await store.set_bot_trouble(session, trouble.bot_id, "the token is no longer valid (401)")
        elif outcome.migrated_to is not None:
            await note_migration(session, trouble.chat_id, outcome.migrated_to, now=self._clock.now(), repost=CARDS)
        elif trouble.group_id is not None:
            await note_chat_gone(session, trouble.group_id, outcome.reason, now=self._clock.now())

    async def alarm(self, bot_id: int, trouble: str | None) -> None:
        """A poller's trouble began, changed or (None) ended."""
        async with self._database.transaction() as session:
            await store.set_bot_trouble(session, bot_id, trouble)
