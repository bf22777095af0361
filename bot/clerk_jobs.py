"""Timed jobs behind the cards: 撤销 fades, what belongs together is found, the day's log is asked for."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.schedule import Job
from incidents.ask_day import ask_day
from incidents.fade_undo import fade_undo
from incidents.find_kin import find_kin
from pyramid.policy import Policy


def clerk_jobs(
    transaction: Callable[[], AbstractAsyncContextManager[AsyncSession]], clock: Clock, policy: Policy
) -> list[Job]:
    """Off the way of words: none of them costs a report anything."""

    async def fade() -> int:
        async with transaction() as session:
            return await fade_undo(session, now=clock.now())

    async def compare() -> int:
        async with transaction() as session:
            return await find_kin(session, policy=policy, now=clock.now())

    async def ask_of_day() -> int:
        async with transaction() as session:
            return await ask_day(session, now=clock.now(), calendar=policy.calendar)

    return [Job("fade_undo", 2, fade), Job("find_kin", 2, compare), Job("ask_day", 60, ask_of_day)]
