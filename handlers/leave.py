"""我请假到周五，有事找老李: said in private by somebody with a post. Who stands in is asked by buttons where it was not said."""

from datetime import datetime
from typing import Any

from aiogram.types import Message

from duties.find_substitute import find_substitute
from duties.leave_period import leave_period
from duties.note_absence import Away, end_absence, note_absence
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from incidents.view import moment_words
from models.pii import Pii
from parsing.leave_words import find_leave
from pyramid.refusal import Refusal

MOST_CHOICES = 8
NOBODY = "0"


async def took_leave(message: Message, arrival: Arrival) -> bool:
    """True if these words were about being away; residents and reports are not meant."""
    leave = find_leave(words_of(message)) if arrival.speaker.hats else None
    if leave is None:
        return False
    if leave.is_back:
        is_back = await end_absence(arrival.session, arrival.speaker, now=arrival.now)
        await _answer(arrival, "welcome_back" if is_back else "was_not_away")
        return True
    period = leave_period(words_of(message), arrival.now)
    if period is None:
        await _answer(arrival, "until_when")
        return True
    begins, until = period
    meant, near = await find_substitute(arrival.session, arrival.speaker, leave.who)
    if meant is None and near:
        rows = [
            [[Pii(each.name).for_viewer("colleague"), "stand_in", f"{each.id}.{_written(begins, until)}"]]
            for each in near[:MOST_CHOICES]
        ]
        rows.append([["@duty.nobody", "stand_in", f"{NOBODY}.{_written(begins, until)}"]])
        until_words = moment_words(until, arrival.language)
        await say(
            arrival.session,
            "duty.who_stands_in",
            now=arrival.now,
            user_id=arrival.speaker.user_id,
            buttons=rows,
            until=until_words,
        )
        return True
    await _note(arrival, begins, until, meant.id if meant is not None else None)
    return True


def _written(begins: datetime, until: datetime) -> str:
    return f"{int(begins.timestamp())}.{int(until.timestamp())}"


async def on_stand_in(pressed: Pressed) -> CallbackAnswer:
    """One of the colleagues, or nobody."""
    who, begins, until = pressed.press.arg.split(".")
    substitute_id = None if who == NOBODY else int(who)
    first, last = (datetime.fromtimestamp(int(moment), tz=pressed.arrival.now.tzinfo) for moment in (begins, until))
    done = await _note(pressed.arrival, first, last, substitute_id)
    return told(done, pressed, "duty.noted_short")


async def _note(arrival: Arrival, begins: datetime, until: datetime, substitute_id: int | None) -> Away | Refusal:
    done = await note_absence(
        arrival.session,
        arrival.speaker,
        begins=begins,
        until=until,
        substitute_id=substitute_id,
        now=arrival.now,
    )
    if isinstance(done, Refusal):
        await say(
            arrival.session,
            "handlers.refused",
            now=arrival.now,
            user_id=arrival.speaker.user_id,
            reason=because(done, arrival.language),
        )
        return done
    word = "noted" if substitute_id is not None else "noted_alone"
    if done.from_at > arrival.now:
        word = f"{word}_from"
    first, last = (moment_words(moment, arrival.language) for moment in (done.from_at, done.until_at))
    await _answer(arrival, word, begins=first, until=last)
    return done


async def _answer(arrival: Arrival, word: str, **values: Any) -> None:
    user_id = arrival.speaker.user_id
    await say(arrival.session, f"duty.{word}", now=arrival.now, user_id=user_id, **values)


LEAVE_PRESSES: dict[str, PressHandler] = {"stand_in": on_stand_in}
