"""When the timetable last swept: what an outside watch asks for, because a clock that is stuck cannot tell that it is."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.clock import Clock
from bot.database import Database
from escalations.prove_itself import last_sweep

STALLED = timedelta(minutes=3)  # a sweep comes every second


def pulse_of(database: Database, clock: Clock) -> Callable[[], Awaitable[dict[str, str]]]:
    """What is wrong with the timetable, wherever it runs: nothing, or one word and when it last swept."""

    async def pulse() -> dict[str, str]:
        async with database.reading() as session:
            swept_at = await last_sweep(session)
        if swept_at is None:
            return {"timetable": "has never swept"}
        still = clock.machine() - swept_at
        return {"timetable": f"last swept {swept_at.isoformat()}"} if still > STALLED else {}

    return pulse
