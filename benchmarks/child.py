"""One side of a comparison, in a process of its own: prints one JSON line with what it used. See `measure.py`."""

# ruff: noqa: PLC0415 - each side imports only what it measures

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from benchmarks.pyramid import TOKEN, spoken

PATIENCE = 120.0


def loading(url: str, updates: list[dict[str, Any]], every: float = 0) -> Callable[[], None]:
    """What puts these updates into the stub, written out beforehand."""
    body = json.dumps({"updates": updates, "every": every}).encode()
    return lambda: urlopen(Request(f"{url}/load", body, {"Content-Type": "application/json"})).close()


def state(url: str) -> dict[str, Any]:
    """What the stub has seen."""
    with urlopen(f"{url}/state") as answer:
        return json.loads(answer.read())


class Meter:
    """Wall and processor time from `begin` on."""

    def begin(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def tell(self, count: int, **more: Any) -> None:
        """The result, as one line."""
        used = {"wall": time.perf_counter() - self.wall, "cpu": time.process_time() - self.cpu, "count": count}
        print(json.dumps(used | more), flush=True)


async def until(is_done: Callable[[], bool]) -> None:
    """Look often."""
    end = time.monotonic() + PATIENCE
    while not is_done():
        if time.monotonic() > end:
            raise TimeoutError("the work was not done in time")
        await asyncio.sleep(0.005)


async def bare_bot(url: str, wish: dict[str, Any]) -> None:
    """aiogram as its documentation starts it: a handler that does nothing, or one that answers."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher, done, does_answer = Dispatcher(), 0, wish["answers"]

    @dispatcher.message()
    async def on_message(message: Message) -> None:
        nonlocal done
        if does_answer:
            await message.answer("x")
        done += 1

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await asyncio.sleep(0.5)
    updates = spoken(wish["chats"], wish["count"], trouble=wish["answers"])
    load, meter = loading(url, updates, wish.get("every", 0)), Meter()
    meter.begin()
    await asyncio.to_thread(load)
    await until(lambda: done >= len(updates))
    meter.tell(len(updates), latencies=(await asyncio.to_thread(state, url))["latencies"])
    await dispatcher.stop_polling()
    await polling


async def bare_loop(url: str, wish: dict[str, Any]) -> None:
    """The sends of a notice without anything else: sixteen at a time, none remembered."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    lanes, words, meter = asyncio.Semaphore(16), "通知 " * 30, Meter()

    async def send(chat: int) -> None:
        async with lanes:
            await bot.send_message(chat, words)

    await bot.get_me()
    meter.begin()
    await asyncio.gather(*(send(chat) for chat in wish["chats"][: wish["count"]]))
    meter.tell(wish["count"])
    await bot.session.close()


async def steady_loop(url: str, wish: dict[str, Any]) -> None:
    """aiogram with a fixed pause: `wait` after every answer (as its documentation has it), or an even `rate` of departures."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramRetryAfter

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    meter, loop = Meter(), asyncio.get_running_loop()
    await bot.get_me()

    async def send(chat: int) -> None:
        while True:
            try:
                await bot.send_message(chat, "x")
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            else:
                return

    meter.begin()
    flying, begun = [], loop.time()
    for place, chat in enumerate(wish["chats"][: wish["count"]]):
        if "wait" in wish:
            await send(chat)
            await asyncio.sleep(wish["wait"])
        else:
            flying.append(asyncio.create_task(send(chat)))
            await asyncio.sleep(max(begun + (place + 1) / wish["rate"] - loop.time(), 0))
    await asyncio.gather(*flying)
    meter.tell(wish["count"])
    await bot.session.close()


async def limited_loop(url: str, wish: dict[str, Any]) -> None:
    """python-telegram-bot with its own AIORateLimiter, everything handed to it at once."""
    from telegram.ext import AIORateLimiter, ExtBot

    limiter = AIORateLimiter(overall_max_rate=wish["rate"], max_retries=20)
    bot = ExtBot(TOKEN, base_url=f"{url}/bot", rate_limiter=limiter)
    meter = Meter()
    await bot.initialize()
    meter.begin()
    lanes = asyncio.Semaphore(100)

    async def send(chat: int) -> None:
        async with lanes:
            await bot.send_message(chat, "x", pool_timeout=120)

    await asyncio.gather(*(send(chat) for chat in wish["chats"][: wish["count"]]))
    meter.tell(wish["count"])
    await bot.shutdown()


async def paced(url: str, wish: dict[str, Any]) -> None:
    """A notice through the durable outbox under a limit."""
    from benchmarks.paced import paced as run

    await run(url, wish, Meter())


async def our_bot(url: str, wish: dict[str, Any]) -> None:
    """The whole house on a copy of a loaded database; what is measured depends on `wish["does"]`."""
    from benchmarks.our_bot import measured

    await measured(url, wish, Meter())


SIDES = {each.__name__: each for each in (bare_bot, bare_loop, steady_loop, limited_loop, paced, our_bot)}

if __name__ == "__main__":
    asyncio.run(SIDES[sys.argv[1]](sys.argv[2], json.loads(Path(sys.argv[3]).read_text())))
