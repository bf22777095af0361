"""What comes due: promises and visits are asked about, and a mediation follows its ladder to the next centre."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.keep_word import STANDS, judge_of
from disputes.levels import reached
from disputes.raise_dispute import raise_by_clock
from disputes.table import Table, news, open_table
from disputes.wishes import to_one
from models.disputes import DisputePromise, DisputeVisit
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.policy import Policy
from pyramid.refusal import Refusal

AT_ONCE = 50
AT_ONCE_UP = 200


async def advance_disputes(session: AsyncSession, *, policy: Policy, now: datetime) -> int:
    """Returns how many mediations were touched."""
    touched = 0
    for incident_id in await store.due(session, now, AT_ONCE):
        touched += await _ask(session, incident_id, now)
    return touched + await _follow_ladders(session, policy, now)


async def next_moment(session: AsyncSession) -> datetime | None:
    """When the next promise or visit comes due: what the demo's clock steps to."""
    return await store.next_due(session)


async def _follow_ladders(session: AsyncSession, policy: Policy, now: datetime) -> int:
    """Page by page, whatever their number: one that nobody above can take holds up no other."""
    raised, last = 0, 0
    while page := await store.called_up(session, last, AT_ONCE_UP):
        for incident_id, tier, highest in page:
            to = reached(tier, [highest])
            raised += await raise_by_clock(session, incident_id, to, policy=policy, now=now)
        last = page[-1][0]
    return raised


async def _ask(session: AsyncSession, incident_id: int, now: datetime) -> int:
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal):
        return 0
    if table.dispute.stage not in STANDS:
        await store.set_next(session, incident_id, [])
        return 0
    promises = await store.promises_of(session, incident_id, table.dispute.agreement)
    visits = await store.visits_of(session, incident_id, table.dispute.agreement)
    says: list[Say] = []
    for promise in promises:
        if promise.asked_at is None and promise.is_kept is None and promise.due_at <= now:
            promise.asked_at = now
            says += _of_promise(table, promise, now)
    for visit in visits:
        if visit.asked_at is None and visit.due_at <= now:
            visit.asked_at = now
            says += _of_visit(table, visit)
    await store.keep(session)
    await enqueue(session, says, now=now)
    waiting = [each.due_at for each in promises if each.asked_at is None and each.is_kept is None]
    waiting += [each.due_at for each in visits if each.asked_at is None]
    await store.set_next(session, incident_id, waiting)
    return 1


def _of_promise(table: Table, promise: DisputePromise, now: datetime) -> list[Say]:
    """The side it was promised to is asked; the one who promised is reminded."""
    judge, promiser = judge_of(table, promise.side), table.sides[promise.side].user_id
    says = [_question(table, judge, {"promise": promise.id}, f"p{promise.id}")] if judge is not None else []
    return says + ([news(table.id, promiser, "promise_due", str(promise.id), now)] if promiser is not None else [])


def _of_visit(table: Table, visit: DisputeVisit) -> list[Say]:
    user_id = table.sides[visit.side].user_id or table.dispute.mediated_by
    args = {"day": visit.day, "side": visit.side.value, "agreement": visit.agreement}
    once = f"v{visit.agreement}:{visit.day}:{visit.side.value}"
    return [_question(table, user_id, args, once)] if user_id is not None else []


def _question(table: Table, user_id: int, args: Mapping[str, object], once: str) -> Say:
    return to_one("dispute_question", table.id, user_id, viewer="party", args=args, once=once, priority=Priority.PROMPT)
