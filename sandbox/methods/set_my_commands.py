"""setMyCommands: what the menu of commands shows."""

from sandbox.call import Call
from sandbox.command_lists import read_commands, read_scope


def set_my_commands(call: Call) -> bool:
    """True."""
    call.bot.commands[read_scope(call)] = read_commands(call.json("commands", "commands"))
    return True
