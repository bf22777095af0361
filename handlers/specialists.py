"""叫人: who can be called now, one tap calls; the called one comes, or cannot; when they can be called at all."""

from aiogram.types import Message

from duties.specialists.call_specialist import answer_call, call_specialist, end_call, offer_specialists
from duties.specialists.hours import hours_words
from duties.specialists.note_deed import DEEDS, note_deed
from duties.specialists.tell_why_called import tell_why_called
from duties.specialists.who_covers import HOURS, SPECIALISTS, set_hours
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.expect import expect
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.reading import is_cry_for_help
from handlers.say import say
from models.pyramid import Dialogue
from parsing.duty_hours import read_hours, write_shifts
from pyramid.refusal import Refusal
from texts.render import line

OWN_HOURS = "expert_hours"  # kind of dialogue


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
    is_undone = not isinstance(done, Refusal) and done.undone_at is not None
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


async def on_why_called(pressed: Pressed) -> CallbackAnswer:
    """为什么是我, of whoever was called."""
    arrival = pressed.arrival
    answer = await tell_why_called(arrival.session, pressed.subject, arrival.speaker, **pressed.common)
    return told(answer, pressed) if isinstance(answer, Refusal) else CallbackAnswer(answer, is_alert=True)


def _done(how: str) -> PressHandler:
    """办完了, on the spot or by phone."""

    async def on_press(pressed: Pressed) -> CallbackAnswer:
        arrival = pressed.arrival
        done = await end_call(arrival.session, pressed.subject, arrival.speaker, how=how, **pressed.common)
        return told(done, pressed, "expert.did_done")

    return on_press


async def on_hours(pressed: Pressed) -> CallbackAnswer:
    """我的时段: which?"""
    arrival = pressed.arrival
    if pressed.press.arg in HOURS:
        await set_hours(arrival.session, arrival.speaker, pressed.press.arg)
        hours = line(f"expert_hours.{pressed.press.arg}", arrival.language)
        return told(None, pressed, "expert.hours_kept", hours=hours)
    rows = [[[f"@expert_hours.{each}", "expert_hours", each]] for each in HOURS]
    rows.append([["@expert.own_hours", "expert_own_hours", ""]])
    user_id = arrival.speaker.user_id
    await say(arrival.session, "expert.which_hours", now=arrival.now, user_id=user_id, buttons=rows)
    return CallbackAnswer()


async def on_own_hours(pressed: Pressed) -> CallbackAnswer:
    """自己写时段: the next message is the hours."""
    arrival, user_id = pressed.arrival, pressed.arrival.speaker.user_id
    await expect(arrival, OWN_HOURS)
    await say(arrival.session, "expert.hours_how", now=arrival.now, user_id=user_id)
    return CallbackAnswer()


async def on_hours_written(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """As they were understood, said back; what is not understood changes nothing and may be written anew."""
    del dialogue
    words, user_id = words_of(message), arrival.speaker.user_id
    if not words or words.startswith("/") or is_cry_for_help(words, arrival, message):
        return False
    shifts = read_hours(words)
    if not shifts:
        await say(arrival.session, "expert.hours_unread", now=arrival.now, user_id=user_id)
        return True
    await store.end_dialogue(arrival.session, message.chat.id, user_id)
    kept = write_shifts(shifts)
    await set_hours(arrival.session, arrival.speaker, kept)
    hours = hours_words(kept, arrival.language)
    await say(arrival.session, "expert.hours_kept", now=arrival.now, user_id=user_id, hours=hours)
    return True


async def on_deed(pressed: Pressed) -> CallbackAnswer:
    """记一笔: which? Then it is noted."""
    arrival, what = pressed.arrival, pressed.press.arg
    if what in DEEDS:
        done = await note_deed(arrival.session, arrival.speaker, what, now=arrival.now)
        deed = line(f"expert_deed.{what}", arrival.language)
        return told(done, pressed, "expert.deed_kept" if done is True else "expert.deed_undone", deed=deed)
    rows = [[[f"@expert_deed.{each}", "expert_deed", each]] for each in DEEDS]
    await say(arrival.session, "expert.which_deed", now=arrival.now, user_id=arrival.speaker.user_id, buttons=rows)
    return CallbackAnswer()


def specialist_rows(arrival: Arrival) -> list[list[list[str]]]:
    """What /my offers to a specialist."""
    is_one = any(hat.role in SPECIALISTS for hat in arrival.speaker.hats)
    return (
        [[["@expert.hours_button", "expert_hours", ""], ["@expert.deed_button", "expert_deed", ""]]] if is_one else []
    )


SPECIALIST_PRESSES: dict[str, PressHandler] = {
    "summon": on_summon,
    "summon_one": on_summon_one,
    "expert_come": _answer(is_coming=True),
    "expert_decline": _answer(is_coming=False),
    "expert_why": on_why_called,
    "expert_visited": _done("visit"),
    "expert_advised": _done("advice"),
    "expert_hours": on_hours,
    "expert_own_hours": on_own_hours,
    "expert_deed": on_deed,
}
