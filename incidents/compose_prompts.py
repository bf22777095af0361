"""Short questions to whoever pressed a button, and the evidence that is passed on; made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.reading import GONE, read
from incidents.store import reports as report_store
from incidents.targets import targets_of
from models.kinds import IncidentState
from outbox.message import Attachment, Button, Composed, Message, Request, Stale
from texts.render import html_line, line

CLOSED_FOR_TARGETS = (IncidentState.CLOSED, IncidentState.VOID, IncidentState.WITHDRAWN, IncidentState.PENDING_CHECK)
PER_ROW = 2


async def compose_reason_prompt(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Why? The next words there are the answer."""
    found = await read(session, request)
    if found is None:
        return GONE
    return Message(html_line(f"incident_prompt.{request.args['move']}", request.language, number=found[1].number))


async def compose_evidence_prompt(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """A photo of the place, please."""
    found = await read(session, request)
    if found is None:
        return GONE
    return Message(html_line("incident_prompt.evidence", request.language, number=found[1].number))


async def compose_evidence(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """A photo of the place as it is now, for whoever checks."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    media = await report_store.media_by_file(session, case.incident.id, request.args["file"])
    if media is None or media.bot_id != request.bot_id or media.kind not in {"photo", "document", "voice", "video"}:
        return Stale("this bot has not seen the file")
    is_private = request.user_id is not None
    if not is_private and (request.details != "chat" or media.kind != "photo"):
        return Stale("no file for a group: what is spoken cannot be masked, and chats may carry numbers only")
    if request.details != "chat":
        return Message(html_line("card.files_in_console", request.language, number=view.number))
    html = html_line("incident_prompt.evidence_done", request.language, number=view.number)
    is_cleaned = media.kind == "document"  # a picture sent as a file still tells where it was taken
    file = Attachment(media.kind, media.bot_id, media.file_id, media.file_unique_id, is_cleaned=is_cleaned)  # type: ignore[arg-type]
    return Message(html, files=(file,), is_protected=is_private)


async def compose_choose_target(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """To whom? The buttons are the answer; once it is decided they go."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    move = request.args["move"]
    html = html_line(f"incident_prompt.choose_{move}", request.language, number=view.number)
    if case.incident.version != request.args["version"] or view.state in CLOSED_FOR_TARGETS:
        return Message(html)
    targets = await targets_of(session, case, with_people=move == "reassign", reaches=request.args["reaches"])
    buttons = []
    for target in targets:
        label = target.label
        if target.role is not None:
            role = line(f"incident_role.{target.role}", request.language)
            label = line("incident_target.person", request.language, role=role, name=target.label)
        buttons.append(Button(label, "give", f"!{target.arg}" if move == "rule" else target.arg))
    return Message(html, tuple(tuple(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW)))
