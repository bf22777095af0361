"""deleteMessages: up to a hundred messages of one chat go."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.editing import check_deletable
from sandbox.errors import BotApiError, bad_request
from sandbox.posting import remove


def delete_messages(call: Call) -> bool:
    """True. What is not found or may not be deleted is passed over."""
    ids = call.integers("message_ids", "Expected an Array of message identifiers")
    if not ids:
        raise bad_request("Message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("Too many message identifiers specified")
    chat = call.chat(Access.EDIT)
    for message_id in ids:
        message = chat.messages.get(message_id)
        if message is None:
            continue
        try:
            check_deletable(call, message)
        except BotApiError:
            continue
        remove(call.telegram, message)
    return True
