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
from bot.settings import Settings
from pyramid.policy import Policy

__all__ = ["ROLES", "serve"]


async def serve(
    settings: Settings,
    policy: Policy,
    roles: Sequence[str],
    *,
    listening: Callable[[App, str], None] | None = None,
    stop: asyncio.Event | None = None,
) -> int:
    """Run until a signal or `stop`; the exit status. Whatever a person did wrong is one line on stderr."""
    set_up_logs(is_human=sys.stderr.isatty())
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    presence = Presence(settings.data_dir) if settings.is_embedded else None
    try:
        if presence is not None and not presence.take():
            return _sorry(f"another bot is running on {settings.data_dir}: stop it, or set PAGODA_DATA_DIR")
        app = App(settings, policy, roles, extra_routes=lambda app: _extra_routes(app, presence))
        if presence is not None:
            app.holder = str(settings.data_dir.resolve())  # its last owner is dead: those leases are ours at once

        def announce(url: str) -> None:
            if presence is not None:
                presence.announce(url)
            if listening is not None:
                listening(app, url)
            else:
                print(f"listening on {url}", flush=True)  # noqa: T201 - port 0 takes a free one and prints it

        await app.run(stop, announce)
    except SystemExit as refusal:
        return _sorry(str(refusal.code))
    except SQLAlchemyError as error:
        return _sorry(
            f"the database cannot be used ({type(error).__name__}): check PAGODA_DATABASE_URL and that it is running"
        )
    except OSError as error:
        return _sorry(
            f"{error.strerror or error}: check PAGODA_HTTP ({settings.http}) and PAGODA_DATA_DIR ({settings.data_dir})"
        )
    finally:
        if presence is not None:
            presence.leave()
    return 0


def _extra_routes(app: App, presence: Presence | None) -> list[Any]:
    if presence is None:
        return []
    place = Workplace(app.database, app.clock, app.policy, app.settings)
    return list(operator_routes(place, presence.key, OPERATIONS))


def _sorry(sentence: str) -> int:
    print(clean(sentence), file=sys.stderr)  # noqa: T201 - the one clear line
    return 1
