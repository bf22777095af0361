"""setMyDescription: the bot's description, at most 512 characters."""

from sandbox.call import Call
from sandbox.descriptions import set_words


def set_my_description(call: Call) -> bool:
    """True."""
    return set_words(call, "description", 512)
