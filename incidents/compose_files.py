"""What belongs to a matter and is no text: pictures as one album, everything else one by one, for who may see it."""

from datetime import datetime
from typing import Literal, cast

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.reading import GONE, read, reader_of
from incidents.store import reports as report_store
from outbox.message import Attachment, Composed, Message, Request, Stale
from texts.render import html_line, line

Kind = Literal["photo", "document", "voice", "video"]
MOST_OF_EACH = 5  # an album holds ten


async def compose_incident_photos(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Pictures before and after, as one album. Where chats carry numbers only, they are seen in the console."""
    found = await read(session, request)
    if found is None:
        return GONE
    if request.is_edit:
        return Stale("pictures are shown once")
    number = found[1].number
    if request.details != "chat":
        return Message(html_line("card.files_in_console", request.language, number=number), is_protected=True)
    shown: dict[str, list[Attachment]] = {"before": [], "after": []}
    for media in await report_store.media(session, request.subject_id or 0):
        if media.kind == "photo":
            file = Attachment("photo", media.bot_id, media.file_id, media.file_unique_id)
            shown[media.moment].append(file)
    files = [*shown["before"][:MOST_OF_EACH], *shown["after"][:MOST_OF_EACH]]
    counts = {"before": len(shown["before"]), "after": len(shown["after"])}
    html = html_line("card.photos" if files else "card.no_photos", request.language, number=number, **counts)
    return Message(html, files=tuple(files), is_protected=True)


async def compose_incident_file(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """A voice, a video or a file: nothing in it can be masked, so it is for those who read everything."""
    found = await read(session, request)
    if found is None or request.is_edit or request.user_id is None:
        return GONE
    case, view = found
    if request.details != "chat":
        return Message(html_line("card.files_in_console", request.language, number=view.number), is_protected=True)
    _, _, is_entitled = await reader_of(session, request, case)
    files = await report_store.media(session, case.incident.id) if is_entitled else []
    media = next((each for each in files if each.id == request.args["media"]), None)
    if media is None:
        return GONE
    kind = cast("Kind", media.kind)
    file = Attachment(kind, media.bot_id, media.file_id, media.file_unique_id, is_cleaned=kind == "document")
    said = line(f"card.file_{media.moment}", request.language)
    return Message(
        html_line("card.file", request.language, number=view.number, when=said), files=(file,), is_protected=True
    )
