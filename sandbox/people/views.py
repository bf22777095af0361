"""Pure. What a person sees: chats, messages, buttons, as plain JSON for a page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sandbox.accounts import User
from sandbox.chats import Chat, Member
from sandbox.copying import is_bound
from sandbox.html_view import render_html
from sandbox.messages import Message

Json = dict[str, Any]


def user_view(user: User) -> Json:
    """id, name, username, is_bot, language_code."""
    return {
        "id": user.id,
        "name": user.full_name,
        "username": user.username,
        "is_bot": user.is_bot,
        "language_code": user.language_code,
    }


def chat_id_of(chat: Chat, viewer_id: int | None) -> int:
    """A private chat is the bot's id to the person; a group's id is the same for all."""
    return chat.bot.id if chat.bot is not None and viewer_id != chat.bot.id else chat.id


def chat_view(chat: Chat, viewer_id: int | None) -> Json:
    """id, type, title, how many are in it, what was said last."""
    last = chat.messages[next(reversed(chat.messages))] if chat.messages else None
    title = chat.bot.user.full_name if chat.bot is not None else chat.title
    return {
        "id": chat_id_of(chat, viewer_id),
        "type": chat.type,
        "title": title,
        "members": 2 if chat.bot is not None else sum(member.present for member in chat.members.values()),
        "blocked": chat.blocked,
        "started": chat.started,
        "deleted": chat.deleted,
        "migrated_to": chat.migrated_to,
        "pinned": list(chat.pinned),
        "last_message": None if last is None else message_view(last, viewer_id),
    }


def member_view(member: Member) -> Json:
    """A member with status, rights and whether it is anonymous."""
    return {
        **user_view(member.user),
        "status": member.status,
        "rights": sorted(member.rights),
        "is_anonymous": member.anonymous,
        "custom_title": member.custom_title,
    }


def message_view(message: Message, viewer_id: int | None) -> Json:
    """One message as it stands on the screen now; absent things are null, false or empty."""
    chat = message.chat
    counted = Counter(sign for signs in (message.reactions or {}).values() for sign in signs)
    origin = (message.more or {}).get("forward_origin")
    return {
        "id": message.id,
        "chat": chat_id_of(chat, viewer_id),
        "date": message.date,
        "edit_date": message.edit_date,
        "from": {**user_view(message.sender), "name": _sender_name(message)},
        "anonymous": message.sender_chat is not None,
        "mine": viewer_id is not None and viewer_id in (message.sender.id, message.author.id if message.author else 0),
        "text": message.text or "",
        "html": render_html(message.text or "", message.entities or []),
        "buttons": (message.markup or {}).get("inline_keyboard", []),
        "reply_keyboard": (message.markup or {}).get("keyboard", []),
        "photo": _photo(message),
        "document": _file(message, "document"),
        "voice": _file(message, "voice"),
        "location": message.media.fields if message.media and message.media.kind == "location" else None,
        "album": message.album,
        "reply_to": message.reply_to,
        "service": message.service,
        "pinned": message.id in chat.pinned,
        "bound": is_bound(message),
        "reactions": dict(counted),
        "forwarded_from": _origin_name(origin) if origin else None,
    }


def _sender_name(message: Message) -> str:
    return str(message.sender_chat.title) if message.sender_chat is not None else message.sender.full_name


def _origin_name(origin: Json) -> str:
    source = origin.get("sender_user") or origin.get("sender_chat") or {}
    return str(origin.get("sender_user_name") or source.get("title") or source.get("first_name") or "")


def _photo(message: Message) -> Json | None:
    if message.media is None or message.media.kind != "photo":
        return None
    largest = message.media.files[-1]
    return {"url": f"/people/files/{largest.unique_id}", "width": largest.width, "height": largest.height}


def _file(message: Message, kind: str) -> Json | None:
    if message.media is None or message.media.kind != kind:
        return None
    stored = message.media.files[0]
    return {
        "url": f"/people/files/{stored.unique_id}",
        "name": stored.name,
        "mime": stored.mime,
        "size": len(stored.data),
        **(message.media.fields or {}),
    }
