"""A bot that kills itself (SIGKILL) at a named point of sending, when it has come there so many times."""

import functools
import os
import signal

from tests.stories.bot_process import FORKS, BotProcess, command_line

DIES_AT = "PAGODA_TEST_DIES_AT"  # "point:times"
POINTS = (
    "before_claim_commit",  # chosen and composed, nothing is written yet
    "after_claim_commit",  # marked as `sending`, nothing has left
    "before_send",  # its slot has come
    "after_send_before_answer",  # the request is on the wire
    "after_answer_before_mark",  # it stands in its chat, and only this process knows
    "before_mark_commit",  # written, not committed
    "after_mark_commit",
)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def lay_mine(point: str, times: int) -> None:
    """Put the end of this process where `point` says."""
    from bot import telegram_courier
    from bot.bot_api import BotApi
    from outbox import deliver_pending, lookout
    from outbox.sky import Sky

    left = times

    def step(is_there: bool = True) -> None:
        nonlocal left
        left -= is_there
        if left <= 0:
            die()

    def after(function, is_there=lambda *_: True):
        @functools.wraps(function)
        async def wrapped(*args, **more):
            result = await function(*args, **more)
            step(bool(is_there(args, result)))
            return result

        return wrapped

    if point == "before_claim_commit":
        lookout.claim_due = after(lookout.claim_due, lambda _, asks: any(ask.flights for ask in asks))
    elif point == "before_mark_commit":
        marks = after(lookout.record_outcomes, lambda args, _: any(flights for _, flights in args[1]))
        lookout.record_outcomes = deliver_pending.record_outcomes = marks
    elif point in {"after_claim_commit", "after_mark_commit"}:
        settle = Sky.settle
        place = 1 if point == "after_claim_commit" else 0

        def settled(sky, landed, started, **more):
            step(bool((landed, started)[place]))
            settle(sky, landed, started, **more)

        Sky.settle = settled
    elif point == "before_send":
        carry = telegram_courier.TelegramCourier.carry

        async def carried(self, parcel, *, within):
            step()
            return await carry(self, parcel, within=within)

        telegram_courier.TelegramCourier.carry = carried
    elif point == "after_answer_before_mark":
        telegram_courier.TelegramCourier.carry = after(telegram_courier.TelegramCourier.carry)
    else:
        call = BotApi.call

        async def called(self, method, params, seconds):
            import asyncio

            sending = asyncio.ensure_future(call(self, method, params, seconds))
            await asyncio.sleep(0.003)  # it has been written to its socket; whether it was done nobody here knows
            if method == "sendMessage":
                step()
            return await sending

        BotApi.call = called


def dying_command_line(arguments: list[str], environment: dict[str, str], log: str) -> None:
    """In the child: as `command_line`, with the mine laid before."""
    if arguments == ["run"] and environment.get(DIES_AT):
        point, _, times = environment[DIES_AT].partition(":")
        lay_mine(point, int(times))
    command_line(arguments, environment, log)


class DyingBot(BotProcess):
    """`dies_at` holds for the next start."""

    dies_at = ""

    def _fork(self, arguments):
        environment = {**self.environment, DIES_AT: self.dies_at}
        child = FORKS.Process(target=dying_command_line, args=(arguments, environment, str(self.log)))
        child.start()
        return child
