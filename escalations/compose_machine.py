"""What the machine says of itself, made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.view import moment_words
from outbox.message import Message, Request
from texts.render import html_line


async def compose_machine_says(_session: AsyncSession, request: Request, _now: datetime) -> Message:
    """The daily line, or that a clock has jumped."""
    values, language = request.args["values"], request.language
    words = [html_line(f"machine.{request.args['what']}", language, **values)]
    if values.get("stuck"):
        words.append(html_line("machine.stuck", language, count=values["stuck"]))
    if values.get("year"):
        words.append(html_line("machine.no_calendar", language, year=values["year"]))
    return Message("\n".join(words), is_silent=request.args["what"] == "daily")


async def compose_we_were_down(_session: AsyncSession, request: Request, _now: datetime) -> Message:
    """From when to when nobody was heard, and that it is made up for."""
    begun, ended = (datetime.fromisoformat(request.args[name]) for name in ("begun", "ended"))
    language = request.language
    return Message(
        html_line("machine.down", language, begun=moment_words(begun, language), ended=moment_words(ended, language)),
        is_silent=True,
    )
