"""One timetable in a process of its own, its clock running fast: `python -m tests.chaos.timetable_process URL BEGAN SPEED`.

Business time is START at machine time BEGAN and runs SPEED times as fast, in all processes alike.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.database import open_database
from escalations import escalate_overdue as house
from pyramid.policy import built_in_policy
from tests.incidents.town import START

house.BATCH = 25  # many transactions, so that a kill finds one open


async def sweep(url: str, began: float, speed: float) -> None:
    database = open_database(url, lambda: datetime.now(UTC))
    print("ready", flush=True)  # noqa: T201 - whoever started it waits for this
    while True:
        now = START + timedelta(seconds=(time.time() - began) * speed)
        try:
            await house.escalate_overdue(database.transaction, now=now, policy=built_in_policy())
        except (SQLAlchemyError, OSError):
            continue  # as the timetable does: tried again at the next beat
        finally:
            await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(sweep(sys.argv[1], float(sys.argv[2]), float(sys.argv[3])))
