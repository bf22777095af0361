"""Updates come in: what means nothing is let go, the rest is kept, in one transaction; then the caller confirms."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.database import Database
from handlers.hears import chats_and_people, is_silent, lane_of, rank_of
from inbox.keep import Arrival, keep
from pyramid.known_speakers import Known, known_speakers

log = structlog.get_logger()


class Receiving:
    """The way in, for poller and webhook alike."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self.heard = 0
        self.silent = 0

    async def receive(self, bot_id: int, updates: Sequence[dict[str, Any]]) -> None:
        """Returns after the commit; an update that means nothing leaves no trace."""
        async with self._database.transaction() as session:
            chats, people = chats_and_people(updates)
            known = await known_speakers(session, chats, people, now=self._now())
            arrivals = [
                Arrival(update["update_id"], lane_of(update, known), rank_of(update), raw_of(update))
                for update in updates
                if not _means_nothing(update, known)
            ]
            await keep(session, bot_id, arrivals)
        self.heard += len(arrivals)
        self.silent += len(updates) - len(arrivals)


def _means_nothing(update: dict[str, Any], known: Known) -> bool:
    """Doubt is kept, and so is what cannot even be looked at: one strange update must not stop those behind it."""
    try:
        return is_silent(update, known)
    except Exception:
        log.exception("hearing_failed", update_id=update.get("update_id"))
        return False


def raw_of(update: dict[str, Any]) -> bytes:
    """The update as bytes. Lone surrogates, which no database takes as text, survive as escapes."""
    return json.dumps(update, separators=(",", ":")).encode()
