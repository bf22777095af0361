"""Our side: the house as `run` builds it, in this process, with a counter on its statements."""

import asyncio
import itertools
import logging
import time
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import event

from benchmarks.child import PATIENCE, Meter, loading, state, until
from benchmarks.pyramid import PEOPLE_FROM, SECOND, TOKEN, spoken
from bot.app import App
from bot.operations import do_publish
from bot.operator import Workplace
from bot.settings import Settings
from pyramid.policy import read_policy

POLICY = '[hearing]\nresidents = "open"\n[quiet]\nresidents = []\nstaff = []\n'


class Counter:
    """Statements and transactions of the writing engine."""

    def __init__(self, app: App) -> None:
        self.statements = self.transactions = 0
        event.listen(app.database.engine.sync_engine, "before_cursor_execute", self._statement)
        event.listen(app.database.engine.sync_engine, "commit", self._commit)

    def _statement(self, *_: Any) -> None:
        self.statements += 1

    def _commit(self, *_: Any) -> None:
        self.transactions += 1

    def reset(self) -> None:
        self.statements = self.transactions = 0


async def measured(url: str, wish: dict[str, Any], meter: Meter) -> None:
    """Start, do the work, tell, stop."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    folder = Path(wish["folder"])
    settings = Settings.model_validate(
        {
            "bot_tokens": TOKEN,
            "api_url": url,
            "http": "127.0.0.1:0",
            "data_dir": folder,
            "database_url": wish.get("database_url", ""),
            "send_per_second": wish.get("per_second", 100_000),
            "group_per_minute": wish.get("per_minute", 100_000),
        }
    )
    app, stop, heard = App(settings, read_policy(POLICY)), asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(app.run(stop, lambda _: heard.set()))
    await until(lambda: app.is_ready or running.done())
    await until(lambda: bool(app.lanes) or running.done())
    await asyncio.sleep(0.5)
    counter = Counter(app)
    try:
        await WORK[wish["does"]](app, url, wish, meter, counter)
    finally:
        stop.set()
        await running


async def chatter(app: App, url: str, wish: dict[str, Any], meter: Meter, counter: Counter) -> None:
    """Words that mean nothing: received, parsed, let go."""
    before = app.receiving.heard + app.receiving.silent
    load = loading(url, spoken(wish["chats"], wish["count"], trouble=False))
    counter.reset()
    meter.begin()
    await asyncio.to_thread(load)
    await until(lambda: app.receiving.heard + app.receiving.silent - before >= wish["count"])
    meter.tell(wish["count"], statements=counter.statements, transactions=counter.transactions)


async def reports(app: App, url: str, wish: dict[str, Any], meter: Meter, counter: Counter) -> None:
    """Words that are an incident: until the last answer line stands."""
    updates = spoken(wish["chats"], wish["count"], trouble=True)
    load = loading(url, updates, wish.get("every", 0))
    counter.reset()
    meter.begin()
    await asyncio.to_thread(load)
    seen = await answered(url, len(updates))
    meter.tell(
        len(updates),
        statements=counter.statements,
        transactions=counter.transactions,
        latencies=seen["latencies"],
    )


async def answered(url: str, count: int) -> dict[str, Any]:
    """What the stub has seen, once so many chats have their answer."""
    end = time.monotonic() + PATIENCE
    seen = await asyncio.to_thread(state, url)
    for pause in itertools.repeat(0.05):
        if len(seen["latencies"]) >= count:
            break
        if time.monotonic() > end:
            raise TimeoutError(f"{len(seen['latencies'])} of {count} chats were answered")
        await asyncio.sleep(pause)
        seen = await asyncio.to_thread(state, url)
    return seen


async def notice(app: App, url: str, wish: dict[str, Any], meter: Meter, counter: Counter) -> None:
    """One emergency notice to everybody: no hold, no canary, only sending."""
    place = Workplace(app.database, app.clock, app.policy, app.settings)
    by = {"by": PEOPLE_FROM + 1, "to": "HQ0", "text": "通知 " * 30, "kind": "emergency", "approve_by": SECOND}
    counter.reset()
    meter.begin()
    await do_publish(place, by)
    await until(lambda: sum(lane.kinds_sent.get("notice_copy", 0) for lane in app.lanes.values()) >= wish["count"])
    meter.tell(wish["count"], statements=counter.statements, transactions=counter.transactions)


WORK = {"chatter": chatter, "reports": reports, "notice": notice}
