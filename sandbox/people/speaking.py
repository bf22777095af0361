"""What people say: texts, pictures, albums, files, places; edits and deletions of their own."""

from __future__ import annotations

import asyncio
import mimetypes
from typing import Any

from sandbox import membership
from sandbox.accounts import User
from sandbox.chats import Chat
from sandbox.copying import is_bound, origin
from sandbox.entities import check_caption, check_text, finish, trim
from sandbox.files import draw_picture
from sandbox.messages import Media, Message
from sandbox.people.ask import Ask, Json
from sandbox.people.views import message_view
from sandbox.posting import edited, post, remove


def say(ask: Ask) -> Json:
    """A text. To a bot that was never started or was blocked, one has to press Start first."""
    person, chat = speaker(ask)
    text, _ = trim(ask.text("text"), [])
    check_text(text)
    message = post(
        ask.telegram,
        chat,
        person,
        text=text,
        entities=finish(text, []) or None,
        **_common(ask, chat),
    )
    return message_view(message, person.id)


def say_all(ask: Ask) -> Json:
    """Many texts in one call: `messages` is a list of {user, chat, text, reply_to?}. Gives how many were said."""
    said = [say(Ask(ask.telegram, dict(fields), {})) for fields in ask.items("messages")]
    return {"said": len(said)}


def start(ask: Ask) -> Json:
    """Press Start in the private chat of a bot, with or without the payload of a deep link."""
    person, bot, payload = ask.user(), ask.bot(), ask.text("payload", "")
    if len(payload) > 64 or not all(sign.isascii() and (sign.isalnum() or sign in "_-") for sign in payload):
        raise ValueError("a payload is up to 64 of A-Z a-z 0-9 _ -")
    chat = ask.telegram.dm(bot, person)
    membership.unblock(ask.telegram, chat)
    chat.started = True
    text = f"/start {payload}" if payload else "/start"
    message = post(ask.telegram, chat, person, text=text, entities=finish(text, []))
    return message_view(message, person.id)


def send_photo(ask: Ask) -> Json:
    """A picture: uploaded, or a generated one."""
    person, chat = speaker(ask)
    caption = _caption(ask.text("caption", ""))
    return message_view(
        post(ask.telegram, chat, person, media=_picture(ask), **caption, **_common(ask, chat)), person.id
    )


async def send_album(ask: Ask) -> list[Json]:
    """`count` pictures (2 to 10) as one album, the caption on the first; each is a message of its own.

    They come `gap` seconds apart, as albums do on slow lines.
    """
    person, chat = speaker(ask)
    count = len(ask.uploads) or ask.integer("count", 2)
    if not 2 <= count <= 10:
        raise ValueError("an album has 2 to 10 pictures")
    album = str(ask.telegram.random.randrange(10**16, 10**17))
    common = _common(ask, chat)
    messages = []
    for number, name in enumerate(list(ask.uploads) or [""] * count):
        caption = _caption(ask.text("caption", "")) if number == 0 else {}
        if number:
            await asyncio.sleep(ask.number("gap", 0.0))
        media = _picture(ask, name)
        messages.append(post(ask.telegram, chat, person, media=media, album=album, **caption, **common))
    return [message_view(message, person.id) for message in messages]


def send_document(ask: Ask) -> Json:
    """A file; without one, a short text file."""
    person, chat = speaker(ask)
    upload = ask.upload()
    name = ask.text("name", upload.name if upload else "note.txt")
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    data = upload.data if upload else ask.text("content", "a note\n").encode()
    stored = ask.telegram.files.keep("document", data, name, mime)
    caption = _caption(ask.text("caption", ""))
    message = post(ask.telegram, chat, person, media=Media("document", (stored,)), **caption, **_common(ask, chat))
    return message_view(message, person.id)


def send_voice(ask: Ask) -> Json:
    """A voice note of `duration` seconds."""
    person, chat = speaker(ask)
    upload = ask.upload()
    data = upload.data if upload else b"OggS" + ask.telegram.random.randbytes(2000)
    stored = ask.telegram.files.keep("voice", data, "voice.oga", "audio/ogg")
    media = Media("voice", (stored,), {"duration": ask.integer("duration", 3)})
    return message_view(post(ask.telegram, chat, person, media=media, **_common(ask, chat)), person.id)


