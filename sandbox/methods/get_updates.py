"""getUpdates: long polling with offset, one poller at a time."""

from __future__ import annotations

import asyncio
from typing import NoReturn

from sandbox.call import Call, Encoded
from sandbox.errors import BotApiError, bad_request, conflict
from sandbox.telegram import Telegram
from sandbox.updates import UpdateQueue, Wake

LONGEST = 50
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(call: Call) -> Encoded:
    """Array of Update. Waits up to `timeout` (at most 50 s) for news; 409 when another call follows or a webhook is set."""
    telegram, queue = call.telegram, call.bot.queue
    if call.bot.webhook is not None:
        raise conflict(WEBHOOK_ACTIVE)
    if "allowed_updates" in call.values:
        kinds = call.json("allowed_updates", "allowed updates")
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed updates: expected an Array")
        queue.allow(str(kind) for kind in kinds)
    queue.disturb("poller")
    offset = call.integer("offset")
    if offset:
        queue.confirm(offset)
    limit = min(max(call.integer("limit", 100), 1), 100)
    timeout = min(max(call.integer("timeout"), 0), LONGEST)
    chosen = queue.batch(limit, telegram.clock.now())
    if not chosen and timeout > 0 and not telegram.events.closed:
        reason = await _wait(queue, timeout)
        if reason == "webhook":
            raise conflict(WEBHOOK_SET)
        if reason == "poller":
            await _lose(telegram, queue)
        chosen = queue.batch(limit, telegram.clock.now())
    if chosen:
        queue.conflicts = 0
    return Encoded(f"[{','.join(update.encoded for update in chosen)}]")


async def _wait(queue: UpdateQueue, seconds: float) -> Wake | None:
    waiting: asyncio.Future[Wake] = asyncio.get_running_loop().create_future()
    queue.waiting = waiting
    try:
        async with asyncio.timeout(seconds):
            return await waiting
    except TimeoutError:
        return None
    finally:
        if queue.waiting is waiting:
            queue.waiting = None


async def _lose(telegram: Telegram, queue: UpdateQueue) -> NoReturn:
    """The older of two pollers is refused, the second time and later only after a while."""
    queue.conflicts += 1
    if queue.conflicts > 1:
        await asyncio.sleep(telegram.conflict_hold)
    error: BotApiError = conflict(OTHER_POLLER)
    raise error
