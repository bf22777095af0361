"""deleteMyCommands: the list of one scope and language goes."""

from sandbox.call import Call
from sandbox.command_lists import read_scope


def delete_my_commands(call: Call) -> bool:
    """True, also where there was none."""
    call.bot.commands.pop(read_scope(call), None)
    return True
