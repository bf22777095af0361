"""What a bot says about itself: name, description and short description, by language."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import bad_request


def set_words(call: Call, field: str, longest: int) -> bool:
    """Set or, if empty, remove; 400 where it is too long."""
    words = call.text(field)
    if len(words) > longest:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    key = (field, call.text("language_code"))
    if words:
        call.bot.about[key] = words
    else:
        call.bot.about.pop(key, None)
    return True


def get_words(call: Call, field: str, default: str = "") -> dict[str, str]:
    """The words of this language, else those of no language, else `default`."""
    about = call.bot.about
    words = about.get((field, call.text("language_code"))) or about.get((field, "")) or default
    return {field: words}
