"""Links by which people come into a group."""

from __future__ import annotations

from sandbox.access import Access, check_right
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad_request

NO_RIGHT = "not enough rights to manage chat invite link"


def invited_chat(call: Call) -> Chat:
    """The group of the call; 400 in private chats and without the right."""
    chat = call.chat(Access.WRITE)
    if chat.person is not None:
        raise bad_request("chat can't be joined by a link")
    check_right(call.bot, chat, "can_invite_users", NO_RIGHT)
    return chat


def new_link(call: Call) -> str:
    """A link that no other has."""
    return f"https://t.me/+{call.telegram.random.randbytes(8).hex()}"
