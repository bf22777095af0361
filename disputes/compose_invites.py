"""How a side is invited: whom the mediator may mean, the link for who is not known, the question to who is."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.invite_side import GUESTS, INVITE, LINK, guests, new_link
from disputes.table import Table, open_table
from incidents.view import leaf_name, moment_words
from models.kinds import DisputeStage, Side
from outbox.lanes import Composer
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.refusal import Refusal
from texts.render import html_line, line

GONE = Stale("not at this table any more")
MOST = 6  # people to choose from


async def _table(session: AsyncSession, request: Request) -> Table | None:
    found = await open_table(session, request.subject_id or 0, is_moving=False)
    return None if isinstance(found, Refusal) or request.user_id is None else found


async def compose_guests(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Who told of it, by the moment and never by name: the mediator learns who it is when they come."""
    table = await _table(session, request)
    if table is None or request.is_edit or table.dispute.mediated_by != request.user_id:
        return GONE
    side, language = request.args["side"], request.language
    keys = [
        (Button(line("dispute.teller", language, at=moment_words(at, language)), "d_guest", f"{side}.{place}"),)
        for place, (_, at) in list((await guests(session, table)).items())[:MOST]
    ]
    keys.append((Button(line("dispute_button.link", language), "d_link", side),))
    name = line(f"dispute_side.{side}", language)
    html = html_line("dispute.choose_guest", language, number=table.case.incident.number, side=name)
    return Message(html, tuple(keys), is_protected=True)


async def compose_link(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """The invitation for somebody unknown, for the mediator to hand on; the code is made now and stands in no queue."""
    table = await _table(session, request)
    if table is None or request.is_edit or table.dispute.mediated_by != request.user_id or not table.is_heard:
        return GONE
    side = Side(request.args["side"])
    url = await new_link(session, table.sides[side], request.bot_id, now=now)
    name = line(f"dispute_side.{side}", request.language)
    number = table.case.incident.number
    known = html_line("dispute.or_known", request.language)
    return Message(f"{html_line('dispute.link', request.language, number=number, side=name, url=url)}\n{known}")


async def compose_invite(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """Would you come? Nothing of what the other side said; once it is answered or over, the buttons go."""
    table = await _table(session, request)
    if table is None:
        return GONE
    invite = await store.invite_of(session, table.id, request.user_id or 0)
    is_open = invite is not None and invite.until > now and table.dispute.stage is DisputeStage.HEARING
    if not is_open and not request.is_edit:
        return GONE
    language = request.language
    html = html_line(
        "dispute.invite",
        language,
        number=table.case.incident.number,
        leaf=leaf_name(table.case.incident.leaf, language),
        centre=line(f"dispute_centre.{table.dispute.tier}", language),
    )
    if not is_open:
        return Message(f"{html}\n{html_line('dispute.thanks', language)}", is_protected=True)
    keys = tuple(Button(line(f"dispute_button.{word}", language), f"d_{word}") for word in ("come", "stay_away"))
    return Message(html, (keys,), is_protected=True)


INVITES: dict[str, Composer] = {GUESTS: compose_guests, LINK: compose_link, INVITE: compose_invite}
