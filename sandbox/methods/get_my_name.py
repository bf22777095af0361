"""getMyName: the bot's name in a language."""

from sandbox.call import Call
from sandbox.descriptions import get_words


def get_my_name(call: Call) -> dict[str, str]:
    """BotName."""
    return get_words(call, "name", call.bot.user.first_name)
