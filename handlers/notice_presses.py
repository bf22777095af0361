"""Buttons under a notice, its progress and the request for consent."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from broadcasts.approve_notice import approve_notice
from broadcasts.break_glass import break_glass
from broadcasts.cast_vote import Voted, cast_vote
from broadcasts.confirm_receipt import Confirmed, confirm_receipt
from broadcasts.recall_notice import recall_notice
from broadcasts.refuse_notice import refuse_notice
from broadcasts.remind_unconfirmed import remind_unconfirmed
from broadcasts.resume_notice import resume_notice
from broadcasts.stop_notice import stop_notice
from handlers.answers import CallbackAnswer
from handlers.expect import expect
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from pyramid.refusal import Refusal

COUNT_WITHIN = timedelta(minutes=10)
COUNT_MISSING = "refusal_broadcasts.count_missing"


async def on_heard(pressed: Pressed) -> CallbackAnswer:
    """收到."""
    arrival = pressed.arrival
    done = await confirm_receipt(
        arrival.session, pressed.subject, pressed.press.group_id, arrival.speaker, now=arrival.now
    )
    if isinstance(done, Confirmed):
        return told(done, pressed, f"receipt.{done.tap.value}", number=done.number, unit=done.unit)
    return told(done, pressed)


async def on_approve(pressed: Pressed) -> CallbackAnswer:
    """同意; where the number of groups must be typed, it is asked for."""
    arrival = pressed.arrival
    done = await approve_notice(
        arrival.session, pressed.subject, arrival.speaker, seen=pressed.press.arg, now=arrival.now
    )
    if isinstance(done, Refusal) and done.reason == COUNT_MISSING:
        await expect(
            arrival,
            "notice_count",
            {"notice_id": pressed.subject, "seen": pressed.press.arg},
            chat_id=pressed.chat_id,
            within=COUNT_WITHIN,
        )
        await say(arrival.session, "handlers.type_count", now=arrival.now, user_id=arrival.speaker.user_id)
        return told(None, pressed, "handlers.type_count")
    return told(done, pressed, "handlers.did_approve")


async def on_vote(pressed: Pressed) -> CallbackAnswer:
    """An answer under a notice that asks something."""
    arrival = pressed.arrival
    done = await cast_vote(
        arrival.session,
        pressed.subject,
        pressed.press.group_id,
        arrival.speaker,
        option=pressed.press.arg,
        now=arrival.now,
    )
    return told(done, pressed, "handlers.did_vote", option=done.option if isinstance(done, Voted) else "")


def _plain(use_case: Callable[..., Awaitable[object]], word: str, *, has_policy: bool = False) -> PressHandler:
    async def on_press(pressed: Pressed) -> CallbackAnswer:
        arrival = pressed.arrival
        more = {"policy": arrival.policy} if has_policy else {}
        done = await use_case(arrival.session, pressed.subject, arrival.speaker, now=arrival.now, **more)
        return told(done, pressed, f"handlers.did_{word}")

    return on_press


NOTICE_PRESSES: dict[str, PressHandler] = {
    "heard": on_heard,
    "vote": on_vote,
    "glass": _plain(break_glass, "glass"),
    "approve": on_approve,
    "refuse": _plain(refuse_notice, "refuse"),
    "stop": _plain(stop_notice, "stop"),
    "recall": _plain(recall_notice, "recall"),
    "remind": _plain(remind_unconfirmed, "remind"),
    "resume": _plain(resume_notice, "resume", has_policy=True),
}
