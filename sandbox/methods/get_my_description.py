"""getMyDescription: the bot's description in a language."""

from sandbox.call import Call
from sandbox.descriptions import get_words


def get_my_description(call: Call) -> dict[str, str]:
    """BotDescription."""
    return get_words(call, "description")
