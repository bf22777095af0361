"""setChatMenuButton: what stands beside the input field of a private chat."""

from sandbox.call import Call
from sandbox.errors import bad_request


def set_chat_menu_button(call: Call) -> bool:
    """True. Without chat_id the default for all."""
    button = call.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict):
        raise bad_request("MenuButton must be an Object")
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("MenuButton has unsupported type")
    call.bot.menu_buttons[call.integer("chat_id") or None] = button
    return True
