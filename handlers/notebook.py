"""/notes: the worker's notebook about households, in private chat only."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from duties.notebooks.compose_notebook import PAGE
from duties.notebooks.open_notebook import Book, books, open_book, strike_out, write_note
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE
from handlers.expect import expect
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from handlers.unit_keys import unit_rows
from models.kinds import Priority
from models.pyramid import Dialogue
from outbox.enqueue import Say, enqueue
from pyramid.refusal import Refusal

NOTE = "household_note"


def setup() -> Router:
    """/notes in private chats."""
    router = Router(name="notebook")
    router.message.register(on_notes, IN_PRIVATE, Command("notes"))
    return router


async def on_notes(message: Message, arrival: Arrival) -> None:
    """Whose household? Who keeps the book of one micro-grid only sees its doors at once."""
    del message
    await say_notes(arrival)


async def say_notes(arrival: Arrival) -> None:
    """The micro-grids whose book this person may open."""
    units, user_id = await books(arrival.session, arrival.speaker, now=arrival.now), arrival.speaker.user_id
    if not units:
        reason = because(Refusal("refusal_pyramid.only_open_notebook"), arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
    elif len(units) == 1:
        await _page(arrival, units[0].id)
    else:
        rows = unit_rows(units, "notebook")
        await say(arrival.session, "notebook.which", now=arrival.now, user_id=user_id, buttons=rows)


async def _page(arrival: Arrival, unit_id: int, **args: int) -> None:
    wish = Say(PAGE, unit_id, user_id=arrival.speaker.user_id, viewer="keeper", args=args, priority=Priority.ANSWER)
    await enqueue(arrival.session, [wish], now=arrival.now)


async def on_book(pressed: Pressed) -> CallbackAnswer:
    """One micro-grid; without one the same as /notes."""
    arrival = pressed.arrival
    if not pressed.press.arg:
        await say_notes(arrival)
        return CallbackAnswer()
    book = await open_book(arrival.session, int(pressed.press.arg), arrival.speaker, now=arrival.now)
    if isinstance(book, Book):
        await _page(arrival, book.unit.id)
    return told(book, pressed, "hands.coming")


async def on_door(pressed: Pressed) -> CallbackAnswer:
    """One household."""
    arrival = pressed.arrival
    unit_id, _, place = pressed.press.arg.partition(".")
    book = await open_book(arrival.session, int(unit_id), arrival.speaker, now=arrival.now)
    if isinstance(book, Book):
        await _page(arrival, book.unit.id, place=int(place))
    return told(book, pressed, "hands.coming")


async def on_write(pressed: Pressed) -> CallbackAnswer:
    """记一笔: the next message is "door words"."""
    arrival = pressed.arrival
    book = await open_book(arrival.session, int(pressed.press.arg), arrival.speaker, now=arrival.now)
    if isinstance(book, Refusal):
        return told(book, pressed)
    await expect(arrival, NOTE, {"unit": book.unit.id}, chat_id=pressed.chat_id)
    return CallbackAnswer(told(None, pressed, "notebook.how").text, is_alert=True)


async def on_note(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """「2-301 老人独居，腿脚不便」: the first word is the door."""
    words = words_of(message)
    if not words or words.startswith("/"):
        return False
    door, _, rest = words.replace("\n", " ").strip().partition(" ")
    done = await write_note(arrival.session, dialogue.data["unit"], door, rest, arrival.speaker, now=arrival.now)
    if isinstance(done, Refusal):
        reason = because(done, arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=message.chat.id, reason=reason)
        return True
    await store.end_dialogue(arrival.session, message.chat.id, arrival.speaker.user_id)
    rows = [[["@notebook.undo", "note_strike", str(done.id)]]]
    await say(arrival.session, "notebook.kept", now=arrival.now, user_id=message.chat.id, buttons=rows)
    return True


async def on_strike(pressed: Pressed) -> CallbackAnswer:
    """划掉."""
    arrival = pressed.arrival
    done = await strike_out(arrival.session, int(pressed.press.arg), arrival.speaker, now=arrival.now)
    return told(done, pressed, "notebook.struck")


NOTEBOOK_PRESSES: dict[str, PressHandler] = {
    "notebook": on_book,
    "door": on_door,
    "note_write": on_write,
    "note_strike": on_strike,
}