def forward(ask: Ask) -> Json:
    """Something that stands in `from_chat`, which the person sees, again in `chat`, with who wrote it first."""
    person, chat = speaker(ask)
    there = ask.chat(person, "from_chat")
    if there.person is None and not there.member(person).present:
        raise ValueError(f"{person.full_name} is not in chat {there.id}")
    source = ask.message(there)
    if is_bound(source):
        raise ValueError("this message may not be forwarded")
    more = {"forward_origin": origin(source)}
    message = post(
        ask.telegram, chat, person, text=source.text, entities=source.entities, media=source.media, more=more
    )
    return message_view(message, person.id)


def send_location(ask: Ask) -> Json:
    """A place."""
    person, chat = speaker(ask)
    fields = {"latitude": ask.number("latitude", 39.9087), "longitude": ask.number("longitude", 116.3975)}
    if ask.integer("live_period", 0):
        fields["live_period"] = ask.integer("live_period")
    message = post(ask.telegram, chat, person, media=Media("location", fields=fields), **_common(ask, chat))
    return message_view(message, person.id)


def move_location(ask: Ask) -> Json:
    """A live location that was sent has moved."""
    person, message = _own(ask)
    if message.media is None or message.media.fields is None or "live_period" not in message.media.fields:
        raise ValueError("only a live location moves")
    place = {"latitude": ask.number("latitude", 0.0), "longitude": ask.number("longitude", 0.0)}
    message.media = Media("location", fields=message.media.fields | place)
    edited(ask.telegram, message)
    return message_view(message, person.id)


def edit(ask: Ask) -> Json:
    """New words in an own message. With `silent` nothing visible changes and bots still get edited_message."""
    person, message = _own(ask)
    if not ask.boolean("silent"):
        text, _ = trim(ask.text("text"), [])
        (check_text if message.media is None else check_caption)(text)
        message.text, message.entities = text, finish(text, []) or None
    edited(ask.telegram, message)
    return message_view(message, person.id)


def delete(ask: Ask) -> Json:
    """An own message, or as an administrator anybody's, goes for everyone."""
    person, chat = speaker(ask)
    message = ask.message(chat)
    if not _wrote(message, person) and not chat.member(person).may("can_delete_messages") and chat.person is None:
        raise ValueError("only administrators delete what others wrote")
    remove(ask.telegram, message)
    return {"deleted": message.id}


def speaker(ask: Ask) -> tuple[User, Chat]:
    """Who speaks and where; ValueError where the person may not."""
    person = ask.user()
    chat = ask.chat(person)
    if person.deactivated:
        raise ValueError(f"{person.full_name} is deactivated")
    if chat.person is not None:
        if not chat.started:
            raise ValueError("press Start first")
        if chat.blocked:
            raise ValueError("the bot is blocked")
        return person, chat
    if chat.deleted or chat.migrated_to is not None:
        raise ValueError(f"chat {chat.id} is no more" + (f", it is {chat.migrated_to} now" if chat.migrated_to else ""))
    member = chat.member(person)
    if not member.present:
        raise ValueError(f"{person.full_name} is not in chat {chat.id}")
    if member.status == "restricted" and "can_send_messages" not in member.permissions:
        raise ValueError(f"{person.full_name} may not write in chat {chat.id}")
    return person, chat


def _own(ask: Ask) -> tuple[User, Message]:
    person, chat = speaker(ask)
    message = ask.message(chat)
    if not _wrote(message, person):
        raise ValueError("only own messages can be edited")
    return person, message


def _wrote(message: Message, person: User) -> bool:
    return person in (message.sender, message.author)


def _common(ask: Ask, chat: Chat) -> dict[str, Any]:
    reply_to = ask.values.get("reply_to")
    if not reply_to:
        return {}
    if int(reply_to) not in chat.messages:
        raise ValueError(f"there is no message {reply_to} in chat {chat.id}")
    return {"reply_to": int(reply_to)}


def _caption(text: str) -> dict[str, Any]:
    text, _ = trim(text, [])
    check_caption(text)
    return {"text": text or None, "entities": finish(text, []) or None}


def _picture(ask: Ask, name: str = "file") -> Media:
    files, upload = ask.telegram.files, ask.upload(name)
    if upload is not None:
        return Media("photo", (files.keep("photo", upload.data, upload.name, upload.mime),))
    dice = ask.telegram.random
    state = dice.getstate()
    small = files.keep("photo", draw_picture(dice, 90, 68), "photo.png", "image/png")
    dice.setstate(state)  # the same colours in both sizes
    large = files.keep("photo", draw_picture(dice, 320, 240), "photo.png", "image/png")
    return Media("photo", (small, large))
