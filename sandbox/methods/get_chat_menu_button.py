"""getChatMenuButton: what stands beside the input field of a private chat."""

from typing import Any

from sandbox.call import Call


def get_chat_menu_button(call: Call) -> dict[str, Any]:
    """MenuButton."""
    buttons = call.bot.menu_buttons
    return buttons.get(call.integer("chat_id") or None) or buttons.get(None) or {"type": "commands"}
