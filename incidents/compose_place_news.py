"""The words for those who follow a place, made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.reading import GONE, read
from incidents.view import group_depth, leaf_name, place_in
from models.kinds import Sensitivity
from outbox.message import Composed, Message, Request, Stale
from texts.render import html_line


async def compose_place_news(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """As a group would see it; a matter that became sensitive meanwhile is not told."""
    found = await read(session, request)
    if found is None:
        return GONE
    _, view = found
    if view.sensitivity is not Sensitivity.S0 or request.is_edit:
        return Stale("not for neighbours")
    values = {
        "number": view.number,
        "leaf": leaf_name(view.leaf, request.language),
        "place": place_in(view, group_depth(view.sensitivity), request.language, with_unit=True),
    }
    return Message(html_line(f"place_news.{request.args['what']}", request.language, **values), is_silent=True)
