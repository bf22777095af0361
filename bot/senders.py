"""The senders of this process: one per bot token, each under that token's lease."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from bot.clock import Clock
from bot.database import Database
from bot.leases import Holding
from bot.settings import Settings
from bot.trouble import Troubles
from incidents.composers import CARDS
from outbox.courier import Courier
from outbox.deliver_pending import deliver_pending
from outbox.lanes import Composer, Lane
from outbox.lookout import Lookout
from outbox.pacing import Pacing

log = structlog.get_logger()

REST = 1.0  # seconds before a sender tries for its lease again


@dataclass(slots=True)
class Senders:
    """What all lanes share, and the lanes that are ours right now."""

    database: Database
    clock: Clock
    settings: Settings
    holder: str
    composers: Mapping[str, Composer]
    courier: Courier
    troubles: Troubles
    lanes: dict[int, Lane] = field(default_factory=dict)
    lookout: Lookout = field(default_factory=Lookout)

    async def deliver(self, bot_id: int, stop: asyncio.Event) -> None:
        """Send for one token whenever its lease is ours; begins anew after whatever befell it."""
        lease = Holding(self.database, f"send:{bot_id}", self.holder, self.clock.monotonic)
        bell = asyncio.Event()
        self.database.bells.add(bell)
        while not stop.is_set():
            try:
                if await lease.is_ours():
                    self.lanes[bot_id] = self._lane(bot_id, lease, bell)
                    await deliver_pending(self.lanes[bot_id], stop, self.lookout)
            except Exception:
                log.exception("sender_begins_anew", bot_id=bot_id)
            if not stop.is_set():
                await asyncio.sleep(REST)
        await lease.drop()

    def _lane(self, bot_id: int, lease: Holding, bell: asyncio.Event) -> Lane:
        return Lane(
            bot_id=bot_id,
            transaction=self.database.transaction,
            composers=self.composers,
            courier=self.courier,
            pacing=Pacing(self.settings.send_per_second, self.settings.group_per_minute),
            now=self.clock.now,
            monotonic=self.clock.monotonic,
            hold=lease.hold,
            on_trouble=self.troubles.on_trouble,
            wake=bell,
            fence=lease.fence or 0,
            cards=frozenset(CARDS),
            language=self.settings.language,
            details=self.settings.details,
        )
