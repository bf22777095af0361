"""The live stream: Server-Sent Events of everything a person, or anybody, can see happen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.callbacks import CallbackQuery
from sandbox.chats import Chat, Member
from sandbox.events import Event, Listener
from sandbox.messages import Message
from sandbox.people.views import Json, chat_id_of, chat_view, member_view, message_view
from sandbox.telegram import Telegram

HEARTBEAT = 15.0


def event_stream(telegram: Telegram) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Handler of GET /people/events?user=ID; without user everything is told."""

    async def stream(request: web.Request) -> web.StreamResponse:
        user = request.query.get("user", "")
        listener = Listener(int(user) if user.isdigit() else None)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        telegram.events.listeners.add(listener)  # before the first byte: who hears that it is open misses nothing
        try:
            await response.prepare(request)
            await response.write(b": listening\n\n")
            await _follow(telegram, listener, response)
        except ConnectionError:
            pass  # the page was closed
        finally:
            telegram.events.listeners.discard(listener)
        return response

    return stream


async def _follow(telegram: Telegram, listener: Listener, response: web.StreamResponse) -> None:
    while not telegram.events.closed:
        try:
            async with asyncio.timeout(HEARTBEAT):
                event = await listener.events.get()
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        body = json.dumps(event_view(event, listener.user_id), ensure_ascii=False)
        await response.write(f"event: {event.kind}\ndata: {body}\n\n".encode("utf-8", "surrogatepass"))


def event_view(event: Event, viewer_id: int | None) -> Json:
    """{"kind", "chat", "person" (in private chats), and message | message_id | answer | member | action | new_chat}."""
    chat, subject = event.chat, event.subject
    if event.kind == "scene":
        return dict(subject)  # a scene's progress is no chat's affair
    body: Json = {"kind": event.kind, "chat": chat_id_of(chat, viewer_id)}
    if chat.person is not None:
        body["person"] = chat.person.id
    if event.kind == "delete":
        body["message_id"] = subject.id
    elif isinstance(subject, Message):
        body["message"] = message_view(subject, viewer_id)
    elif isinstance(subject, CallbackQuery):
        body |= {"message_id": subject.message.id, "user": subject.user.id, "answer": subject.answer}
    elif isinstance(subject, Member):
        body["member"] = member_view(subject)
    elif isinstance(subject, Chat):
        body |= {"old_chat": subject.id, "new_chat": chat_view(chat, viewer_id)}
    elif isinstance(subject, dict):
        body |= {"action": subject["action"], "bot": subject["bot"].id}
    return body
