"""One legal move of one incident: rights, state, version, timeline, next step and cards, all or nothing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.lifecycle import NEEDS, UNDO_WITHIN, Move, state_after
from incidents.nudges import ALIVE
from incidents.plan import next_step
from incidents.read_facts import read_facts
from incidents.refresh_cards import refresh_cards, refresh_digests
from incidents.refusals import first_was
from incidents.store import cases as case_store
from incidents.store import moments
from incidents.store import timeline as event_store
from incidents.undoable import UNDOABLE
from incidents.why_not import why_not
from models.incidents import Incident
from models.kinds import IncidentState, Role
from pyramid.actor import Actor
from pyramid.permissions import may
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.thing import Thing

UNDO_FADES = UNDO_WITHIN + timedelta(seconds=1)


async def make_move(
    session: AsyncSession,
    case: Case,
    move: Move,
    actor: Actor | None,
    *,
    policy: Policy,
    now: datetime,
    values: Mapping[str, Any] | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    thing: Thing | None = None,
    to_state: IncidentState | None = None,
    machine: str = "",
) -> Moved | Refusal:
    """Make the move, or say why not and change nothing. `values` are further columns; `actor` None is the clock.

    `machine` is in whose name it moves, where it is neither a person nor the clock. `thing` is what rights are judged by where it is not the case as it stands; `to_state` is for the one move, undo, whose
    end is not in the table. A press that comes second is told who was first. `case` shows the new state afterwards.
    """
    action, language = NEEDS[move], actor.language if actor else "zh"
    if actor is not None and action is not None:
        refused = may(actor, action, thing or case.thing())
        if refused is not None:
            return refused
    incident = case.incident
    before, version, after = incident.state, incident.version, to_state or state_after(incident.state, move)
    if after is None:
        return await first_was(session, case, why_not(before, move), language)
    columns: dict[str, Any] = {**(values or {}), "state": after}
    if actor is not None and actor.user_id == incident.claimed_by:
        columns["plan"] = {**columns.get("plan", incident.plan), ALIVE: now.isoformat()}  # a sign of life
    was = {name: _plain(getattr(incident, name)) for name in columns if name != "plan"} if move in UNDOABLE else None
    facts = await read_facts(session, incident, columns, is_arriving=move is Move.ARRIVE)
    calendar = policy.calendar_at(case.owner.path)
    columns["next_step_at"] = next_step(columns.get("plan", incident.plan), facts, calendar)
    if not await case_store.change(session, incident, columns):
        return await first_was(session, case, "somebody_first", language)
    role = role_in(actor, case) if actor else None
    event = {
        "incident_id": incident.id,
        "seq": version + 1,  # every move raises the version by one, so the two can never part
        "at": now,
        "what": move.value,
        "actor_id": actor.user_id if actor else None,
        "actor_role": role.value if role else machine,
        "before": before.value,
        "after": after.value,
        "reason": reason,
        "data": {**(data or {}), **({"was": was} if was is not None else {})},
    }
    await event_store.append_event(session, event)
    if move in UNDOABLE and actor is not None:
        await moments.set_moment(session, incident.id, now + UNDO_FADES)
    await _show(session, case)
    return moved(incident)


async def _show(session: AsyncSession, case: Case) -> None:
    """Edit the cards; a change of owner is seen in the digests of both."""
    if case.incident.owner_unit_id != case.owner.id:
        before = case.owner.path
        case.owner = await case_store.unit(session, case.incident.owner_unit_id)
        await refresh_digests(session, [before])
    await refresh_cards(session, case)


def moved(incident: Incident) -> Moved:
    """How it stands now."""
    return Moved(incident.id, incident.number, incident.state, incident.version)


def role_in(actor: Actor, case: Case) -> Role | None:
    """In which role somebody acts on this incident: the hat nearest to it; None for a resident."""
    hats = [hat for hat in actor.hats if hat.covers(case.owner.path) or hat.covers(case.unit.path)]
    return max(hats, key=lambda hat: hat.tier.level).role if hats else None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
