"""Carries parcels to Telegram, and turns whatever happens into a value."""

from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SendDocument, SendMediaGroup, SendPhoto, SendVideo, SendVoice
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto

from bot.bot_api import Answer, BotApi
from bot.clean_photo import without_metadata
from bot.kept_files import KeptFiles
from bot.outcomes import outcome_of, outcome_of_error
from outbox.courier import Parcel
from outbox.message import Attachment, Deed, Delivered, Message, Outcome, Undeliverable
from outbox.press import callback_data

CAPTION_LIMIT = 1024
LONGEST_WAIT = 30  # seconds for one answer, if the lease lasts as long
PLAIN = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
SINGLE: dict[str, tuple[str, Any]] = {
    "photo": ("sendPhoto", SendPhoto),
    "document": ("sendDocument", SendDocument),
    "voice": ("sendVoice", SendVoice),
    "video": ("sendVideo", SendVideo),
}
OTHER_FACE = ("there is no caption in the message to edit", "there is no text in the message to edit")
Media = str | BufferedInputFile


class TelegramCourier:
    """Plain JSON for all that Telegram has or can read; what must be uploaded is carried by aiogram.

    A file that only another of our bots has is fetched by that one, and uploaded once.
    """

    def __init__(self, bots: Mapping[int, Bot]) -> None:
        self._bots = bots
        self._apis = {bot_id: BotApi(bot) for bot_id, bot in bots.items()}
        self._kept = KeptFiles()

    async def carry(self, parcel: Parcel, *, within: float) -> Outcome:
        """One request (two where Telegram wants the other kind of edit, or a pin), no retries."""
        api = self._apis[parcel.bot_id]
        seconds = max(1, int(min(within, LONGEST_WAIT)))
        what = parcel.what
        if isinstance(what, Deed):
            answer = await api.call(what.method, what.params, seconds)
            return Delivered(None) if isinstance(answer, Answer) and answer.is_ok else outcome_of(answer)
        if parcel.message_id is not None:
            return await self._edit(api, parcel, what, seconds)
        outcome = await self._send(api, parcel, what, seconds)
        if what.is_pinned and isinstance(outcome, Delivered) and outcome.message_id is not None:
            pin = {"chat_id": parcel.chat_id, "message_id": outcome.message_id, "disable_notification": True}
            await api.call("pinChatMessage", pin, seconds)  # without the right to pin the message still stands there
        return outcome

    async def _send(self, api: BotApi, parcel: Parcel, message: Message, seconds: int) -> Outcome:
        common = {
            "chat_id": parcel.chat_id,
            "disable_notification": message.is_silent or None,
            "protect_content": message.is_protected or None,
            "reply_parameters": reply_to(parcel.reply_to),
        }
        markup = keyboard_of(message, parcel.token)
        if not message.files:
            params = {**common, **PLAIN, "text": message.html, "reply_markup": markup}
            return sent(await api.call("sendMessage", params, seconds))
        try:
            files = [await self._at_hand(self._bots[parcel.bot_id], file) for file in message.files]
        except AiogramError as error:
            return outcome_of_error(error)
        if any(isinstance(file, BufferedInputFile) for file in files):
            return await self._upload(
                self._bots[parcel.bot_id], message, files, {**common, "reply_markup": markup}, seconds
            )
        if len(files) > 1:
            outcome = sent(await api.call("sendMediaGroup", {**common, "media": album_of(message, files)}, seconds))
        else:
            kind = message.files[0].kind
            words = {"caption": caption_of(message), "parse_mode": "HTML", "reply_markup": markup}
            outcome = sent(await api.call(SINGLE[kind][0], {**common, **words, kind: files[0]}, seconds))
        if isinstance(outcome, Undeliverable):
            self._kept.forget(parcel.bot_id, message.files)
        return outcome

    async def _upload(
        self, bot: Bot, message: Message, files: list[Media], common: dict[str, Any], seconds: int
    ) -> Outcome:
        try:
            if len(files) > 1:
                del common["reply_markup"]  # Telegram shows no buttons under an album
                kinds = {"photo": InputMediaPhoto, "document": InputMediaDocument}
                media = [kinds[each["type"]](**each) for each in album_of(message, files)]
                made = await bot(SendMediaGroup(media=media, **common), request_timeout=seconds)
                self._kept.learn(bot.id, message.files, made)
                return Delivered(made[0].message_id)
            kind = message.files[0].kind
            words = {"caption": caption_of(message), "parse_mode": "HTML"}
            one = await bot(SINGLE[kind][1](**{kind: files[0]}, **words, **common), request_timeout=seconds)
            self._kept.learn(bot.id, message.files, [one])
            return Delivered(one.message_id)
        except AiogramError as error:
            return outcome_of_error(error)

    async def _edit(self, api: BotApi, parcel: Parcel, message: Message, seconds: int) -> Outcome:
        common = {
            "chat_id": parcel.chat_id,
            "message_id": parcel.message_id,
            "parse_mode": "HTML",
            "reply_markup": keyboard_of(message, parcel.token),
        }
        text = "editMessageText", {**common, **PLAIN, "text": message.html}
        caption = "editMessageCaption", {**common, "caption": message.html[:CAPTION_LIMIT]}
        (first, told), (second, then) = (caption, text) if message.files else (text, caption)
        answer = await api.call(first, told, seconds)
        if isinstance(answer, Answer) and any(words in answer.description.lower() for words in OTHER_FACE):
            answer = await api.call(second, then, seconds)  # a photo came after the card, or the card began as a photo
        return Delivered(parcel.message_id) if isinstance(answer, Answer) and answer.is_ok else outcome_of(answer)

    async def _at_hand(self, bot: Bot, file: Attachment) -> Media:
        if file.content:
            return BufferedInputFile(file.content, filename=file.name)
        if (file.bot_id == bot.id and not file.is_cleaned) or file.bot_id not in self._bots:
            return file.file_id
        if (kept := self._kept.name_of(bot.id, file)) is not None:
            return kept
        data = await self._bots[file.bot_id].download(file.file_id)
        name = f"{file.kind}.jpg" if file.kind == "photo" else file.kind
        return BufferedInputFile(without_metadata(data.read() if data else b""), filename=name)


