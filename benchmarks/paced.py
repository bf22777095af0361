"""Sides of the pacing figures: a notice through the durable outbox, and what others do under the same limit."""

import asyncio
import logging
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import text

from benchmarks.child import Meter, until
from benchmarks.pyramid import PEOPLE_FROM, SECOND, TOKEN
from bot.app import App
from bot.operations import do_publish
from bot.operator import Workplace
from bot.settings import Settings
from pyramid.policy import read_policy

POLICY = """
[hearing]
residents = "open"
[quiet]
residents = []
staff = []
"""


def tokens(count: int) -> list[str]:
    number, _, rest = TOKEN.partition(":")
    return [f"{int(number) + place}:{rest}" for place in range(count)]


def prepare(folder: Path, count: int, bots: int) -> None:
    """The first so many micro-grid chats stay in the tree, dealt out among the bots; all others are let go."""
    first = int(TOKEN.partition(":")[0])
    with closing(sqlite3.connect(folder / "pagoda.sqlite3")) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM chat_group ORDER BY id DESC LIMIT ?", (count,))]
        connection.execute("UPDATE chat_group SET state = 'left' WHERE id < ?", (min(ids),))
        connection.execute("UPDATE chat_group SET bot_id = ? + id % ?", (first, bots))
        connection.commit()


async def paced(url: str, wish: dict[str, Any], meter: Meter) -> None:
    """One notice to all; in its middle, if wished, an emergency to one community."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    folder, count, bots = Path(wish["folder"]), wish["count"], wish.get("bots", 1)
    prepare(folder, count, bots)
    told = {"bot_tokens": ",".join(tokens(bots)), "api_url": url, "http": "127.0.0.1:0", "data_dir": folder}
    settings = Settings.model_validate(told | {"send_per_second": wish["rate"]})
    app, stop = App(settings, read_policy(POLICY), ("deliver",)), asyncio.Event()
    running = asyncio.create_task(app.run(stop, lambda _: None))
    await until(lambda: len(app.lanes) == bots or running.done())
    await asyncio.sleep(1.5)
    place = Workplace(app.database, app.clock, app.policy, app.settings)
    by = {"by": PEOPLE_FROM + 1, "to": "HQ0", "text": "通知 " * 30, "kind": "emergency", "approve_by": SECOND}
    more: dict[str, Any] = {}
    try:
        meter.begin()
        await do_publish(
            place, by
        )  # an emergency needs neither hold nor canary; its copies then go in the ordinary lane
        async with app.database.transaction() as session:
            await session.execute(text("UPDATE outgoing SET priority = 3 WHERE kind = 'notice_copy'"))
        if wish.get("emergency"):
            await asyncio.sleep(wish["emergency"])
            more["asked_at"] = time.monotonic()
            count += (await do_publish(place, by | {"to": wish["below"], "text": "URGENT"}))["count"]

        def sent() -> int:
            return sum(lane.kinds_sent.get("notice_copy", 0) for lane in app.lanes.values())

        await until(lambda: sent() >= count)
        margins = [round(lane.pacing.margin, 4) for lane in app.lanes.values()]
        meter.tell(count, margins=margins, **more)
    finally:
        stop.set()
        await running
