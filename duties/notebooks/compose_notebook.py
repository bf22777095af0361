"""The notebook in private: made at the moment of sending, so that no line of it lies in the queue; never to be forwarded."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.notebooks.open_notebook import Book, doors, lines_of, open_book
from incidents.view import moment_words
from models.pii import Pii
from outbox.lanes import Composer
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.lookup import actor_of
from texts.render import html_line, line, render

PAGE = "notebook"
PER_ROW = 3
MOST_DOORS = 60


async def compose_page(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """A unit's doors, or the lines about one of them (args: {"note": id of any line about it})."""
    if request.user_id is None or request.group_id is not None:
        return Stale("never in a group")
    if request.details == "console":
        return Message(html_line("notebook.not_in_chat", request.language))
    actor = await actor_of(session, request.user_id)
    book = await open_book(session, request.subject_id or 0, actor, now=now)
    if not isinstance(book, Book):
        return Stale("not theirs to open")
    place = request.args.get("place")
    return await (_doors(session, book, request) if place is None else _lines(session, book, request, place))


async def _doors(session: AsyncSession, book: Book, request: Request) -> Message:
    """The doors, by their place in the list: no door stands behind a button."""
    found = (await doors(session, book))[:MOST_DOORS]
    keys = [
        Button(line("notebook.door", request.language, door=Pii(door).for_viewer("keeper"), count=count), "door", arg)
        for arg, (door, count) in ((f"{book.unit.id}.{place}", each) for place, each in enumerate(found))
    ]
    rows = [tuple(keys[at : at + PER_ROW]) for at in range(0, len(keys), PER_ROW)]
    rows.append((Button(line("notebook.write", request.language), "note_write", str(book.unit.id)),))
    html = html_line("notebook.doors", request.language, unit=book.unit.name, count=len(found))
    return Message(html, tuple(rows), is_protected=True)


async def _lines(session: AsyncSession, book: Book, request: Request, place: int) -> Composed:
    found = await doors(session, book)
    if place >= len(found):
        return Stale("that door has no lines any more")
    door = found[place][0]
    notes = await lines_of(session, book, door)
    said = [(moment_words(note.at, request.language), Pii(note.words).for_viewer("keeper")) for note in notes]
    keys = [
        (Button(line("notebook.strike", request.language, number=number), "note_strike", str(note.id)),)
        for number, note in enumerate(notes, start=1)
    ]
    keys.append((Button(line("notebook.write", request.language), "note_write", str(book.unit.id)),))
    html = render("notebook", request.language, unit=book.unit.name, door=Pii(door).for_viewer("keeper"), lines=said)
    return Message(html, tuple(keys), is_protected=True)


COMPOSERS: dict[str, Composer] = {PAGE: compose_page}