def sent(answer: Any) -> Outcome:
    """Of a message that was sent; of an album, its first."""
    if not isinstance(answer, Answer) or not answer.is_ok:
        return outcome_of(answer)
    made = answer.result[0] if isinstance(answer.result, list) else answer.result
    return Delivered(made["message_id"])


def reply_to(message_id: int | None) -> dict[str, Any] | None:
    """An answer to a message, or to nothing if that is gone."""
    return None if message_id is None else {"message_id": message_id, "allow_sending_without_reply": True}


def caption_of(message: Message) -> str:
    """The words under a file, cut where Telegram would refuse them."""
    return message.html if len(message.html) <= CAPTION_LIMIT else message.html[: CAPTION_LIMIT - 1] + "…"


def keyboard_of(message: Message, token: str | None) -> dict[str, Any] | None:
    """Telegram's keyboard; each press carries the token of its row."""
    if not message.keyboard:
        return None
    return {
        "inline_keyboard": [
            [
                {"text": button.label, "url": button.url}
                if button.url
                else {"text": button.label, "callback_data": callback_data(token or "", button.action, button.arg)}
                for button in line
            ]
            for line in message.keyboard
        ],
    }


def album_of(message: Message, files: list[Media]) -> list[dict[str, Any]]:
    """An album whose first picture carries the words."""
    made: list[dict[str, Any]] = []
    for place, (file, media) in enumerate(zip(message.files, files, strict=True)):
        kind = "photo" if file.kind == "photo" else "document"
        words = {"caption": message.html[:CAPTION_LIMIT], "parse_mode": "HTML"} if place == 0 else {}
        made.append({"type": kind, "media": media, **words})
    return made
