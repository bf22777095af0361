"""Pure. Lists of commands and the scopes they are for."""

from __future__ import annotations

import re
from typing import Any

from sandbox.call import Call
from sandbox.errors import bad_request

NAME = re.compile(r"/?([a-z0-9_]{1,32})\Z")
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def read_scope(call: Call) -> tuple[str, str]:
    """Key of a list: scope and language."""
    scope = call.json("scope", "BotCommandScope")
    if scope is None:
        scope = {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for field in SCOPES[kind]:
        if scope.get(field) is None:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{field}\"")
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return ":".join([kind, *(str(scope[field]) for field in SCOPES[kind])]), language


def read_commands(given: Any) -> list[dict[str, str]]:
    """At most 100 commands of a-z 0-9 _, each described in 1 to 256 characters."""
    if not isinstance(given, list):
        raise bad_request("Expected an Array of BotCommand")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for item in given:
        if not isinstance(item, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        name = NAME.match(str(item.get("command", "")))
        description = str(item.get("description", ""))
        if name is None:
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": name[1], "description": description})
    return commands
