"""What the command line does to the database when it is done: migrate, restore, and single operations."""

import json
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.database import open_database
from bot.migrate import migrate, missing_revision
from bot.operations import OPERATIONS, restore_database
from bot.operator import OperationRefused, operating
from bot.presence import Presence
from bot.settings import Settings
from pyramid.policy import Policy


async def migrate_now(settings: Settings) -> str:
    """Apply what is missing; one line about it. Raises OperationRefused, SQLAlchemyError, OSError."""
    presence = Presence(settings.data_dir) if settings.is_embedded else None
    if presence is not None and not presence.take():
        raise OperationRefused("a bot is running on this database: it migrates by itself when it starts")
    database = open_database(settings.database, Clock().machine)
    try:
        before = await migrate(database)
        wanted = await missing_revision(database)
    finally:
        await database.dispose()
        if presence is not None:
            presence.leave()
    return f"schema {before or 'empty'} → newest" if wanted is None else f"schema is still {before}"


async def restore_now(settings: Settings, file: Path) -> str:
    """Put a backup in place. Raises OperationRefused."""
    if not settings.is_embedded:
        raise OperationRefused("PostgreSQL is restored with its own tool: pg_restore --clean --dbname DATABASE FILE")
    presence = Presence(settings.data_dir)
    if not presence.take():
        raise OperationRefused("a bot is running on this database: stop it first, then restore")
    try:
        target = Path(settings.database.partition(":///")[2])
        restore_database(file, target)
        database = open_database(settings.database, Clock().machine)
        await migrate(database)
        await database.dispose()
    finally:
        presence.leave()
    return f"{file} → {target}"


async def operate_now(settings: Settings, policy: Policy, name: str, wish: dict[str, Any]) -> str:
    """One operation; its answer as JSON. Raises OperationRefused, SQLAlchemyError, OSError."""
    async with operating(settings, policy, OPERATIONS) as do:
        return json.dumps(await do(name, wish))
