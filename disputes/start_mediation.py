"""我来调解: from now on somebody of the centre sits between the two, and what they say stays between them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.levels import centre_of
from disputes.table import Table, card_for, people_of_centre, seat_for
from incidents.case import Case, Moved
from incidents.hide_words import hide_all_said
from incidents.lifecycle import Move
from incidents.limits import LIMITS
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.plan import due_at, since_of
from incidents.private_leaves import MEDIABLE
from models.disputes import Dispute, DisputeSide
from models.kinds import DisputeStage, Sensitivity, Side, Tier
from outbox.enqueue import enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal

USUAL = "720h"  # a month, as the law on people's mediation has it


async def start_mediation(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Take the mediation: of a dispute that nobody mediates yet, or that has come up to the own centre.

    Its clock is the month from the first words; the ladder goes on. Whoever told of it themself sits on side A.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    incident, dispute = case.incident, await store.dispute_of(session, incident_id)
    number = {"number": incident.number}
    if incident.leaf not in MEDIABLE:
        return Refusal("refusal_disputes.no_dispute", number)
    sides = await store.sides_of(session, incident_id)
    if dispute is not None and dispute.mediated_by not in (None, actor.user_id):
        return Refusal("refusal_disputes.taken", number)
    if dispute is None and incident.claimed_by not in (None, actor.user_id):
        return Refusal("refusal_disputes.taken", number)
    party = await store.first_resident(session, incident_id) if dispute is None else None
    if actor.user_id == party or any(seat.user_id == actor.user_id for seat in sides.values()):
        return Refusal("refusal_disputes.own_dispute", number)
    tier = Tier(dispute.tier) if dispute is not None else centre_of(case.owner.tier)
    plan = await _plan(session, case, actor, tier)
    calendar = policy.calendar_at(case.owner.path)
    values = {
        "plan": plan,
        "sensitivity": Sensitivity.S2,
        "claimed_by": actor.user_id,
        "claimed_at": now,
        "handle_due_at": due_at(plan, since_of(plan, incident.opened_at), incident.extensions, calendar),
    }
    done = await make_move(
        session, case, Move.MEDIATE, actor, policy=policy, now=now, values=values, data={"tier": tier.value}
    )
    if isinstance(done, Refusal):
        return done
    await hide_all_said(session, case, now=now)
    if dispute is None:
        dispute = Dispute(
            incident_id=incident_id, stage=DisputeStage.HEARING, tier=tier.value, opened_at=now, agreement=0
        )
        sides = {
            Side.A: DisputeSide(incident_id=incident_id, side=Side.A, user_id=party, accepted=0),
            Side.B: DisputeSide(incident_id=incident_id, side=Side.B, accepted=0),
        }
        await store.add(session, [dispute, *sides.values()])
    dispute.mediated_by, dispute.stage = actor.user_id, DisputeStage.HEARING
    await store.keep(session)
    table = Table(case, dispute, sides)
    await enqueue(
        session, [card_for(table, actor.user_id), *seat_for(table, Side.A), *seat_for(table, Side.B)], now=now
    )
    await refresh(session, ("dispute_card", "dispute_side"), incident_id)
    return done


async def _plan(session: AsyncSession, case: Case, actor: Actor, tier: Tier) -> dict[str, object]:
    incident = case.incident
    people = await people_of_centre(session, case, tier)
    return {
        **incident.plan,
        "handle": LIMITS.get(incident.leaf, {}).get("mediate", USUAL),
        "limit_from": "taxonomy",
        "named": sorted({*incident.plan.get("named", ()), *people, actor.user_id}),
    }
