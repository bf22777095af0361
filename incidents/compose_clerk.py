"""The silent clerk's few signs: an emoji on words that were noted, and the question which matter is meant."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_danger import DANGER
from incidents.ask_which import WHICH
from incidents.read_view import read_view
from incidents.store import chats as chat_store
from incidents.view import leaf_name
from models.kinds import Sensitivity
from models.pii import Pii
from models.pyramid import Dialogue
from outbox.message import Button, Composed, Deed, Message, Request, Stale
from texts.render import html_line, line

MOST_QUOTED = 80


async def compose_nod(_session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """One emoji on one message."""
    if request.is_edit:
        return Stale("an emoji is put once")
    args = request.args
    emoji = [{"type": "emoji", "emoji": args["emoji"]}]
    return Deed("setMessageReaction", {"chat_id": args["chat"], "message_id": args["message"], "reaction": emoji})


async def compose_which_one(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """A button for each of the speaker's own matters; once it is answered the buttons go."""
    asked = await _asked(session, request, WHICH, now)
    if asked is None:
        return _over("clerk.which_done", request)
    buttons = []
    for incident_id in request.args["options"]:
        found = await read_view(session, incident_id)
        if found is None:
            continue
        _, view = found
        is_hidden = view.sensitivity is Sensitivity.S2 and request.group_id is not None
        leaf = "" if is_hidden else leaf_name(view.leaf, request.language)
        buttons.append((Button(f"#{view.number} {leaf}".strip(), WHICH, str(incident_id)),))
    buttons.append((Button(line("clerk.which_none", request.language), WHICH, "0"),))
    name = "clerk.which_one" if request.group_id is not None else "clerk.which_quoted"
    words = Pii(asked.data["words"]).for_viewer("speaker")[:MOST_QUOTED]
    return Message(html_line(name, request.language, words=words), tuple(buttons))


async def compose_if_danger(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """Yes and no under words that may be a cry; once it is answered the buttons go."""
    asked = await _asked(session, request, DANGER, now)
    if asked is None:
        return _over("clerk.danger_done", request)
    buttons = tuple(
        Button(line(f"clerk.danger_{name}", request.language), DANGER, arg) for name, arg in (("yes", "1"), ("no", "0"))
    )
    return Message(html_line("clerk.danger_ask", request.language), (buttons,))


async def _asked(session: AsyncSession, request: Request, kind: str, now: datetime) -> Dialogue | None:
    """The question under those words, while it waits for its answer."""
    asked = await chat_store.dialogue(session, request.args["chat"], request.subject_id or 0)
    is_it = asked is not None and asked.kind == kind and asked.data["message_id"] == request.args["message"]
    return asked if asked is not None and is_it and asked.expires_at > now else None


def _over(name: str, request: Request) -> Composed:
    """What stands in place of a question that is answered; one that was not yet asked is not asked any more."""
    return Message(html_line(name, request.language)) if request.is_edit else Stale("it is answered")
