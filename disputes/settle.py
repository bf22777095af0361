"""An agreement is put before both sides; once both have said yes, it holds, and its promises are watched."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.levels import visits_after
from disputes.table import SHOWN, Table, mediated_table, news, open_table, seated_table
from disputes.wishes import to_one
from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from models.disputes import DisputePromise, DisputeVisit
from models.kinds import DisputeStage, Side
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from parsing.promises import Promised
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def propose_agreement(
    session: AsyncSession, incident_id: int, actor: Actor, *, promises: Sequence[Promised], now: datetime
) -> Table | Refusal:
    """The mediator's text, promise by promise, goes to both sides; a newer one replaces it."""
    table = await mediated_table(session, incident_id, actor)
    if isinstance(table, Refusal):
        return table
    table.dispute.agreement += 1
    number = table.dispute.agreement
    made = [
        DisputePromise(
            incident_id=incident_id, agreement=number, side=Side(each.side), words=each.words, due_at=each.due
        )
        for each in promises
    ]
    await store.add(session, made)
    await enqueue(session, [_offer(table, seat.user_id) for seat in table.sides.values() if seat.user_id], now=now)
    await refresh(session, SHOWN, incident_id)
    return table


def _offer(table: Table, user_id: int) -> Say:
    number = table.dispute.agreement
    return to_one("dispute_offer", table.id, user_id, viewer="party", args={"agreement": number}, once=str(number))


async def accept_agreement(
    session: AsyncSession, incident_id: int, actor: Actor, *, agreement: int, policy: Policy, now: datetime
) -> Table | Refusal:
    """One side says yes. The second yes closes the matter; the mediator's own yes stands for a hand given at the table."""
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal):
        return table
    if table.dispute.stage is not DisputeStage.HEARING or table.dispute.agreement != agreement or not agreement:
        return Refusal("refusal_disputes.other_text", table.number)
    side = None if actor.is_anonymous else table.side_of(actor.user_id)
    if side is None:
        refused = table.mediated_by(actor)
        if refused is not None:
            return Refusal("refusal_disputes.not_a_side", table.number)
    for each, seat in table.sides.items():
        seat.accepted = agreement if side in (None, each) else seat.accepted
    await store.keep(session)
    if all(seat.accepted == agreement for seat in table.sides.values()):
        done = await _settle(session, table, actor, is_at_table=side is None, policy=policy, now=now)
        if isinstance(done, Refusal):
            return done
    await refresh(session, SHOWN, incident_id)
    return table


async def decline_agreement(
    session: AsyncSession, incident_id: int, actor: Actor, *, agreement: int, now: datetime
) -> Table | Refusal:
    """One side says no: the mediator hears it, and the text is open again."""
    seated = await seated_table(session, incident_id, actor)
    if isinstance(seated, Refusal):
        return seated
    table, side = seated
    if table.dispute.stage is not DisputeStage.HEARING or table.dispute.agreement != agreement:
        return Refusal("refusal_disputes.other_text", table.number)
    table.sides[side].accepted = 0
    await store.keep(session)
    if table.dispute.mediated_by is not None:
        told = news(table.id, table.dispute.mediated_by, f"declined_{side.value}", str(agreement), now)
        await enqueue(session, [told], now=now)
    await refresh(session, SHOWN, incident_id)
    return table


async def _settle(
    session: AsyncSession, table: Table, actor: Actor, *, is_at_table: bool, policy: Policy, now: datetime
) -> Moved | Refusal:
    dispute = table.dispute
    promises = await store.promises_of(session, table.id, dispute.agreement)
    done = await make_move(
        session,
        table.case,
        Move.AGREE,
        actor if is_at_table else None,  # which of the two said yes last is nobody's business
        policy=policy,
        now=now,
        values={"closed_at": now, "close_reason": "agreed", "checked_by": None},
        data={"promises": len(promises), "is_at_table": is_at_table, "tier": dispute.tier},
    )
    if isinstance(done, Refusal):
        return done
    dispute.stage, dispute.agreed_at = DisputeStage.AGREED, now
    table.void_links()
    visits = [
        DisputeVisit(incident_id=table.id, agreement=dispute.agreement, day=day, side=side, due_at=moment)
        for day, moment in visits_after(now)
        for side in Side
    ]
    await store.add(session, visits)
    await store.set_next(session, table.id, [*(each.due_at for each in promises), *(each.due_at for each in visits)])
    people = sorted(table.people() - {actor.user_id})
    await enqueue(session, [news(table.id, each, "agreed", str(dispute.agreement), now) for each in people], now=now)
    return done
