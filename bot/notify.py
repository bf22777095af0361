"""PostgreSQL's LISTEN on a connection of its own: a wake-up, never the truth."""

import asyncio
from collections.abc import Callable

import psycopg
import structlog
from sqlalchemy.engine import make_url

log = structlog.get_logger()


async def listen_for_rows(url: str, ring: Callable[[str], None], stop: asyncio.Event) -> None:
    """Call `ring` with the room that grew, for every notification on "pagoda"; reconnects until `stop` is set."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    while not stop.is_set():
        try:
            async with await psycopg.AsyncConnection.connect(address, autocommit=True, connect_timeout=5) as connection:
                await connection.execute("LISTEN pagoda")
                while not stop.is_set():
                    async for notice in connection.notifies(timeout=1):
                        ring(notice.payload)
        except (psycopg.Error, OSError) as error:
            log.warning("notify_connection_lost", error=type(error).__name__)
            await asyncio.sleep(2)
