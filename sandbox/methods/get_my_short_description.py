"""getMyShortDescription: the bot's short description in a language."""

from sandbox.call import Call
from sandbox.descriptions import get_words


def get_my_short_description(call: Call) -> dict[str, str]:
    """BotShortDescription."""
    return get_words(call, "short_description")
