"""Everything is put together here: rooms below know nothing of each other's wiring."""

import asyncio
import gc
import os
import socket
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import ClientSession

from bot import store
from bot.clock import Clock
from bot.composing import all_composers
from bot.database import Database, open_database
from bot.jump import DemoClock
from bot.leases import Holding, holding
from bot.migrate import migrate, missing_revision
from bot.mount_console import mount_console
from bot.notify import listen_for_rows
from bot.polling import ALLOWED_UPDATES, Poller, poll
from bot.pulse import pulse_of
from bot.receiving import Receiving
from bot.refused import StartRefused
from bot.schedule import Timetable
from bot.seats import find_seats
from bot.second_reader import Errand, ask_second_reader, second_reader_of
from bot.senders import Senders
from bot.settings import Settings
from bot.timetable import jobs
from bot.trouble import Troubles
from bot.web import Site, health_routes, listen
from bot.webhook import webhook_routes
from inbox.handle_pending import Desk, handle_pending
from outbox.lanes import Composer, Lane
from parsing.warm_up import warm_up
from pyramid.policy import Policy
from texts.wall_clock import hand_in_zone

if TYPE_CHECKING:
    from aiogram import Bot

log = structlog.get_logger()

ROLES = ("receive", "handle", "deliver", "schedule", "console")
TELEGRAM_ROLES = frozenset({"receive", "handle", "deliver"})


