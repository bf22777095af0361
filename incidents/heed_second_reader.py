"""A second reader's suggestion becomes a line of the timeline, if it adds anything and nobody has said otherwise."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.plan import due_at, since_of
from incidents.private_leaves import sensitivity_of
from incidents.replan import replan
from incidents.store import timeline as event_store
from incidents.store.doubts import UNTOUCHED
from models.kinds import Sensitivity, Urgency
from parsing.leaves import LEAVES
from parsing.second_reader import Gain, Suggestion, gain_of
from pyramid.policy import Policy
from pyramid.refusal import Refusal

SECOND_READER = "second_reader"  # in whose role the line stands; it is nobody's user id
_SAID_BY_PEOPLE = (Move.CONFIRM, Move.CORRECT, Move.AMEND, Move.SAY_MORE)


async def heed_second_reader(
    session: AsyncSession, incident_id: int, suggestion: Suggestion, *, below: float, policy: Policy, now: datetime
) -> Moved | Refusal | None:
    """Fill the gap and raise the urgency as far as `gain_of` allows; None if there is nothing to change.

    Whoever took the matter, confirmed, changed or edited it has the last word. Owner, place and words stay as they are, and
    no moment of it is ever put off.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    incident = case.incident
    is_settled = incident.state not in UNTOUCHED or incident.claimed_by is not None or incident.confidence >= below
    if is_settled or incident.sensitivity is Sensitivity.S2:
        return None
    if await event_store.last_event(session, incident_id, _SAID_BY_PEOPLE) is not None:
        return None
    gain = _open_gain(case, suggestion)
    if not gain:
        return None
    values: dict[str, Any] = {}
    if gain.leaf is not None:
        values["leaf"] = gain.leaf
        values["sensitivity"] = max(incident.sensitivity, Sensitivity(LEAVES[gain.leaf].sensitivity))
    if gain.urgency is not None:
        values["urgency"] = Urgency(gain.urgency)
    told = {"before": {name: getattr(incident, name) for name in values}, "after": dict(values)}
    return await make_move(
        session,
        case,
        Move.CORRECT,
        None,
        policy=policy,
        now=now,
        values={**values, **await _sooner(session, case, gain, policy)},
        data=told,
        machine=SECOND_READER,
    )


def _open_gain(case: Case, suggestion: Suggestion) -> Gain:
    """A leaf that would take the matter from those who see it now is not filled in."""
    said = suggestion
    if said.leaf is not None and sensitivity_of(said.leaf, case.incident.sensitivity) is Sensitivity.S2:
        said = replace(said, leaf=None)
    return gain_of(said, leaf=case.incident.leaf, urgency=case.incident.urgency.value)


async def _sooner(session: AsyncSession, case: Case, gain: Gain, policy: Policy) -> dict[str, Any]:
    """Plan and limit of a raised urgency, and never a later limit than the one that was promised."""
    if gain.urgency is None:
        return {}
    incident = case.incident
    calendar = policy.calendar_at(case.owner.path)
    for leaf in dict.fromkeys((gain.leaf or incident.leaf, incident.leaf)):
        new = await replan(session, incident, leaf, Urgency(gain.urgency), policy)
        due = due_at(new["plan"], since_of(new["plan"], incident.opened_at), incident.extensions, calendar)
        if incident.handle_due_at is None or due <= incident.handle_due_at:
            return {"plan": new["plan"], "handle_due_at": due}
    kept = {"handle": incident.plan["handle"], "limit_from": incident.plan["limit_from"]}
    return {"plan": {**new["plan"], **kept}}
