"""What promoting, restricting and banning share: a supergroup or group, the right, and somebody who may be touched."""

from __future__ import annotations

from sandbox.access import Access, check_right
from sandbox.accounts import User
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad_request


def subject(call: Call, right: str, *, supergroup: bool = False) -> tuple[Chat, User]:
    """The chat and the person; 400 in private chats, without `right`, for strangers, for the owner."""
    chat = call.chat(Access.WRITE)
    if chat.person is not None:
        raise bad_request("method is available only for groups and supergroups")
    if supergroup and chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    user = call.telegram.known_user(call.integer("user_id"))
    check_right(call.bot, chat, right, "not enough rights")
    if chat.member(user).status == "creator":
        raise bad_request("can't remove chat owner")
    return chat, user
