"""setChatTitle: a group is called something else."""

from sandbox.access import Access, check_right
from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.posting import post


def set_chat_title(call: Call) -> bool:
    """True; 1 to 128 characters. A service message tells of it."""
    title = call.text("title").strip()
    if not title:
        raise bad_request("title must be non-empty")
    if len(title) > 128:
        raise bad_request("title is too long")
    chat = call.chat(Access.WRITE)
    if chat.person is not None:
        raise bad_request("can't change private chat title")
    check_right(call.bot, chat, "can_change_info", "not enough rights to change chat title")
    if chat.title == title:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.title = title
    post(call.telegram, chat, call.bot.user, service={"new_chat_title": title})
    return True
