"""Fingers on messages: a button is pressed, an emoji is put."""

from __future__ import annotations

import asyncio
import zlib
from typing import Any

from sandbox.callbacks import CallbackQuery, remember
from sandbox.message_objects import inaccessible_json, message_json
from sandbox.messages import Message
from sandbox.objects import user_json
from sandbox.people.ask import Ask, Json
from sandbox.people.speaking import speaker
from sandbox.people.views import message_view
from sandbox.posting import emit
from sandbox.reactions import react


async def press(ask: Ask) -> Json:
    """Press an inline button, found by `row` and `col` or by `label`; wait up to `wait` seconds for the bot's answer.

    Gives {"answered", "text", "alert", "url", "query_id", "message_id"}; a link only tells its url. With
    `inaccessible` the bot is shown a message it can no longer read.
    """
    person, chat = speaker(ask)
    message = ask.message(chat)
    button = _button(message, ask)
    silent = {"answered": False, "text": "", "alert": False, "url": "", "query_id": None, "message_id": message.id}
    if "callback_data" not in button:
        return {**silent, "url": button.get("url", "")}
    telegram = ask.telegram
    bot = telegram.bot_of(message.sender)
    if bot is None:
        raise ValueError("the bot is no more")
    query_id = str(telegram.random.randrange(10**18, 10**19))
    query = CallbackQuery(query_id, bot, person, message, button["callback_data"], telegram.clock.now())
    remember(telegram.callbacks, query)
    chat.written_at = query.pressed_at  # what the bot says to a press is an answer, not bulk
    payload: dict[str, Any] = {
        "id": query_id,
        "from": user_json(person),
        "message": inaccessible_json(message) if ask.boolean("inaccessible") else message_json(message, bot.id),
        "chat_instance": str(zlib.crc32(f"{telegram.seed} {chat.id} {bot.id}".encode())),
        "data": query.data,
    }
    emit(telegram, bot, "callback_query", payload, f"presses {person.id}")
    try:
        async with asyncio.timeout(ask.number("wait", 5.0)):
            await query.answered.wait()
    except TimeoutError:
        return {**silent, "query_id": query_id}
    return {**silent, "answered": True, "query_id": query_id, **(query.answer or {})}


def put_reaction(ask: Ask) -> Json:
    """Put an emoji on a message, or take all back with an empty one."""
    person, chat = speaker(ask)
    message = ask.message(chat)
    emoji = ask.text("emoji", "")
    react(ask.telegram, message, person, [emoji] if emoji else [])
    return message_view(message, person.id)


def _button(message: Message, ask: Ask) -> Json:
    rows = (message.markup or {}).get("inline_keyboard", [])
    label = ask.optional("label")
    if label is not None:
        buttons = [button for row in rows for button in row]
        found = [button for button in buttons if button["text"] == label]
        found = found or [button for button in buttons if label in button["text"]]
        if not found:
            raise ValueError(f"no button {label!r} under message {message.id}: {[b['text'] for b in buttons]}")
        return dict(found[0])
    row, col = ask.integer("row"), ask.integer("col")
    if not (0 <= row < len(rows) and 0 <= col < len(rows[row])):
        raise ValueError(f"no button at row {row}, col {col} under message {message.id}")
    return dict(rows[row][col])
