"""`run`: one process with its signals, its data folder and its address."""

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.app import ROLES, App
from bot.logs import clean, set_up_logs
from bot.operations import OPERATIONS
from bot.operator import Workplace, operator_routes
from bot.presence import Presence
from bot.refused import StartRefused
from bot.settings import Settings
from pyramid.policy import Policy

__all__ = ["ROLES", "serve"]


async def serve(
    settings: Settings,
    policy: Policy,
    roles: Sequence[str],
    *,
    listening: Callable[[App, str], None] | None = None,
    more_routes: Callable[[App], Sequence[Any]] = lambda _: (),
) -> int:
    """Run until a signal; the exit status. Whatever a person did wrong is one line on stderr."""
    set_up_logs(is_human=sys.stderr.isatty())
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    presence = Presence(settings.data_dir) if settings.is_embedded else None

    def routes(app: App) -> list[Any]:
        return [*_operator_routes(app, presence), *more_routes(app)]

    def announce(url: str) -> None:
        if presence is not None:
            presence.announce(url)
        if listening is not None:
            listening(app, url)
        else:
            print(f"listening on {url}", flush=True)  # noqa: T201 - port 0 takes a free one and prints it

    try:
        app = App(settings, policy, roles, extra_routes=routes)
        if presence is not None:
            _own(presence, settings)
            app.holder = str(settings.data_dir.resolve())  # its last owner is dead: those leases are ours at once
        is_well = await app.run(stop, announce)
    except (StartRefused, SQLAlchemyError, OSError) as error:
        print(clean(_sentence(error, settings)), file=sys.stderr)  # noqa: T201 - the one clear line
        return 1
    finally:
        if presence is not None:
            presence.leave()
    return 0 if is_well else 1


def _own(presence: Presence, settings: Settings) -> None:
    if not presence.take():
        raise StartRefused(f"another bot is running on {settings.data_dir}: stop it, or set PAGODA_DATA_DIR")


def _sentence(error: Exception, settings: Settings) -> str:
    """What is wrong and how to mend it."""
    if isinstance(error, StartRefused):
        return str(error)
    if isinstance(error, SQLAlchemyError):
        kind = type(error).__name__
        return f"the database cannot be used ({kind}): check PAGODA_DATABASE_URL and that it is running"
    what = error.strerror if isinstance(error, OSError) and error.strerror else error
    return f"{what}: check PAGODA_HTTP ({settings.http}) and PAGODA_DATA_DIR ({settings.data_dir})"


def _operator_routes(app: App, presence: Presence | None) -> list[Any]:
    if presence is None:
        return []
    place = Workplace(app.database, app.clock, app.policy, app.settings)
    return list(operator_routes(place, presence.key, OPERATIONS))
