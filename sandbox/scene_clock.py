"""The business clock of the bot on the stage, asked and moved over HTTP; the sandbox's own clock follows it.

People's messages are dated by the sandbox. Were its clock left behind, words said after a jump would look hours old.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.people.ask import Json
from sandbox.telegram import Telegram

LOOK_EVERY = 0.2
ASK_WITHIN = 5.0
JUMP_WITHIN = 90.0
SLACK = 1.0  # whole seconds in what the bot tells


class NoBotYetError(ValueError):
    """The bot's address is unknown, or nobody answers there yet."""


async def tell_time(telegram: Telegram, bot: str) -> Json:
    """{"now": ISO moment} of the bot; NoBotYetError where there is none."""
    return _follow(telegram, await _call(bot, None, ASK_WITHIN))


async def move_time(telegram: Telegram, bot: str, wish: dict[str, str]) -> Json:
    """{"forward": "4h"} or {"to": "next_morning"}: gives {"now", "steps"}. ValueError with the bot's words otherwise.

    The bot steps through what is due; the sandbox's clock goes along, so that what is said on the way is dated right.
    """
    jump = asyncio.ensure_future(_call(bot, wish, JUMP_WITHIN))
    try:
        while not (await asyncio.wait({jump}, timeout=LOOK_EVERY))[0]:
            with suppress(ValueError):
                await tell_time(telegram, bot)
    finally:
        if not jump.done():
            jump.cancel()
    return _follow(telegram, jump.result())


def wish_of(clock: str) -> dict[str, str]:
    """A scene's word for a jump ("15m", "next_morning") as the bot wants to be asked."""
    return {"to": clock} if clock == "next_morning" else {"forward": clock}


async def _call(bot: str, wish: dict[str, str] | None, within: float) -> Json:
    if not bot:
        raise NoBotYetError("the bot is not there yet")
    try:
        async with ClientSession(timeout=ClientTimeout(total=within)) as session:
            asked = session.get(f"{bot}/demo/clock") if wish is None else session.post(f"{bot}/demo/clock", json=wish)
            async with asked as response:
                answer: Any = await response.json(content_type=None)
                status = response.status
    except (ClientError, TimeoutError, ValueError):
        raise NoBotYetError("the bot does not answer yet") from None
    if status != 200 or not isinstance(answer, dict) or "now" not in answer:
        words = answer.get("error") if isinstance(answer, dict) else None
        raise ValueError(words or f"the bot's clock answered {status}")
    return answer


def _follow(telegram: Telegram, answer: Json) -> Json:
    ahead = datetime.fromisoformat(answer["now"]).timestamp() - telegram.clock.now()
    if ahead > SLACK:
        telegram.clock.shift(ahead)
    return answer
