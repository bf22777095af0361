"""setMyShortDescription: the bot's short description, at most 120 characters."""

from sandbox.call import Call
from sandbox.descriptions import set_words


def set_my_short_description(call: Call) -> bool:
    """True."""
    return set_words(call, "short_description", 120)
