"""改派 and 裁定: somebody above says whose work it is."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.deal_cards import deal_cards
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import PUT_OFF, RULING
from incidents.open_case import open_case
from incidents.precedents import keep_precedent
from incidents.tell_worker import tell_worker
from models.kinds import Sensitivity, Tier
from pyramid.actor import Actor
from pyramid.lookup import duty_holders, unit_today, who_must_act
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def reassign_incident(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    policy: Policy,
    now: datetime,
    unit_id: int | None = None,
    user_id: int | None = None,
    reason: str = "",
    is_ruling: bool = False,
) -> Moved | Refusal:
    """Give it to another worker of the unit (`user_id`) or to another unit (`unit_id`); exactly one is named.

    Nobody has it until they press 接单, so passed rungs for `unclaimed` are due at once. `is_ruling` is 裁定: final, the new
    owner cannot return it.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    owner, user_ids = case.owner, [user_id] if user_id is not None else []
    if unit_id is not None:
        target = await unit_today(session, unit_id)
        if target.tier is Tier.MICRO_GRID:
            return Refusal("refusal_incidents.no_such_target")
        owner, staff = await who_must_act(session, target.id)
        user_ids = [holder.user_id for holder in staff if holder.user_id is not None]
    elif user_id not in {holder.user_id for holder in await duty_holders(session, owner.id)}:
        return Refusal("refusal_incidents.no_such_target")
    plan = case.incident.plan
    if case.incident.sensitivity is Sensitivity.S2:
        plan = {**plan, "named": sorted({*plan.get("named", ()), *user_ids})}
    plan = {name: value for name, value in plan.items() if name not in {RULING, PUT_OFF}}
    values = {"claimed_by": None, "claimed_at": None, "owner_unit_id": owner.id, "plan": plan}
    done = await make_move(
        session,
        case,
        Move.RULE if is_ruling else Move.REASSIGN,
        actor,
        policy=policy,
        now=now,
        values=values,
        reason=reason,
        data={"to_user": user_id, "to_unit": owner.id},
        thing=case.thing(target_path=owner.path),
    )
    if isinstance(done, Moved):
        await deal_cards(session, case, user_ids, None, now=now)
        if is_ruling:
            await keep_precedent(session, case, now=now)
        await tell_worker(session, case, user_id, Move.REASSIGN, now=now)
    return done
