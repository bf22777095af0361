"""Not solved after all: it is open again, its clocks begin anew, nobody has it, and the tier above looks on."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.deal_cards import deal_cards
from incidents.lifecycle import REOPEN_WITHIN, Move
from incidents.make_move import make_move
from incidents.nudges import OF_ONE_CYCLE
from incidents.open_case import open_case
from incidents.plan import due_at
from incidents.show_above import next_above, show_above
from incidents.store import reports as report_store
from incidents.store import timeline as event_store
from incidents.tell_reporters import tell_reporters
from models.kinds import Sensitivity
from pyramid.actor import Actor
from pyramid.lookup import who_must_act
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.rules import COMMAND


async def reopen_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime, reason: str = ""
) -> Moved | Refusal:
    """By objection of a reporter or the leader within seven days and once by right; later only by the command above.

    A new cycle: every rung may be climbed once more, and its moments count from now. It stays the owner's work, but an
    objection reaches the tier above the highest that has seen it: a card of its own there, with the word of command.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    incident = case.incident
    is_command = bool(actor.hats_over(case.owner.path, COMMAND))
    if not is_command and incident.closed_at is not None:
        if incident.closed_at + REOPEN_WITHIN < now:
            return Refusal("refusal_incidents.reopen_too_late", {"number": incident.number})
        if await event_store.last_event(session, incident_id, (Move.REOPEN.value,)) is not None:
            return Refusal("refusal_incidents.reopened_once", {"number": incident.number})
    kept = {name: value for name, value in incident.plan.items() if name not in OF_ONE_CYCLE}
    plan = {**kept, "since": now.isoformat()}
    witnesses = await report_store.witnesses(session, incident_id)
    above = None if is_command else await next_above(session, case)
    if above is not None and incident.sensitivity is Sensitivity.S2:
        plan["named"] = sorted({*plan.get("named", ()), *above.user_ids})
    values = {
        "cycle": incident.cycle + 1,
        "plan": plan,
        "extensions": 0,
        "handle_due_at": due_at(plan, now, 0, policy.calendar_at(case.owner.path)),
        "highest_tier": (above.unit if above is not None else case.owner).tier.value,
        **dict.fromkeys(("claimed_by", "claimed_at", "resolved_by", "resolved_at", "checked_by"), None),
        **dict.fromkeys(("closed_at", "close_reason"), None),
    }
    thing = replace(case.thing(), witnesses=witnesses)
    done = await make_move(
        session, case, Move.REOPEN, actor, policy=policy, now=now, values=values, reason=reason, thing=thing
    )
    if isinstance(done, Moved):
        _, staff = await who_must_act(session, case.owner.id)
        await deal_cards(session, case, [holder.user_id for holder in staff if holder.user_id], None, now=now)
        if above is not None:
            await show_above(session, case, above, now=now)
        await tell_reporters(session, case, "reopened", now=now, but=actor.user_id, also=witnesses)
    return done
