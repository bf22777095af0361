"""Who may do what only one may do: leases with fencing numbers, kept in the database."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from bot import store
from bot.database import Database

TTL = timedelta(seconds=15)
RENEW_AFTER = 3.0  # seconds: a held lease is renewed this often, not at every look


@dataclass(slots=True)
class Holding:
    """One lease of this process."""

    database: Database
    name: str
    holder: str
    monotonic: Callable[[], float]
    fence: int | None = None
    renewed_at: float = float("-inf")

    @property
    def seconds_left(self) -> float:
        """How long we may still act on it, by our own clock."""
        if self.fence is None:
            return 0.0
        return self.renewed_at + TTL.total_seconds() - self.monotonic()

    async def hold(self, session: AsyncSession) -> float:
        """Renew within the caller's transaction: seconds left, 0 when it is lost."""
        begun = self.monotonic()
        if self.fence is None or begun - self.renewed_at < RENEW_AFTER:
            return max(self.seconds_left, 0.0)
        if await store.renew_lease(session, self.name, self.fence, TTL):
            # Counted only once it is committed: until then nobody else knows of it.
            event.listen(session.sync_session, "after_commit", lambda done: self._renewed(done, begun))
        else:
            self.fence = None
        return max(self.seconds_left, 0.0)

    def _renewed(self, session: Session, begun: float) -> None:
        if not session.in_nested_transaction():
            self.renewed_at = begun

    async def is_ours(self) -> bool:
        """Take it if it is free; renew it if it is ours."""
        begun = self.monotonic()
        if self.fence is not None and begun - self.renewed_at < RENEW_AFTER:
            return True
        try:
            async with self.database.transaction() as session:
                if self.fence is not None and await store.renew_lease(session, self.name, self.fence, TTL):
                    self.renewed_at = begun
                    return True
                self.fence = await store.take_lease(session, self.name, self.holder, TTL)
        except (SQLAlchemyError, OSError):
            return self.seconds_left > 0
        self.renewed_at = begun
        return self.fence is not None

    async def drop(self) -> None:
        """Give it back at a graceful stop; without a database it ends by itself."""
        if self.fence is None:
            return
        with suppress(SQLAlchemyError, OSError):
            async with self.database.transaction() as session:
                await store.drop_lease(session, self.name, self.fence)
        self.fence = None


async def holding(lease: Holding, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, then give the lease back at once."""
    await work
    await lease.drop()
