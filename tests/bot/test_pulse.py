"""An outside watch sees at /pulse whether the timetable sweeps, whichever process runs it."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from aiohttp import ClientSession

from bot.database import open_database
from bot.pulse import STALLED, pulse_of
from bot.web import health_routes, listen
from escalations.prove_itself import beat_heart


async def test_the_pulse_stops_when_nothing_is_swept(sqlite_url):
    clock = SimpleNamespace(at=datetime.now(UTC))
    database = open_database(sqlite_url, lambda: clock.at)
    clock.machine = lambda: clock.at
    site = await listen(health_routes(dict, pulse_of(database, clock)), "127.0.0.1", 0)

    async def status():
        async with ClientSession() as http, http.get(f"{site.url}/pulse") as answer:
            return answer.status

    try:
        assert await status() == 503, "it has never swept"
        await beat_heart(database.transaction, now=clock.at, swept_at=clock.at)
        assert await status() == 200
        clock.at += STALLED + timedelta(seconds=1)
        assert await status() == 503
    finally:
        await site.close()
        await database.dispose()
