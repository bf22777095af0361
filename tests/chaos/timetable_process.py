"""One timetable in a process of its own: it sweeps until it is ended. `python -m tests.chaos.timetable_process URL NOW`."""

import asyncio
import sys
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.database import open_database
from escalations.escalate_overdue import escalate_overdue
from pyramid.policy import built_in_policy


async def sweep(url: str, now: datetime) -> None:
    database = open_database(url, lambda: datetime.now(UTC))
    print("ready", flush=True)  # noqa: T201 - whoever started it waits for this
    while True:
        try:
            await escalate_overdue(database.transaction, now=now, policy=built_in_policy())
        except (SQLAlchemyError, OSError):
            continue  # as the timetable does: tried again at the next beat
        finally:
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(sweep(sys.argv[1], datetime.fromisoformat(sys.argv[2])))
