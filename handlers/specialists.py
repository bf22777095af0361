"""叫人: who can be called now, one tap calls; the called one comes, or cannot; when they can be called at all."""

from duties.specialists.call_specialist import answer_call, call_specialist, end_call, offer_specialists
from duties.specialists.who_covers import HOURS, SPECIALISTS, set_hours
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from pyramid.refusal import Refusal
from texts.render import line


async def on_summon(pressed: Pressed) -> CallbackAnswer:
    """叫人 on a card."""
    done = await offer_specialists(pressed.arrival.session, pressed.subject, pressed.arrival.speaker, **pressed.common)
    return told(done, pressed, "expert.listed")


async def on_summon_one(pressed: Pressed) -> CallbackAnswer:
    """One of those who can be called."""
    arrival = pressed.arrival
    done = await call_specialist(
        arrival.session, pressed.subject, int(pressed.press.arg), arrival.speaker, **pressed.common
    )
    is_undone = not isinstance(done, Refusal) and done.ended_at is not None
    return told(done, pressed, "expert.taken_back" if is_undone else "expert.sent")


def _answer(*, is_coming: bool) -> PressHandler:
    """我去, 去不了."""

    async def on_press(pressed: Pressed) -> CallbackAnswer:
        arrival = pressed.arrival
        done = await answer_call(
            arrival.session, pressed.subject, arrival.speaker, is_coming=is_coming, **pressed.common
        )
        return told(done, pressed, "expert.did_come" if is_coming else "expert.did_decline")

    return on_press


async def on_done(pressed: Pressed) -> CallbackAnswer:
    """办完了."""
    done = await end_call(pressed.arrival.session, pressed.subject, pressed.arrival.speaker, **pressed.common)
    return told(done, pressed, "expert.did_done")


async def on_hours(pressed: Pressed) -> CallbackAnswer:
    """我的时段: which?"""
    arrival = pressed.arrival
    if pressed.press.arg in HOURS:
        await set_hours(arrival.session, arrival.speaker, pressed.press.arg)
        hours = line(f"expert_hours.{pressed.press.arg}", arrival.language)
        return told(None, pressed, "expert.hours_kept", hours=hours)
    rows = [[[f"@expert_hours.{each}", "expert_hours", each]] for each in HOURS]
    user_id = arrival.speaker.user_id
    await say(arrival.session, "expert.which_hours", now=arrival.now, user_id=user_id, buttons=rows)
    return CallbackAnswer()


def specialist_rows(arrival: Arrival) -> list[list[list[str]]]:
    """What /my offers to a specialist."""
    is_one = any(hat.role in SPECIALISTS for hat in arrival.speaker.hats)
    return [[["@expert.hours_button", "expert_hours", ""]]] if is_one else []


SPECIALIST_PRESSES: dict[str, PressHandler] = {
    "summon": on_summon,
    "summon_one": on_summon_one,
    "expert_come": _answer(is_coming=True),
    "expert_decline": _answer(is_coming=False),
    "expert_done": on_done,
    "expert_hours": on_hours,
}
