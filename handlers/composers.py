"""Short answers of the door: a sentence by its key, with the buttons that answer it."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.draft_card import compose_draft
from outbox.lanes import Composer
from outbox.message import Button, Message, Request
from texts.render import html_line, line, render


async def compose_answer(_session: AsyncSession, request: Request, _now: datetime) -> Message:
    """args: {"line": key} or {"template": name}, "values" for its blanks, "buttons": rows of [label key or text, action, arg]."""
    values: dict[str, Any] = request.args.get("values", {})
    if "template" in request.args:
        html = render(request.args["template"], request.language, **values)
    else:
        html = html_line(request.args["line"], request.language, **values)
    return Message(html, keyboard=keyboard(request.args.get("buttons", []), request.language))


def keyboard(rows: list[list[list[str]]], language: str) -> tuple[tuple[Button, ...], ...]:
    """Buttons from plain lists; a label that begins with "@" is a key of the texts, an action "url" opens its argument."""
    return tuple(tuple(_button(label, action, arg, language) for label, action, arg in row) for row in rows)


def _button(label: str, action: str, arg: str, language: str) -> Button:
    shown = line(label[1:], language) if label.startswith("@") else label
    return Button(shown, url=arg) if action == "url" else Button(shown, action, arg)


COMPOSERS: dict[str, Composer] = {"answer": compose_answer, "resident_draft": compose_draft}
