"""Carries parcels to Telegram with aiogram, and turns whatever happens into a value."""

from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    RestartingTelegram,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    DeleteMessage,
    EditMessageCaption,
    EditMessageText,
    LeaveChat,
    PinChatMessage,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVoice,
    SetMessageReaction,
    SetMyCommands,
    TelegramMethod,
    UnpinChatMessage,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyParameters,
)
from aiogram.types import (
    Message as TelegramMessage,
)
from aiohttp import ClientConnectorError

from outbox.courier import Parcel
from outbox.message import Attachment, Deed, Delivered, Message, Outcome, TryLater, Undeliverable, Unknown
from outbox.press import callback_data

CAPTION_LIMIT = 1024
DEEDS: dict[str, type[TelegramMethod[Any]]] = {
    "leaveChat": LeaveChat,
    "deleteMessage": DeleteMessage,
    "pinChatMessage": PinChatMessage,
    "unpinChatMessage": UnpinChatMessage,
    "setMyCommands": SetMyCommands,
    "setMessageReaction": SetMessageReaction,
}
SINGLE: dict[str, tuple[Any, str]] = {
    "photo": (SendPhoto, "photo"),
    "document": (SendDocument, "document"),
    "voice": (SendVoice, "voice"),
    "video": (SendVideo, "video"),
}
NOTHING_TO_DO = ("message is not modified", "message to delete not found")
MESSAGE_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
CHAT_GONE = (
    "chat not found",
    "group chat was deactivated",
    "group chat was deleted",
    "peer_id_invalid",
    "user is deactivated",
)
SHUT_OUT = (
    "bot was kicked",
    "bot was blocked",
    "is not a member",
    "user is deactivated",
    "can't initiate conversation",
    "can't send messages to",
    "chat was deleted",
    "chat_write_forbidden",
    "not enough rights to send",
    "no rights to send",
)
OTHER_FACE = ("there is no caption in the message to edit", "there is no text in the message to edit")


class TelegramCourier:
    """One aiogram Bot per token; a file that another of our bots has seen is fetched by that one and sent anew."""

    def __init__(self, bots: Mapping[int, Bot]) -> None:
        self._bots = bots

    async def carry(self, parcel: Parcel, *, within: float) -> Outcome:
        """One request (two where Telegram wants the other kind of edit), no retries."""
        bot = self._bots[parcel.bot_id]
        seconds = max(1, int(min(within, 30)))
        try:
            if isinstance(parcel.what, Deed):
                await bot(DEEDS[parcel.what.method](**parcel.what.params), request_timeout=seconds)
                return Delivered(None)
            return await self._say(bot, parcel, parcel.what, seconds)
        except AiogramError as error:
            return outcome_of(error)

    async def _say(self, bot: Bot, parcel: Parcel, message: Message, seconds: int) -> Outcome:
        keyboard = keyboard_of(message, parcel.token)
        if parcel.message_id is not None:
            return await self._edit(bot, parcel, message, keyboard, seconds)
        reply = None
        if parcel.reply_to is not None:
            reply = ReplyParameters(message_id=parcel.reply_to, allow_sending_without_reply=True)
        common: dict[str, Any] = {
            "chat_id": parcel.chat_id,
            "disable_notification": message.is_silent or None,
            "protect_content": message.is_protected or None,
            "reply_parameters": reply,
        }
        files = [await self._at_hand(bot, file) for file in message.files]
        if len(files) > 1:
            sent = await bot(SendMediaGroup(media=album_of(message, files), **common), request_timeout=seconds)
            return Delivered(sent[0].message_id)
        common["reply_markup"] = keyboard
        made: TelegramMessage
        if files:
            kind = message.files[0].kind
            method, name = SINGLE[kind]
            caption = message.html if len(message.html) <= CAPTION_LIMIT else message.html[: CAPTION_LIMIT - 1] + "…"
            made = await bot(
                method(**{name: files[0]}, caption=caption, parse_mode="HTML", **common), request_timeout=seconds
            )
        else:
            made = await bot(
                SendMessage(
                    text=message.html,
                    parse_mode="HTML",
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    **common,
                ),
                request_timeout=seconds,
            )
        if message.is_pinned:
            await self._pin(bot, parcel.chat_id, made.message_id, seconds)
        return Delivered(made.message_id)

    async def _edit(
        self,
        bot: Bot,
        parcel: Parcel,
        message: Message,
        keyboard: InlineKeyboardMarkup | None,
        seconds: int,
    ) -> Outcome:
        common: dict[str, Any] = {
            "chat_id": parcel.chat_id,
            "message_id": parcel.message_id,
            "parse_mode": "HTML",
            "reply_markup": keyboard,
        }
        text = EditMessageText(text=message.html, link_preview_options=LinkPreviewOptions(is_disabled=True), **common)
        caption = EditMessageCaption(caption=message.html[:CAPTION_LIMIT], **common)
        first, second = (caption, text) if message.files else (text, caption)
        try:
            await bot(first, request_timeout=seconds)
        except TelegramBadRequest as error:
            if not any(words in error.message.lower() for words in OTHER_FACE):
                raise
            await bot(second, request_timeout=seconds)  # a photo came after the card, or the card began as a photo
        return Delivered(parcel.message_id)

    async def _pin(self, bot: Bot, chat_id: int, message_id: int, seconds: int) -> None:
        try:
            await bot(
                PinChatMessage(chat_id=chat_id, message_id=message_id, disable_notification=True),
                request_timeout=seconds,
            )
        except AiogramError:
            return  # without the right to pin the message still stands there

    async def _at_hand(self, bot: Bot, file: Attachment) -> str | BufferedInputFile:
        if file.bot_id == bot.id or file.bot_id not in self._bots:
            return file.file_id
        data = await self._bots[file.bot_id].download(file.file_id)
        return BufferedInputFile(
            data.read() if data else b"", filename=f"{file.kind}.jpg" if file.kind == "photo" else file.kind
        )


