"""Pure. Reply markup, checked as Telegram checks it and kept as Telegram would echo it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import BotApiError, bad_request

DATA_BYTES = 64
BUTTONS = 100
BUTTONS_IN_ROW = 8
REPLY_BUTTONS = 300
REPLY_BUTTONS_IN_ROW = 12
MARKUP_BYTES = 10_000
_ACTIONS = (
    "callback_data url web_app login_url switch_inline_query switch_inline_query_current_chat "
    "switch_inline_query_chosen_chat copy_text callback_game pay disabled"
)
ACTIONS = _ACTIONS.split()
LOOPBACK = re.compile(r"127\.|0\.0\.0\.0|\[::1\]|::1")
Markup = dict[str, Any]


def check_markup(markup: Any, *, inline_only: bool = False) -> Markup | None:
    """The markup to keep, None where it only removes or forces something; 400 where Telegram would refuse it."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if inline_only and markup:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        return _reply(markup)
    return {key: markup[key] for key in ("remove_keyboard", "force_reply", "selective") if key in markup} or None


def _inline(rows: Any) -> Markup | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in kept) > BUTTONS or any(len(row) > BUTTONS_IN_ROW for row in kept):
        raise bad_request("reply markup is too long")
    markup = {"inline_keyboard": kept}
    if len(json.dumps(markup, ensure_ascii=False).encode()) > MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return markup if kept else None


def _button(button: Any) -> dict[str, Any]:
    text, action = _action(button)
    value = button[action]
    if action == "callback_data":
        if not isinstance(value, str):
            raise _unparsable('Field "callback_data" must be of type String')
        if len(value.encode()) > DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        value = _url(str(value))
    elif action == "web_app" and not str((value or {}).get("url", "")).startswith("https://"):
        raise bad_request("inline keyboard button Web App URL is invalid: Only HTTPS links are allowed")
    elif action == "copy_text" and not 1 <= len(str((value or {}).get("text", ""))) <= 256:
        raise bad_request("inline keyboard button copy text is invalid")
    style = {"style": button["style"]} if button.get("style") in ("danger", "success", "primary") else {}
    return {"text": text, action: value, **style}


def _action(button: Any) -> tuple[str, str]:
    """The text of a button and the one thing it does."""
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsable('Can\'t find field "text"' if text is None else 'Field "text" must be of type String')
    if not text:
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [action for action in ACTIONS if button.get(action) is not None]
    if not actions or (actions == ["callback_data"] and button["callback_data"] == ""):
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    return text, actions[0]


def _url(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "tg", "ton", "tonsite"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme == "tg":
        return url
    host = parts.hostname or ""
    if "." not in host and ":" not in host:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if LOOPBACK.match(host):
        raise bad_request("BUTTON_URL_INVALID")
    return parts.geturl() if parts.path else parts._replace(path="/").geturl()


def _reply(markup: Markup) -> Markup:
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    kept = []
    for row in rows:
        buttons = [{"text": button} if isinstance(button, str) else button for button in row]
        if not all(isinstance(button, dict) for button in buttons):
            raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
        if not all(isinstance(button.get("text"), str) and button["text"] for button in buttons):
            raise bad_request("can't parse keyboard button: Can't find field \"text\"")
        kept.append(buttons[:REPLY_BUTTONS_IN_ROW])
    if sum(len(row) for row in kept) > REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    return {**markup, "keyboard": kept}


def _unparsable(text: str) -> BotApiError:
    return BotApiError(400, f"Bad Request: can't parse inline keyboard button: {text}")
