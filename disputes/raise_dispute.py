"""The next centre takes over: by its clock, by the mediator's word, or because a promise was not kept."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.levels import next_centre
from disputes.table import SHOWN, Table, card_for, mediated_table, news, open_table, people_of_centre
from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import OF_ONE_CYCLE
from incidents.plan import due_at
from models.kinds import DisputeStage, Tier
from outbox.enqueue import enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def hand_up(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Table | Refusal:
    """调不成: to the next centre that has anybody; from the highest one only the law is left, and both sides are told how."""
    table = await mediated_table(session, incident_id, actor)
    if isinstance(table, Refusal):
        return table
    tier, people = await _next_with_people(session, table, next_centre(table.tier))
    if tier is None:
        return await _end(session, table, actor, policy=policy, now=now)
    plan = _named(table, people)
    done = await make_move(
        session,
        table.case,
        Move.MEDIATE,
        actor,
        policy=policy,
        now=now,
        values={"plan": plan, "highest_tier": tier.value},
        data={"tier": tier.value, "from": table.dispute.tier},
    )
    if isinstance(done, Refusal):
        return done
    await _seat(session, table, tier, people, what="handed_up", now=now)
    return table


async def raise_by_clock(session: AsyncSession, incident_id: int, tier: Tier, *, policy: Policy, now: datetime) -> bool:
    """The ladder has called this tier: its centre has the mediation now. False where nobody sits there or above."""
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal) or table.dispute.stage is not DisputeStage.HEARING:
        return False
    found, people = await _next_with_people(session, table, tier)
    if found is None or found.level >= table.tier.level:
        return False
    done = await make_move(
        session,
        table.case,
        Move.MEDIATE,
        None,
        policy=policy,
        now=now,
        values={"plan": _named(table, people)},
        data={"tier": found.value, "from": table.dispute.tier},
        to_state=table.case.incident.state,
    )
    if isinstance(done, Refusal):
        return False
    await _seat(session, table, found, people, what="clock_up", now=now)
    return True


async def reopen_dispute(
    session: AsyncSession, table: Table, *, why: str, policy: Policy, now: datetime
) -> Moved | Refusal:
    """A promise was not kept, or it began again: open once more, at the next centre, with clocks of its own."""
    incident = table.case.incident
    tier, people = await _next_with_people(session, table, next_centre(table.tier))
    if tier is None:
        tier, people = table.tier, await people_of_centre(session, table.case, table.tier)
    kept = {name: value for name, value in _named(table, people).items() if name not in OF_ONE_CYCLE}
    plan = {**kept, "since": now.isoformat()}
    values = {
        "cycle": incident.cycle + 1,
        "plan": plan,
        "extensions": 0,
        "handle_due_at": due_at(plan, now, 0, policy.calendar_at(table.case.owner.path)),
        "highest_tier": tier.value,
        **dict.fromkeys(("claimed_by", "claimed_at", "resolved_by", "resolved_at", "checked_by"), None),
        **dict.fromkeys(("closed_at", "close_reason"), None),
    }
    done = await make_move(
        session, table.case, Move.REOPEN, None, policy=policy, now=now, values=values, data={"why": why}
    )
    if isinstance(done, Moved):
        table.dispute.agreed_at = None
        for seat in table.sides.values():
            seat.accepted = 0
        await store.set_next(session, table.id, [])
        await _seat(session, table, tier, people, what="reopened", now=now)
    return done


async def _next_with_people(session: AsyncSession, table: Table, tier: Tier | None) -> tuple[Tier | None, list[int]]:
    """The first centre from here upward where somebody sits who has no part in it."""
    while tier is not None:
        found = [each for each in await people_of_centre(session, table.case, tier) if table.side_of(each) is None]
        if found:
            return tier, found
        tier = next_centre(tier)
    return None, []


def _named(table: Table, people: list[int]) -> dict[str, object]:
    plan = table.case.incident.plan
    return {**plan, "named": sorted({*plan.get("named", ()), *people})}


async def _seat(
    session: AsyncSession, table: Table, tier: Tier, people: list[int], *, what: str, now: datetime
) -> None:
    """Nobody mediates until one of the new centre takes it; those who sat here hear where it went."""
    before = table.people()
    table.dispute.tier, table.dispute.mediated_by, table.dispute.stage = tier.value, None, DisputeStage.HEARING
    await store.keep(session)
    once = f"{tier.value}:{table.case.incident.cycle}"
    says = [news(table.id, each, what, once, now) for each in sorted(before)]
    await enqueue(session, [*says, *(card_for(table, each) for each in people)], now=now)
    await refresh(session, SHOWN, table.id)


async def _end(session: AsyncSession, table: Table, actor: Actor, *, policy: Policy, now: datetime) -> Table | Refusal:
    done = await make_move(
        session,
        table.case,
        Move.END_MEDIATION,
        actor,
        policy=policy,
        now=now,
        values={"closed_at": now, "close_reason": "explained"},
    )
    if isinstance(done, Refusal):
        return done
    table.dispute.stage = DisputeStage.FAILED
    table.void_links()
    await store.keep(session)
    people = sorted(table.people() - {actor.user_id})
    await enqueue(session, [news(table.id, each, "failed", "", now) for each in people], now=now)
    await refresh(session, SHOWN, table.id)
    return table
