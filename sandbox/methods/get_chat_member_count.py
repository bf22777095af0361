"""getChatMemberCount: how many are in a chat."""

from sandbox.access import Access
from sandbox.call import Call


def get_chat_member_count(call: Call) -> int:
    """People and bots; two in a private chat."""
    chat = call.chat(Access.READ)
    if chat.person is not None:
        return 2
    return sum(member.present for member in chat.members.values())
