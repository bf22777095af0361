"""getMyCommands: the list of one scope and language."""

from sandbox.call import Call
from sandbox.command_lists import read_scope


def get_my_commands(call: Call) -> list[dict[str, str]]:
    """Array of BotCommand, empty where none was set."""
    return call.bot.commands.get(read_scope(call), [])
