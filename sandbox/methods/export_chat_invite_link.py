"""exportChatInviteLink: a new primary link into a group; the old one dies."""

from sandbox.call import Call
from sandbox.invite_links import invited_chat, new_link


def export_chat_invite_link(call: Call) -> str:
    """The link."""
    chat = invited_chat(call)
    chat.invite_link = new_link(call)
    return chat.invite_link