def keyboard_of(message: Message, token: str | None) -> InlineKeyboardMarkup | None:
    """Telegram's keyboard; each press carries the token of its row."""
    if not message.keyboard:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=button.label, url=button.url)
                if button.url
                else InlineKeyboardButton(
                    text=button.label, callback_data=callback_data(token or "", button.action, button.arg)
                )
                for button in line
            ]
            for line in message.keyboard
        ],
    )


def album_of(message: Message, files: list[str | BufferedInputFile]) -> list[Any]:
    """An album whose first picture carries the words."""
    made: list[Any] = []
    for place, (file, media) in enumerate(zip(message.files, files, strict=True)):
        kind = InputMediaPhoto if file.kind == "photo" else InputMediaDocument
        words: dict[str, Any] = {"caption": message.html[:CAPTION_LIMIT], "parse_mode": "HTML"} if place == 0 else {}
        made.append(kind(media=media, **words))
    return made


def outcome_of(error: AiogramError) -> Outcome:
    """What a failure means for the row: tried again, parked, or unknown."""
    if isinstance(error, TelegramRetryAfter):
        return TryLater(float(error.retry_after), "token", "429")
    if isinstance(error, TelegramMigrateToChat):
        return Undeliverable("the group became a supergroup", migrated_to=error.migrate_to_chat_id)
    if isinstance(error, TelegramUnauthorizedError | TelegramNotFound):  # 404: an address without such a bot
        return Undeliverable("401: the token is no longer valid", is_token_dead=True)
    if isinstance(error, RestartingTelegram):
        return TryLater(5, "row", "Telegram is restarting")
    if isinstance(error, TelegramServerError | ClientDecodeError):
        return Unknown(type(error).__name__)
    if isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge):
        if isinstance(error.__context__, ClientConnectorError):
            return TryLater(2, "row", "no connection")
        return Unknown("the connection was lost")
    message = getattr(error, "message", type(error).__name__)
    words = message.lower()
    if any(known in words for known in NOTHING_TO_DO):
        return Delivered(None)
    return Undeliverable(
        message,
        is_chat_gone=any(known in words for known in (*CHAT_GONE, *SHUT_OUT)),
        is_message_gone=any(known in words for known in MESSAGE_GONE),
    )
