"""getChatAdministrators: the owner and the administrators, without other bots."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.objects import Json, member_json


def get_chat_administrators(call: Call) -> list[Json]:
    """Array of ChatMember; the bot itself is listed, other bots only with return_bots."""
    chat = call.chat(Access.READ)
    if chat.person is not None:
        raise bad_request("there are no administrators in the private chat")
    everybody = call.boolean("return_bots")
    return [
        member_json(member, call.bot.id)
        for member in chat.members.values()
        if member.administers and (everybody or not member.user.is_bot or member.user is call.bot.user)
    ]
