"""The timetable: APScheduler beats time and remembers nothing; what is due stands in rows.

Only the holder of the timetable's lease acts. A beat that is missed only delays.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import SQLAlchemyError

from bot import store
from bot.clock import Clock
from bot.database import Database
from bot.leases import Holding

log = structlog.get_logger()

LONGEST_BEAT = 60.0  # seconds: a beat that takes longer is cut and shows as such
RECORD_EVERY = 60.0  # seconds between two records of an idle job


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is looked at every `every` seconds; `run` returns how many rows it moved."""

    name: str
    every: float
    run: Callable[[], Awaitable[int]]


class Timetable:
    """All timed jobs of the house."""

    def __init__(self, database: Database, clock: Clock, lease: Holding, jobs: Sequence[Job]) -> None:
        self._database, self._clock, self._lease, self._jobs = database, clock, lease, jobs
        self._recorded: dict[str, float] = {}
        self._beating = asyncio.Lock()
        self._is_over = False
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin to beat."""
        for job in self._jobs:
            self._scheduler.add_job(self._beat, IntervalTrigger(seconds=job.every), args=[job], id=job.name)
        self._scheduler.start()

    async def stop(self) -> None:
        """No further beats; the one that is running ends by itself. Then the lease is given back."""
        self._scheduler.remove_all_jobs()
        async with self._beating:
            await self._lease.drop()
        self._scheduler.shutdown(wait=False)

    async def beat_all(self) -> int:
        """Every job once, now; for the demo's jump to a due moment."""
        return sum([await self._beat(job) for job in self._jobs])

    async def _beat(self, job: Job) -> int:
        async with self._beating:
            if self._is_over or not await self._lease.is_ours():
                return 0
            started_at, begun = self._clock.machine(), self._clock.monotonic()
            count, outcome = 0, "ok"
            try:
                async with asyncio.timeout(LONGEST_BEAT):
                    count = await job.run()
            except (SQLAlchemyError, OSError, TimeoutError) as error:
                outcome = type(error).__name__
                log.warning("job_will_be_tried_again", job=job.name, error=outcome)
            except Exception as error:
                outcome = type(error).__name__
                log.exception("job_failed", job=job.name)
            took_ms = int((self._clock.monotonic() - begun) * 1000)
            if count or outcome != "ok" or begun - self._recorded.get(job.name, float("-inf")) > RECORD_EVERY:
                self._recorded[job.name] = begun
                await self._record(job.name, started_at, took_ms, outcome=outcome, count=count)
            return count

    async def _record(self, name: str, started_at: datetime, took_ms: int, *, outcome: str, count: int) -> None:
        try:
            async with self._database.transaction() as session:
                await store.record_run(
                    session, name, started_at=started_at, took_ms=took_ms, outcome=outcome, count=count
                )
        except (SQLAlchemyError, OSError) as error:
            log.warning("job_run_not_written", job=name, error=type(error).__name__)
