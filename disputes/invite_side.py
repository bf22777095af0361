"""A side is invited: in private whoever the bot knows, by a one-time link whoever it does not; who answers takes the seat."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.levels import LINK_LIVES
from disputes.table import Table, card_for, mediated_table, news, open_table, seat_for
from disputes.wishes import to_one
from models.disputes import DisputeInvite, DisputeSide
from models.kinds import DisputeStage, Side
from outbox.enqueue import enqueue
from outbox.refresh import refresh
from pyramid import codes
from pyramid.actor import Actor
from pyramid.refusal import Refusal

PREFIX = "d_"
GUESTS, LINK, INVITE = "dispute_guests", "dispute_link", "dispute_invite"


async def invite_side(
    session: AsyncSession, incident_id: int, actor: Actor, *, side: Side, now: datetime, with_link: bool = False
) -> Table | Refusal:
    """Whom? Those who told of the matter themselves are offered to the mediator; where there is nobody, or on wish, a link.

    A link is sent to the mediator in private; an earlier one opens nothing any more.
    """
    table = await mediated_table(session, incident_id, actor)
    if isinstance(table, Refusal):
        return table
    is_known = not with_link and bool(await guests(session, table))
    kind = GUESTS if is_known else LINK
    wish = to_one(kind, incident_id, actor.user_id, viewer="mediator", args={"side": side.value})
    await enqueue(session, [wish], now=now)
    return table


async def guests(session: AsyncSession, table: Table) -> dict[int, tuple[int, datetime]]:
    """Place among the tellers → (user id, when they told of it), for those who may be one of the two and sit nowhere yet."""
    at_it = table.people()
    told = enumerate(await store.tellers(session, table.id))
    return {place: (user_id, at) for place, (user_id, at) in told if user_id > 0 and user_id not in at_it}


async def invite_teller(
    session: AsyncSession, incident_id: int, actor: Actor, *, side: Side, place: int, now: datetime
) -> Table | Refusal:
    """One of them was chosen."""
    table = await mediated_table(session, incident_id, actor)
    if isinstance(table, Refusal):
        return table
    user_id, _ = (await guests(session, table)).get(place, (0, now))
    return await _ask_person(session, table, side=side, user_id=user_id, now=now)


async def invite_person(
    session: AsyncSession, incident_id: int, actor: Actor, *, side: Side, user_id: int, now: datetime
) -> Table | Refusal:
    """A question in their private chat, answered by a button. Refused where the bot has never been spoken to: a link, then."""
    table = await mediated_table(session, incident_id, actor)
    return (
        table if isinstance(table, Refusal) else await _ask_person(session, table, side=side, user_id=user_id, now=now)
    )


async def _ask_person(
    session: AsyncSession, table: Table, *, side: Side, user_id: int, now: datetime
) -> Table | Refusal:
    if user_id in table.people():
        return Refusal("refusal_disputes.sits_already", table.number)
    await store.keep_invite(
        session, DisputeInvite(incident_id=table.id, user_id=user_id, side=side, until=now + LINK_LIVES), now
    )
    once = now.isoformat(timespec="seconds")
    wish = to_one(INVITE, table.id, user_id, viewer="party", args={"side": side.value}, once=once)
    if not await enqueue(session, [wish], now=now):
        await store.drop_invites(session, table.id, side, user_id)
        return Refusal("refusal_disputes.unknown_guest", table.number)
    seat = table.sides[side]
    seat.code_hash = seat.code_until = None
    await store.keep(session)
    return table


async def answer_invite(
    session: AsyncSession, incident_id: int, actor: Actor, *, is_coming: bool, now: datetime
) -> Table | Refusal:
    """我参加 takes the seat; 不参加 is told to the mediator, and nothing is kept of who was asked."""
    invite = None if actor.is_anonymous else await store.invite_of(session, incident_id, actor.user_id)
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal):
        return table
    if invite is None or invite.until <= now or table.dispute.stage is not DisputeStage.HEARING:
        return Refusal("refusal_disputes.invite_ended", table.number)
    side = invite.side
    if is_coming:
        return await _sit(session, table, side, actor, now=now)
    await store.drop_invites(session, incident_id, side, actor.user_id)
    mediator = table.dispute.mediated_by
    if mediator is not None:
        await enqueue(session, [news(table.id, mediator, f"stays_away_{side.value}", "", now)], now=now)
    await refresh(session, (INVITE,), table.id)
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
    if isinstance(table, Refusal) or not table.is_heard:
        return table if isinstance(table, Refusal) else Refusal("refusal_disputes.link_ended")
    return await _sit(session, table, seat.side, actor, now=now)


async def _sit(session: AsyncSession, table: Table, side: Side, actor: Actor, *, now: datetime) -> Table | Refusal:
    seat, mediator = table.sides[side], table.dispute.mediated_by
    if actor.user_id in (mediator, table.sides[side.other].user_id):
        return Refusal("refusal_disputes.own_dispute", table.number)
    seat.user_id, seat.code_hash, seat.code_until, seat.accepted = actor.user_id, None, None, 0
    await store.keep(session)
    await store.drop_invites(session, table.id, side)
    await enqueue(session, seat_for(table, side), now=now)
    if mediator is not None:
        told = news(table.id, mediator, f"joined_{side.value}", "", now)
        await enqueue(session, [told, card_for(table, mediator)], now=now)
    await refresh(session, ("dispute_card", INVITE), table.id)
    return table
