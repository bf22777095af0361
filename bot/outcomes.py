"""Pure. What Telegram's refusal, or silence, means for the row: tried again, parked, or unknown."""

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.exceptions import TelegramNotFound as NoSuchBot
from aiohttp import ClientConnectorError

from bot.bot_api import Answer, NoAnswer
from outbox.message import Delivered, Outcome, TryLater, Undeliverable, Unknown

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
TOO_MANY, UNAUTHORIZED, NOT_FOUND, SERVER = 429, 401, 404, 500
A_MOMENT = 5.0  # seconds: Telegram restarts, or refuses without saying for how long


def outcome_of(answer: Answer | NoAnswer) -> Outcome:
    """Of an answer that is not ok, and of none."""
    if isinstance(answer, NoAnswer):
        return TryLater(2, "row", answer.reason) if answer.is_unsent else Unknown(answer.reason)
    if answer.retry_after is not None or answer.status == TOO_MANY:
        return TryLater(A_MOMENT if answer.retry_after is None else answer.retry_after, "token", "429")
    if answer.migrated_to is not None:
        return Undeliverable("the group became a supergroup", migrated_to=answer.migrated_to)
    if answer.status in {UNAUTHORIZED, NOT_FOUND}:  # 404: an address without such a bot
        return Undeliverable("401: the token is no longer valid", is_token_dead=True)
    words = answer.description.lower()
    if answer.status >= SERVER:
        return TryLater(A_MOMENT, "row", "Telegram is restarting") if "restart" in words else Unknown("5xx")
    if any(known in words for known in NOTHING_TO_DO):
        return Delivered(None)
    return Undeliverable(
        answer.description,
        is_chat_gone=any(known in words for known in (*CHAT_GONE, *SHUT_OUT)),
        is_message_gone=any(known in words for known in MESSAGE_GONE),
    )


def outcome_of_error(error: AiogramError) -> Outcome:
    """The same for what aiogram raises."""
    if isinstance(error, TelegramRetryAfter):
        return outcome_of(Answer(is_ok=False, status=TOO_MANY, retry_after=float(error.retry_after)))
    if isinstance(error, TelegramMigrateToChat):
        return outcome_of(Answer(is_ok=False, status=400, migrated_to=error.migrate_to_chat_id))
    if isinstance(error, TelegramUnauthorizedError | NoSuchBot):
        return outcome_of(Answer(is_ok=False, status=UNAUTHORIZED))
    if isinstance(error, TelegramServerError):
        return outcome_of(Answer(is_ok=False, status=SERVER, description=error.message))
    if isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge):
        is_unsent = isinstance(error.__context__, ClientConnectorError)
        return outcome_of(NoAnswer("no connection" if is_unsent else "the connection was lost", is_unsent=is_unsent))
    if isinstance(error, TelegramAPIError):
        return outcome_of(Answer(is_ok=False, status=400, description=error.message))
    if isinstance(error, ClientDecodeError):
        return outcome_of(NoAnswer("the answer could not be read"))
    return Undeliverable(type(error).__name__)
