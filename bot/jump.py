"""The demo's clock: business time steps forward to each due moment in turn, so that a climb is seen as a climb.

POST /demo/clock {"forward": "4h"} or {"to": "2026-11-22T09:00:00+08:00"} or {"to": "next_morning"}; GET tells the time.
Refused unless the Bot API is a sandbox on this machine. Leases, pacing and retries never see it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from bot import store
from bot.clock import Clock
from bot.database import Database
from bot.timetable import DUE_MOMENTS
from pyramid.durations import parse_duration

MOST_STEPS = 2000
MORNING = time(8, 0)
LONGEST = timedelta(days=60)


class DemoClock:
    """Moves business time, and only forward."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        beat: Callable[[], Awaitable[int]],
        settle: Callable[[], Awaitable[None]],
        zone: ZoneInfo,
    ) -> None:
        self._database, self._clock, self._beat, self._settle = database, clock, beat, settle
        self._zone = zone
        self._moving = asyncio.Lock()

    async def forward_to(self, target: datetime) -> int:
        """Step to every due moment up to `target`, then to it; returns the number of steps that moved something."""
        async with self._moving:
            moved = 0
            for _ in range(MOST_STEPS):
                due = await self._earliest()
                if due is None or due > target:
                    break
                await self._set(max(due, self._clock.now()))
                if not await self._beat():
                    break
                moved += 1
                await self._settle()
            await self._set(target)
            await self._beat()
            return moved

    async def _earliest(self) -> datetime | None:
        async with self._database.transaction() as session:
            found = [await moment(session) for moment in DUE_MOMENTS]
        known = [moment for moment in found if moment is not None]
        return min(known) if known else None

    async def _set(self, moment: datetime) -> None:
        self._clock.offset = max(self._clock.offset, moment - self._clock.machine())
        async with self._database.transaction() as session:
            await store.set_clock_offset(session, self._clock.offset)

    def routes(self) -> list[web.RouteDef]:
        """The documented HTTP call."""
        return [
            web.get("/demo/clock", self._tell),
            web.post("/demo/clock", self._move),
            web.options("/demo/clock", self._allow),
        ]

    async def _tell(self, _: web.Request) -> web.Response:
        return self._answer({})

    async def _allow(self, _: web.Request) -> web.Response:
        return self._answer({})

    async def _move(self, request: web.Request) -> web.Response:
        try:
            wish = await request.json()
            target = self._target(wish)
        except (ValueError, KeyError, TypeError, AttributeError):
            return self._answer(
                {"error": 'send {"forward": "4h"} or {"to": "next_morning"} or {"to": an ISO moment}'}, 400
            )
        if not timedelta(0) <= target - self._clock.now() <= LONGEST:
            return self._answer({"error": "time moves only forward, by at most 60 days"}, 400)
        moved = await self.forward_to(target)
        return self._answer({"steps": moved})

    def _target(self, wish: dict[str, str]) -> datetime:
        now = self._clock.now()
        if "forward" in wish:
            duration = parse_duration(wish["forward"])
            return now + duration.continuous
        if wish["to"] == "next_morning":
            local = now.astimezone(self._zone)
            morning = datetime.combine(local.date(), MORNING, self._zone)
            return (morning if morning > local else morning + timedelta(days=1)).astimezone(UTC)
        moment = datetime.fromisoformat(wish["to"])
        if moment.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return moment.astimezone(UTC)

    def _answer(self, extra: dict[str, object], status: int = 200) -> web.Response:
        body = {"now": self._clock.now().astimezone(self._zone).isoformat(timespec="seconds"), **extra}
        # The chat page comes from the sandbox's own address on this machine.
        headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Content-Type"}
        return web.json_response(body, status=status, headers=headers)
