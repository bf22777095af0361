"""deleteMessage: a message goes, for everyone."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.editing import check_deletable
from sandbox.posting import remove


def delete_message(call: Call) -> bool:
    """True; 400 where it is not found, too old, or somebody else's in a group that the bot does not administer."""
    chat = call.chat(Access.EDIT)
    message = call.message(chat, "message to delete not found")
    check_deletable(call, message)
    remove(call.telegram, message)
    return True
