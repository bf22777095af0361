"""getChatMember: what somebody is in a chat."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.chats import Member
from sandbox.errors import bad_request
from sandbox.objects import Json, member_json


def get_chat_member(call: Call) -> Json:
    """ChatMember; who was never there has left. 400 "user not found" for strangers."""
    if call.integer("user_id") <= 0:
        raise bad_request("invalid user_id specified")
    chat = call.chat(Access.READ)
    user = call.telegram.known_user(call.integer("user_id"))
    if chat.person is not None:
        if not chat.has(user.id):
            raise bad_request("user not found")
        return member_json(Member(user, "member"), call.bot.id)
    return member_json(chat.member(user), call.bot.id)
