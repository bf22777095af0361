"""getChat: everything about a chat."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.message_objects import message_json
from sandbox.objects import Json, chat_full_json


def get_chat(call: Call) -> Json:
    """ChatFullInfo; the pinned message is the newest, the invite link is shown to administrators."""
    chat = call.chat(Access.READ)
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    link = chat.invite_link if chat.person is None and chat.member(call.bot.user).may("can_invite_users") else None
    body = None if pinned is None else message_json(pinned, call.bot.id, nested=True)
    return chat_full_json(chat, pinned=body, invite_link=link)
