"""What people look at: their chats, who is in them, messages; and waiting for one to appear."""

from __future__ import annotations

import asyncio

from aiohttp import web

from sandbox.chats import Chat
from sandbox.messages import Message
from sandbox.people.ask import Ask, Json
from sandbox.people.views import chat_view, member_view, message_view, user_view

LISTED = 200


def users(ask: Ask) -> list[Json]:
    """Persons, the first `limit`; with `query` those whose name or username has it."""
    query, limit = ask.text("query", "").lower(), ask.integer("limit", LISTED)
    people = (user for user in ask.telegram.users.values() if not user.is_bot)
    fitting = (u for u in people if query in u.full_name.lower() or query in (u.username or "").lower())
    return [user_view(user) for _, user in zip(range(limit), fitting, strict=False)]


def bots(ask: Ask) -> list[Json]:
    """All bots, without their tokens."""
    return [user_view(bot.user) for bot in ask.telegram.bots.values()]


def chats(ask: Ask) -> list[Json]:
    """The chats of a user, private ones too; without `user` all groups. At most `limit`."""
    telegram, limit = ask.telegram, ask.integer("limit", LISTED)
    if not ask.optional("user"):
        groups = (chat for chat in telegram.chats.values() if chat.migrated_to is None)
        return [chat_view(chat, None) for _, chat in zip(range(limit), groups, strict=False)]
    person = ask.user()
    own = [bot.dms[person.id] for bot in telegram.bots.values() if person.id in bot.dms]
    own += [telegram.chats[chat_id] for chat_id in person.chats]
    return [chat_view(chat, person.id) for chat in own[:limit]]


def members(ask: Ask) -> list[Json]:
    """Who is in a group now."""
    return [member_view(member) for member in ask.chat().members.values() if member.present]


def messages(ask: Ask) -> list[Json]:
    """The last `limit` messages after id `after`, oldest first; a supergroup shows those of its group before."""
    chat, viewer = _looked_at(ask)
    after, limit = ask.integer("after", 0), ask.integer("limit", LISTED)
    shown: list[Message] = []
    before = ask.telegram.chats.get(chat.migrated_from) if chat.migrated_from is not None else None
    if before is not None and ask.boolean("history"):
        shown += before.messages.values()
    shown += (message for message in chat.messages.values() if message.id > after)
    return [message_view(message, viewer) for message in shown[-limit:]]


async def wait(ask: Ask) -> Json:
    """Wait up to `timeout` seconds for a message that has `text` (and a button `label`, if given) and id > `after`.

    Counts what stands there already and what is edited into it; only bots' messages unless `anybody`. Gives
    {"message": view or null, "seen": [texts]}.
    """
    chat, viewer = _looked_at(ask)
    text, label, after = ask.text("text", ""), ask.optional("label"), ask.integer("after", 0)
    anybody = ask.boolean("anybody")
    deadline = asyncio.get_running_loop().time() + ask.number("timeout", 10.0)
    while True:
        found = next(
            (m for m in reversed(chat.messages.values()) if m.id > after and _fits(m, text, label, anybody=anybody)),
            None,
        )
        left = deadline - asyncio.get_running_loop().time()
        if found is not None or left <= 0 or ask.telegram.events.closed:
            seen = [message.text or "" for message in chat.messages.values() if message.id > after]
            return {"message": None if found is None else message_view(found, viewer), "seen": seen[-50:]}
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        chat.watchers.add(watcher)
        try:
            async with asyncio.timeout(left):
                await watcher
        except TimeoutError:
            continue
        finally:
            chat.watchers.discard(watcher)


def _fits(message: Message, text: str, label: str | None, *, anybody: bool) -> bool:
    if message.service is not None or text not in (message.text or ""):
        return False
    if not anybody and (not message.sender.is_bot or message.sender_chat is not None):
        return False
    if label is None:
        return True
    rows = (message.markup or {}).get("inline_keyboard", [])
    return any(label in button["text"] for row in rows for button in row)


def _looked_at(ask: Ask) -> tuple[Chat, int | None]:
    person = ask.user() if ask.optional("user") else None
    chat = ask.chat(person)
    if person is not None and not chat.has(person.id):
        raise ValueError(f"{person.full_name} is not in chat {chat.id}")
    return chat, None if person is None else person.id


def file(ask: Ask) -> web.Response:
    """The bytes of a picture or file."""
    stored = ask.telegram.files.by_unique_id.get(ask.text("unique_id"))
    if stored is None:
        raise ValueError("there is no such file")
    kind = stored.mime if stored.mime.startswith(("image/", "audio/")) and "svg" not in stored.mime else None
    headers = {"X-Content-Type-Options": "nosniff"}
    return web.Response(body=stored.data, content_type=kind or "application/octet-stream", headers=headers)
