"""What the command line reads from the database, beside a running bot."""

from bot.clock import Clock
from bot.database import open_database
from bot.settings import Settings
from incidents.verify_audit import Verdict, verify_audit


async def verify_now(settings: Settings) -> Verdict:
    """Read the whole history once. Raises SQLAlchemyError, OSError."""
    database = open_database(settings.database, Clock().machine)
    try:
        async with database.reading() as session:
            return await verify_audit(session)
    finally:
        await database.dispose()
