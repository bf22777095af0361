"""setMyName: the bot's name, at most 64 characters."""

from sandbox.call import Call
from sandbox.descriptions import set_words


def set_my_name(call: Call) -> bool:
    """True."""
    return set_words(call, "name", 64)
