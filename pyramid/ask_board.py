"""The notice board of a unit: who may have it, and the picture with its QR."""

import io
from datetime import datetime

import segno
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority
from models.pyramid import Unit
from outbox.enqueue import Say, enqueue
from outbox.message import Attachment, Composed, Message, Request, Stale
from pyramid.actor import Actor
from pyramid.lookup import unit_of, unit_today
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from pyramid.store import codes as code_store
from texts.render import html_line

UNIT_LINK = "u_"
SCALE = 12  # pixels of a module: 500 and more across, sharp on paper


async def ask_board(session: AsyncSession, unit: Unit, actor: Actor, *, now: datetime) -> Refusal | None:
    """None when the picture is on its way to the asker's private chat."""
    refused = may(actor, Action.PRINT_BOARD, Thing(path=unit.path, tier=unit.tier))
    if refused is not None:
        return refused
    wish = Say("board", subject_id=unit.id, user_id=actor.user_id, priority=Priority.ANSWER)
    await enqueue(session, [wish], now=now)
    return None


async def compose_board(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """The QR as a PNG, with what is to be done with it."""
    assert request.subject_id is not None
    unit = await unit_today(session, (await unit_of(session, request.subject_id)).id)
    link = await board_link(session, unit, request.bot_id)
    if request.is_edit or not link:
        return Stale("the bot has no public name")
    html = html_line("board.picture", request.language, unit=unit.name, link=link)
    picture = Attachment("photo", request.bot_id, "", content=png_of(link), name=f"{unit.code}.png")
    return Message(html, files=(picture,))


async def board_link(session: AsyncSession, unit: Unit, bot_id: int | None) -> str:
    """The address that opens the bot with this unit filled in; empty while no bot is known by name."""
    username = await code_store.bot_name(session, bot_id)
    return f"https://t.me/{username}?start={UNIT_LINK}{unit.code}" if username else ""


def png_of(link: str) -> bytes:
    """A QR that a scratched print can still be read from (level Q)."""
    out = io.BytesIO()
    segno.make(link, error="q", micro=False).save(out, kind="png", scale=SCALE, border=4)
    return out.getvalue()


def svg_of(link: str) -> str:
    """The same as an inline picture for the page to print."""
    return str(segno.make(link, error="q", micro=False).svg_inline(scale=6, border=2))
