"""A side is invited by a one-time link, which the mediator hands on; whoever opens it takes the seat."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.levels import LINK_LIVES
from disputes.table import Table, card_for, news, open_table, seat_for
from models.disputes import DisputeSide
from models.kinds import Priority, Side
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid import codes
from pyramid.actor import Actor
from pyramid.refusal import Refusal

PREFIX = "d_"


async def invite_side(
    session: AsyncSession, incident_id: int, actor: Actor, *, side: Side, now: datetime
) -> Table | Refusal:
    """A link for one side comes to the mediator in private; an earlier one opens nothing any more."""
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal):
        return table
    refused = table.mediated_by(actor)
    if refused is not None:
        return refused
    wish = Say(
        kind="dispute_link",
        subject_id=incident_id,
        user_id=actor.user_id,
        viewer="mediator",
        args={"side": side.value},
        priority=Priority.ANSWER,
    )
    await enqueue(session, [wish], now=now)
    return table


async def new_link(session: AsyncSession, seat: DisputeSide, bot_id: int, *, now: datetime) -> str:
    """The address, made at the moment of sending; only its hash is kept."""
    code = codes.new_link_code()
    seat.code_hash, seat.code_until = codes.hashed(code), now + LINK_LIVES
    await store.keep(session)
    return f"https://t.me/{await store.bot_name(session, bot_id)}?start={PREFIX}{code}"


async def join_side(session: AsyncSession, code: str, actor: Actor, *, now: datetime) -> Table | Refusal:
    """The link was opened: this person sits there from now on. It opens once."""
    seat = None if actor.is_anonymous else await store.side_behind(session, codes.hashed(code), now)
    if seat is None:
        return Refusal("refusal_disputes.link_ended")
    table = await open_table(session, seat.incident_id)
    if isinstance(table, Refusal):
        return table
    seat = table.sides[seat.side]
    mediator = table.dispute.mediated_by
    if actor.user_id in (mediator, table.sides[seat.side.other].user_id):
        return Refusal("refusal_disputes.own_dispute", table.number)
    seat.user_id, seat.code_hash, seat.code_until, seat.accepted = actor.user_id, None, None, 0
    await store.keep(session)
    await enqueue(session, seat_for(table, seat.side), now=now)
    if mediator is not None:
        told = news(table.id, mediator, f"joined_{seat.side.value}", "", now)
        await enqueue(session, [told, card_for(table, mediator)], now=now)
    await refresh(session, ("dispute_card",), table.id)
    return table
