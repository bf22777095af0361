"""The console is handed what the process lends it."""

from collections.abc import Sequence

from aiohttp import web

from bot.clock import Clock
from bot.database import Database
from bot.fetch_picture import picture_fetcher
from bot.settings import Settings
from console.routes import console_routes
from pyramid.policy import Policy


def mount_console(
    database: Database, clock: Clock, policy: Policy, settings: Settings
) -> Sequence[web.AbstractRouteDef]:
    """All its routes."""
    return console_routes(
        transaction=database.transaction,
        reading=database.reading,
        now=clock.now,
        machine_now=clock.machine,
        policy=policy,
        cell=settings.cell,
        secure_cookies=settings.console_url.startswith("https://"),
        language=settings.language,
        time_zone=settings.timezone,
        details=settings.details,
        send_per_second=settings.send_per_second,
        picture=picture_fetcher(settings),
    )
