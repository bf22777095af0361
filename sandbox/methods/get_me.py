"""getMe: who the bot is."""

from sandbox.call import Call
from sandbox.objects import Json, me_json


def get_me(call: Call) -> Json:
    """User with what only getMe says."""
    return me_json(call.bot)