@dataclass(slots=True)
class App:
    """One process of Pagoda, with some or all of its roles."""

    settings: Settings
    policy: Policy
    roles: Sequence[str] = ROLES
    clock: Clock = field(default_factory=Clock)
    holder: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    extra_routes: Callable[["App"], Sequence[Any]] = lambda _: ()
    database: Database = field(init=False)
    site: Site | None = None
    lanes: dict[int, Lane] = field(default_factory=dict)
    receiving: Receiving | None = None
    timetable: Timetable | None = None
    is_ready: bool = False
    _composers: Mapping[str, Composer] = field(default_factory=dict)
    _is_broken: bool = False
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def run(self, stop: asyncio.Event, listening: Callable[[str], None]) -> bool:
        """Start, serve until `stop` is set, and stop in order: intake, handling, sending.

        False if a part died by a defect: the whole then stops, so that whoever watches the process starts it anew.
        """
        hand_in_zone(self.settings.timezone)
        self.database = open_database(self.settings.database, self.clock.machine)
        try:
            await self._prepare_database()
            await self._listen()
            if self.site is not None:
                listening(self.site.url)
            await self._start(stop)
            await self._until_stopped_or_broken(stop)
        finally:
            stop.set()
            await self._finish()
        return not self._is_broken

    async def _until_stopped_or_broken(self, stop: asyncio.Event) -> None:
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({stopping, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        for task in self._tasks:
            if not stop.is_set() and task.done() and not task.cancelled() and task.exception() is not None:
                log.error("a_part_died", error=type(task.exception()).__name__, exc_info=task.exception())
                self._is_broken = True

    async def _prepare_database(self) -> None:
        if self.settings.is_embedded:
            await migrate(self.database)
        elif wanted := await missing_revision(self.database):
            raise StartRefused(f"the database is not at schema {wanted}: run `python -m bot migrate` first")
        async with self.database.transaction() as session:
            self.clock.offset = await store.clock_offset(session) if self.settings.is_on_loopback else timedelta(0)

    async def _listen(self) -> None:
        """The web port answers before aiogram is imported: that takes seconds."""
        self._composers = all_composers(self._web, self.policy)
        routes = [*health_routes(self._what_is_wrong, pulse_of(self.database, self.clock)), *self.extra_routes(self)]
        if "console" in self.roles:
            routes += mount_console(self.database, self.clock, self.policy, self.settings)
        tokens = {int(token.get_secret_value().partition(":")[0]): "" for token in self.settings.bot_tokens}
        self.receiving = Receiving(self.database, self.clock.now)
        if self.settings.receive == "webhook" and "receive" in self.roles:
            secret = self.settings.webhook_secret.get_secret_value()
            routes += webhook_routes(tokens, secret, self.receiving.receive)
        if "schedule" in self.roles:
            lease = Holding(self.database, "timetable", self.holder, self.clock.monotonic)
            timed = jobs(self.database, self.clock, self.policy, self.settings)
            self.timetable = Timetable(self.database, self.clock, lease, timed)
            if self.settings.is_on_loopback:
                zone = ZoneInfo(self.settings.timezone)
                beat = self.timetable.beat_all
                routes += DemoClock(self.database, self.clock, beat=beat, settle=self._settle, zone=zone).routes()
        host, port = self.settings.address
        self.site = await listen(routes, host, port)

    async def _start(self, stop: asyncio.Event) -> None:
        if TELEGRAM_ROLES & set(self.roles):
            await self._start_telegram(stop)
        if self.timetable is not None:
            self.timetable.start()
            reader = second_reader_of(self.settings)
            if reader is not None:
                lease = Holding(self.database, "second_reader", self.holder, self.clock.monotonic)
                errand = Errand(self.database, self.clock, self.policy, lease)
                self._spawn(holding(lease, ask_second_reader(reader, errand, stop)))
        if not self.settings.is_embedded:
            self._spawn(listen_for_rows(self.settings.database, self.database.ring, stop))
        self.is_ready = True

    async def _start_telegram(self, stop: asyncio.Event) -> None:
        from bot import telegram  # noqa: PLC0415 - aiogram's import costs seconds: the web port is listening by now

        bots = telegram.build_bots(self.settings.bot_tokens, self.settings.api_url)
        self._stack.push_async_callback(telegram.close, bots)
        await telegram.introduce(self.database, bots, self.clock.machine(), stop)
        if stop.is_set():
            return
        if {"receive", "handle"} & set(self.roles):
            await asyncio.to_thread(warm_up)
        gc.collect()
        gc.freeze()  # aiogram and pydantic leave a heap that every full collection would walk
        gc.set_threshold(50_000, 20, 20)
        troubles = Troubles(self.database, self.clock)
        if "deliver" in self.roles:
            courier = telegram.build_courier(bots)
            senders = Senders(self.database, self.clock, self.settings, self.holder, self._composers, courier, troubles)
            self.lanes = senders.lanes
            for bot_id in bots:
                self._spawn(senders.deliver(bot_id, stop))
        if "handle" in self.roles:
            edge = telegram.build_edge(bots, self.clock.machine, self._values)
            self._stack.push_async_callback(edge.finish)
            desk = Desk(self.holder, self.database.transaction, edge, asyncio.Event())
            self.database.desk_bells.add(desk.wake)
            self._spawn(handle_pending(desk, stop))
        if "receive" in self.roles:
            self._spawn(find_seats(self.database, self.clock, bots, stop))
            await self._receive(bots, troubles, stop)

    async def _receive(self, bots: Mapping[int, "Bot"], troubles: Troubles, stop: asyncio.Event) -> None:
        from bot import telegram  # noqa: PLC0415 - as above

        is_webhook = self.settings.receive == "webhook"
        url = self.settings.webhook_url if is_webhook else ""
        secret = self.settings.webhook_secret.get_secret_value()
        await telegram.prepare_receiving(bots, webhook_url=url, secret=secret, allowed=ALLOWED_UPDATES)
        if is_webhook or self.receiving is None:
            return
        http = await self._stack.enter_async_context(ClientSession())
        for bot_id, bot in bots.items():
            lease = Holding(self.database, f"poll:{bot_id}", self.holder, self.clock.monotonic)
            address = f"{self.settings.api_url.rstrip('/')}/bot{bot.token}/getUpdates"
            poller = Poller(bot_id, address, self.receiving.receive, troubles.alarm, lease.is_ours)
            self._spawn(holding(lease, poll(poller, http, stop)))

    def _web(self) -> str:
        return self.settings.console_url or (self.site.url if self.site else "")

    def _values(self) -> dict[str, Any]:
        """What every handler may ask for by name, besides what middlewares find out."""
        from handlers.house import House  # noqa: PLC0415 - kept with the handlers

        set_by = self.settings
        web = self.site.url if self.site else ""
        house = House(set_by.cell, set_by.language, set_by.details, web, set_by.send_per_second, self.clock.offset)
        return {"now": self.clock.now(), "policy": self.policy, "house": house}

    async def _settle(self) -> None:
        """Between two steps of the demo's clock: let what was said be sent, at most for three seconds."""
        for _ in range(30):
            await asyncio.sleep(0.1)
            if not any(lane.wake.is_set() for lane in self.lanes.values()):
                break
        await asyncio.sleep(0.2)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))

    async def _what_is_wrong(self) -> dict[str, str]:
        """Empty when this process can do its work."""
        wrong: dict[str, str] = {}
        if not self.is_ready:
            wrong["start"] = "still starting"
        try:
            async with asyncio.timeout(3), self.database.reading() as session:
                for account in await store.bot_accounts(session):
                    if account.trouble:
                        wrong[f"bot {account.id}"] = account.trouble
        except Exception as error:  # noqa: BLE001 - whatever it is, the database does not answer
            wrong["database"] = type(error).__name__
        if self.database.trouble is not None:
            wrong["database"] = self.database.trouble
        return wrong

    async def _finish(self) -> None:
        """Intake stops, what is in flight lands, leases are given back, connections close."""
        if self.timetable is not None and self.is_ready:
            await self.timetable.stop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=8)
            for task in late:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._stack.aclose()
        if self.site is not None:
            await self.site.close()
        await self.database.dispose()
