"""Timed jobs behind the cards: 撤销 fades, what belongs together is found, the day's log is asked for."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.schedule import Job
from disputes.advance_disputes import advance_disputes
from incidents.ask_day import ask_day
from incidents.fade_undo import fade_undo
from incidents.find_kin import find_kin
from incidents.first_words import forget_first_words
from pyramid.announce_consent import announce_consent
from pyramid.policy import Policy


def clerk_jobs(
    transaction: Callable[[], AbstractAsyncContextManager[AsyncSession]], clock: Clock, policy: Policy
) -> list[Job]:
    """Off the way of words: none of them costs a report anything."""

    async def fade() -> int:
        async with transaction() as session:
            return await fade_undo(session, now=clock.now())

    async def forget() -> int:
        async with transaction() as session:
            return await forget_first_words(session, now=clock.now())

    async def compare() -> int:
        async with transaction() as session:
            return await find_kin(session, policy=policy, now=clock.now())

    async def ask_of_day() -> int:
        async with transaction() as session:
            return await ask_day(session, now=clock.now(), calendar=policy.calendar)

    async def announce() -> int:
        async with transaction() as session:
            return await announce_consent(session, policy=policy, now=clock.now())

    async def mediate() -> int:
        async with transaction() as session:
            return await advance_disputes(session, policy=policy, now=clock.now())

    return [
        Job("fade_undo", 2, fade),
        Job("forget_first_words", 60, forget),
        Job("find_kin", 1, compare),
        Job("ask_day", 60, ask_of_day),
        Job("advance_disputes", 3, mediate),
        Job("announce_consent", 60, announce),
    ]
