"""What every edit and deletion shares: whose message it is, whether it changes, how old it may be."""

from __future__ import annotations

from typing import Any

from sandbox.access import Access
from sandbox.call import Call
from sandbox.errors import bad_request, not_modelled
from sandbox.message_objects import message_json
from sandbox.messages import Entity, Message
from sandbox.objects import Json
from sandbox.posting import edited

DELETE_WITHIN = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def own_message(call: Call) -> Message:
    """The message that the bot wants to edit; 400 where it is not its own or no longer there."""
    if call.text("inline_message_id"):
        raise not_modelled("inline messages")
    chat = call.chat(Access.EDIT)
    message = call.message(chat, "message to edit not found")
    foreign = message.sender is not call.bot.user or message.service is not None
    plain_markup = message.markup is not None and not message.inline  # such keyboards cannot be edited away
    if foreign or plain_markup or "forward_origin" in (message.more or {}):
        raise bad_request("message can't be edited")
    return message


def edit(
    call: Call,
    message: Message,
    text: str | None,
    entities: list[Entity] | None,
    markup: dict[str, Any] | None,
    *,
    changed: bool = False,
) -> Json:
    """Put the new words and buttons in; 400 "message is not modified" where nothing is new (unless media `changed`)."""
    if not changed and (message.text, message.entities, message.markup) == (text, entities, markup):
        raise bad_request(NOT_MODIFIED)
    call.telegram.flood.admit(call.bot, message.chat)
    message.text, message.entities, message.markup = text, entities, markup
    edited(call.telegram, message)
    return message_json(message, call.bot.id)


def check_deletable(call: Call, message: Message) -> None:
    """400 unless the bot may delete it: its own or, with the right, anybody's; 48 h in all cases but one.

    An administrator may delete old messages of others in a supergroup.
    """
    chat = message.chat
    may_delete_others = chat.person is None and chat.member(call.bot.user).may("can_delete_messages")
    if message.sender is not call.bot.user and chat.person is None and not may_delete_others:
        raise bad_request("message can't be deleted")
    old = call.telegram.clock.now() - message.date > DELETE_WITHIN
    if old and not (may_delete_others and chat.type == "supergroup"):
        raise bad_request("message can't be deleted for everyone")
