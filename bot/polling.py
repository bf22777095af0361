"""Long polling of our own: bytes are kept and committed, and only the next request confirms them to Telegram."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy.exc import SQLAlchemyError

log = structlog.get_logger()

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
)
PATIENCE = 25  # seconds that Telegram may hold a request
OK, UNAUTHORIZED, CONFLICT, TOO_MANY = 200, 401, 409, 429
Receive = Callable[[int, Sequence[dict[str, Any]]], Awaitable[None]]
Alarm = Callable[[int, str | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Poller:
    """One token's poller. `receive` keeps updates and returns after the commit; `alarm` records trouble, None ends it."""

    bot_id: int
    url: str  # …/bot<token>/getUpdates; never logged
    receive: Receive
    alarm: Alarm
    is_ours: Callable[[], Awaitable[bool]]  # the lease of this token's poller


async def poll(poller: Poller, http: ClientSession, stop: asyncio.Event) -> None:
    """Ask until `stop` is set. Whatever goes wrong is waited out; the offset moves only past what is committed."""
    offset = 0
    trouble: str | None = None
    while not stop.is_set():
        try:
            if not await poller.is_ours():
                await _rest(stop, 1)
                continue
            status, answer = await _unless(stop, _ask(poller, http, offset))
            if status == OK and answer.get("ok"):
                updates = answer["result"]
                if updates:
                    await poller.receive(poller.bot_id, updates)
                    offset = updates[-1]["update_id"] + 1
                now_trouble, pause = None, 0.0
            else:
                now_trouble, pause = _what_is_wrong(status, answer)
        except (TimeoutError, ClientError, OSError, ValueError) as error:
            now_trouble, pause = f"unreachable: {type(error).__name__}", 2.0
        except SQLAlchemyError as error:
            log.debug("poller_waits_for_database", bot_id=poller.bot_id, error=type(error).__name__)
            await _rest(stop, 0.5)
            continue
        except Exception as error:
            log.exception("poller_stumbled", bot_id=poller.bot_id)  # nothing that arrives may end the listening
            now_trouble, pause = f"cannot receive: {type(error).__name__}", 2.0
        if now_trouble != trouble:
            trouble = now_trouble
            log.log(20 if trouble is None else 40, "poller", bot_id=poller.bot_id, trouble=trouble or "none")
            await _tell(poller, trouble)
        if pause:
            await _rest(stop, pause)


async def _unless(
    stop: asyncio.Event, asking: Coroutine[Any, Any, tuple[int, dict[str, Any]]]
) -> tuple[int, dict[str, Any]]:
    """The answer, or an empty one as soon as we are to stop: what was not confirmed comes again."""
    question, stopping = asyncio.create_task(asking), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({question, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return question.result() if question.done() else (200, {"ok": True, "result": []})
    finally:
        for task in (question, stopping):
            task.cancel()
        await asyncio.gather(question, stopping, return_exceptions=True)


async def _tell(poller: Poller, trouble: str | None) -> None:
    try:
        await poller.alarm(poller.bot_id, trouble)
    except (SQLAlchemyError, OSError) as error:
        log.warning("alarm_not_written", bot_id=poller.bot_id, error=type(error).__name__)


async def _ask(poller: Poller, http: ClientSession, offset: int) -> tuple[int, dict[str, Any]]:
    wish = {"offset": offset, "timeout": PATIENCE, "limit": 100, "allowed_updates": list(ALLOWED_UPDATES)}
    timeout = ClientTimeout(total=PATIENCE + 10, sock_connect=5)
    async with http.post(poller.url, json=wish, timeout=timeout) as response:
        answer = json.loads(await response.read())
        return response.status, answer if isinstance(answer, dict) else {}


def _what_is_wrong(status: int, answer: dict[str, Any]) -> tuple[str, float]:
    """(trouble, seconds to wait)."""
    if status == UNAUTHORIZED:
        return "the token is no longer valid (401)", 30.0
    if status == CONFLICT:
        return "another poller uses this token, or a webhook is set (409)", 5.0
    if status == TOO_MANY:
        return "too many requests (429)", float((answer.get("parameters") or {}).get("retry_after", 5))
    return f"Telegram answers {status}", 3.0


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
