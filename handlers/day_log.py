"""/log: the worker's day as it happened, /log week the last seven; a line may be added."""

from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE
from handlers.expect import expect
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from incidents.add_to_day import add_to_day
from incidents.ask_day import log_wish
from models.pyramid import Dialogue
from outbox.enqueue import enqueue

ADD = "log_line"
ADD_WITHIN = timedelta(minutes=10)
WEEK = 7
WEEK_WORDS = frozenset({"week", "7", "w"})


def setup() -> Router:
    """/log in private chats."""
    router = Router(name="day_log")
    router.message.register(on_log, IN_PRIVATE, Command("log"))
    return router


async def on_log(message: Message, arrival: Arrival) -> None:
    """/log or /log week."""
    asked = (message.text or "").partition(" ")[2].strip().lower()
    days = WEEK if asked in WEEK_WORDS else 1
    await enqueue(arrival.session, [log_wish(arrival.speaker.user_id, arrival.now, days=days)], now=arrival.now)


async def on_add_log(pressed: Pressed) -> CallbackAnswer:
    """补一句: the next words go into today's log."""
    await expect(pressed.arrival, ADD, chat_id=pressed.chat_id, within=ADD_WITHIN)
    return told(None, pressed, "workday.add_how")


async def on_log_words(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The line that was waited for; a command or a picture is something else."""
    del dialogue
    words = words_of(message)
    if not words or words.startswith("/"):
        return False
    user_id = arrival.speaker.user_id
    await store.end_dialogue(arrival.session, message.chat.id, user_id)
    await add_to_day(arrival.session, user_id, words, now=arrival.now)
    await say(arrival.session, "workday.added", now=arrival.now, user_id=user_id)
    return True


LOG_PRESSES: dict[str, PressHandler] = {"add_log": on_add_log}
