"""What can be changed about a notice before it leaves: whom it reaches, when, how often, how long it holds, its question."""

from dataclasses import replace
from typing import Any

from aiogram.types import Message

from broadcasts.audience import Audience
from broadcasts.audience_options import AudienceOption, audience_options
from broadcasts.draft_notice import Draft
from broadcasts.poll import LONGEST, MOST
from broadcasts.terms import next_clock, next_grid_day
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.notice_draft import Data, audience_of_draft, cost, draft_of, drafted, keep_draft, show_draft
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import Rows, say
from models.kinds import NoticeRepeat
from models.pyramid import Dialogue

ASKING = "notice_poll"
HOURS = ("0", "24", "72", "168")
MOMENTS = ("now", "h8", "h18", "grid")


async def on_option(pressed: Pressed) -> CallbackAnswer:
    """One of the things that can be changed: what is there to choose from?"""
    word, _, token = pressed.press.arg.partition(".")
    arrival = pressed.arrival
    data = await draft_of(arrival, token)
    if data is None:
        return told(None, pressed, "handlers.draft_ended")
    if word == "who":
        await _show_audience(arrival, data)
    elif word == "poll":
        await keep_draft(arrival, data, ASKING)
        await _ask(arrival, "poll", [[_choice("poll.none", "poll", "")]], most=MOST, longest=LONGEST)
    else:
        await _ask(arrival, word, [[_choice(f"{word}.{each}", word, each)] for each in CHOICES[word]])
    return CallbackAnswer()


async def on_set(pressed: Pressed) -> CallbackAnswer:
    """A choice is made: the whole is shown once more, or for the audience the new number."""
    word, _, value = pressed.press.arg.partition(":")
    arrival = pressed.arrival
    data = await draft_of(arrival)
    if data is None or "words" not in data:
        return told(None, pressed, "handlers.draft_ended")
    if word in ("tier", "kind", "role", "but"):
        data["audience"] = (await _toggled(arrival, data, word, value)).expression
        await keep_draft(arrival, data)
        await _show_audience(arrival, data)
        return CallbackAnswer()
    if word == "when":
        data["send_at"] = _moment(arrival, value)
    elif word == "again" and value in list(NoticeRepeat):
        data["repeat"] = value
    elif word == "until" and value in HOURS:
        data["hours"] = int(value)
    elif word == "poll":
        data["poll"] = []
    await show_draft(arrival, data, _newer(data))
    return CallbackAnswer()


async def on_poll(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The answers to choose from, one on each line."""
    if not message.text or message.text.startswith("/"):
        return False
    data = dict(dialogue.data)
    data["poll"] = [each.strip() for each in message.text.splitlines() if each.strip()]
    await show_draft(arrival, data, message.message_id)
    return True


def _newer(data: Data) -> str:
    first, _, turn = str(data.get("draft", "0")).partition("-")
    return f"{first}-{int(turn) + 1 if turn.isdecimal() else 1}"


def _moment(arrival: Arrival, value: str) -> str:
    zone = arrival.policy.calendar.zone
    if value == "grid":
        return next_grid_day(arrival.now, zone, 9).isoformat()
    return next_clock(arrival.now, zone, int(value[1:])).isoformat() if value in ("h8", "h18") else ""


async def _toggled(arrival: Arrival, data: Data, word: str, value: str) -> Audience:
    audience = audience_of_draft(data)
    for option in await audience_options(arrival.session, audience):
        if (option.word, option.value) == (word, value):
            return option.toggled
    return replace(audience)


async def _show_audience(arrival: Arrival, data: Data) -> None:
    """How many are reached now, what that takes, and what can be left out or let in."""
    draft = await drafted(arrival, data)
    options = await audience_options(arrival.session, audience_of_draft(data), language=arrival.language)
    rows = [[[_label(option), "nset", f"{option.word}:{option.value}"]] for option in options[:40]]
    done: Rows = [[["@notice_option.done", "nset", "done:"]]]
    if isinstance(draft, Draft):
        spent = cost(arrival, draft)
        await _ask(
            arrival, "who", [*done, *rows], count=draft.counts.total, minutes=spent.minutes, hours=spent.person_hours,
            people=spent.people,
        )  # fmt: skip
    else:
        await _ask(arrival, "nobody", rows)


def _label(option: AudienceOption) -> str:
    return f"{'✓ ' if option.is_on else ''}{option.label}"


def _choice(key: str, word: str, value: str) -> list[str]:
    return [f"@notice_choice.{key.replace('.', '_')}", "nset", f"{word}:{value}"]


async def _ask(arrival: Arrival, word: str, buttons: Rows, **values: Any) -> None:
    await say(
        arrival.session,
        f"notice_ask.{word}",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=buttons,
        **values,
    )


CHOICES = {"when": MOMENTS, "again": tuple(each.value for each in NoticeRepeat), "until": HOURS}
OPTION_PRESSES: dict[str, PressHandler] = {"nopt": on_option, "nset": on_set}
