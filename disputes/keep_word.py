"""Was the promise kept, is it still quiet? One answer each; a no opens the matter again at the next centre."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.raise_dispute import reopen_dispute
from disputes.table import Table, news, open_table
from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from models.kinds import DisputeStage, Side
from outbox.enqueue import enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal

STANDS = frozenset({DisputeStage.AGREED, DisputeStage.KEPT})
SHOWN = ("dispute_card", "dispute_side", "dispute_question")


def judge_of(table: Table, side: Side) -> int | None:
    """Who says whether this side kept its word: the other one, or the mediator for somebody who is not here."""
    return table.sides[side.other].user_id or table.dispute.mediated_by


async def answer_promise(
    session: AsyncSession, promise_id: int, actor: Actor, *, is_kept: bool, policy: Policy, now: datetime
) -> Moved | Refusal | None:
    """做到了 or 没做到, by the side it was promised to. None when it is noted and nothing else follows."""
    promise = await store.promise(session, promise_id)
    table = await open_table(session, promise.incident_id) if promise is not None else Refusal("refusal_disputes.none")
    if isinstance(table, Refusal) or promise is None:
        return table if isinstance(table, Refusal) else None
    if actor.is_anonymous or judge_of(table, promise.side) != actor.user_id:
        return Refusal("refusal_disputes.not_asked", table.number)
    if table.dispute.stage not in STANDS or promise.agreement != table.dispute.agreement or promise.is_kept is not None:
        return Refusal("refusal_disputes.answered", table.number)
    promise.is_kept, promise.answered_at = is_kept, now
    await store.keep(session)
    if not is_kept:
        return await reopen_dispute(session, table, why="promise", policy=policy, now=now)
    promises = await store.promises_of(session, table.id, table.dispute.agreement)
    kept = sum(bool(each.is_kept) for each in promises)
    is_done = kept == len(promises) and table.dispute.stage is DisputeStage.AGREED
    values = {"close_reason": "performed"} if is_done else {}
    done = await make_move(
        session, table.case, Move.PERFORM, None, policy=policy, now=now, values=values, data={"kept": kept}
    )
    if is_done:
        table.dispute.stage = DisputeStage.KEPT
        await store.keep(session)
        told = [news(table.id, each, "performed", "", now) for each in sorted(table.people())]
        await enqueue(session, told, now=now)
    await refresh(session, SHOWN, table.id)
    return done


async def answer_visit(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    day: int,
    side: Side,
    is_well: bool,
    policy: Policy,
    now: datetime,
) -> Moved | Refusal:
    """好 or 又闹了, 7, 30 and 90 days after."""
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal):
        return table
    asked = table.sides[side].user_id or table.dispute.mediated_by
    if actor.is_anonymous or asked != actor.user_id:
        return Refusal("refusal_disputes.not_asked", table.number)
    visits = await store.visits_of(session, incident_id, table.dispute.agreement)
    visit = next((each for each in visits if each.day == day and each.side is side), None)
    if visit is None or visit.is_well is not None or table.dispute.stage not in STANDS:
        return Refusal("refusal_disputes.answered", table.number)
    visit.is_well, visit.answered_at = is_well, now
    await store.keep(session)
    if not is_well:
        return await reopen_dispute(session, table, why="visit", policy=policy, now=now)
    data = {"day": day, "side": side.value}
    done = await make_move(session, table.case, Move.PERFORM, None, policy=policy, now=now, data=data)
    await refresh(session, SHOWN, table.id)
    return done
