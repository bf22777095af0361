"""Files in a message, as incidents keep them. Pure."""

from aiogram.types import Message

from incidents.case import MediaFile


def files_of(message: Message, bot_id: int) -> list[MediaFile]:
    """The photo (largest size), document, voice or video of a message; a place pin is no file."""
    if message.photo:
        largest = message.photo[-1]
        return [MediaFile("photo", bot_id, largest.file_id, largest.file_unique_id)]
    for kind in ("document", "voice", "video"):
        file = getattr(message, kind)
        if file is not None:
            return [MediaFile(kind, bot_id, file.file_id, file.file_unique_id)]
    return []


def words_of(message: Message) -> str:
    """What was written: text, caption, or a pin as coordinates rounded to about a hundred metres."""
    if message.text or message.caption:
        return message.text or message.caption or ""
    if message.location is not None:
        return f"📍 {message.location.latitude:.3f},{message.location.longitude:.3f}"
    return ""
