"""setMessageReaction: the bot's emoji on a message."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.reactions import react


def set_message_reaction(call: Call) -> bool:
    """True. One emoji of Telegram's list, or none to take it back; nobody's bot gets an update for it."""
    given = call.json("reaction", "reaction types") or []
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise bad_request("Expected an Array of ReactionType")
    if any(item.get("type") != "emoji" for item in given):
        raise bad_request("REACTION_INVALID")
    if len(given) > 1:
        raise bad_request("too many reactions set on the message")
    chat = call.chat(Access.WRITE)
    message = call.message(chat, "message to react not found")
    react(call.telegram, message, call.bot.user, [str(item.get("emoji", "")) for item in given])
    return True
