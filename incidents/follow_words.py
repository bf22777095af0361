"""What later words do to the incident they mean: joined, taken back, corrected, opened again, said to be done, or noted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.add_note import add_note
from incidents.case import Case, Here, Moved
from incidents.correct_report import Correction, correct_report
from incidents.join_incident import join_incident
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.reopen_incident import reopen_incident
from incidents.resolve_incident import resolve_incident
from incidents.urge_incident import urge_incident
from incidents.withdraw_incident import withdraw_incident
from models.kinds import IncidentState, Sensitivity, Urgency
from parsing.report import Report
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal

WAITS = (IncidentState.DRAFT, IncidentState.REPORTED)
IN_HAND = (IncidentState.HANDLING, IncidentState.EXTENSION_REQUESTED)


@dataclass(frozen=True, slots=True)
class Said:
    """Later words as they were understood, and where; `is_place`: they say where it is, and nothing else."""

    report: Report
    words: str
    here: Here
    is_place: bool = False


async def follow_words(
    session: AsyncSession, incident_id: int, actor: Actor, said: Said, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Do what the words want, as far as the speaker may; else keep them as a remark that moves nothing.

    A neighbour's words close nothing and take nothing back. Whoever has the work and says it is done has pressed 完成.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    action = said.report.expected_action
    common = {"policy": policy, "now": now}
    if action == "merge_duplicate" and case.incident.state is not IncidentState.CLOSED:
        joined = await join_incident(session, incident_id, actor, **common)  # type: ignore[arg-type]
        is_telling = isinstance(joined, Moved) and said.report.kind == "incident"  # more than "+1"
        return await _remark(session, case, actor, said, policy=policy, now=now) if is_telling else joined
    done: Moved | Refusal | None = None
    if action == "urge" and actor.user_id in case.reporters:
        done = await urge_incident(session, incident_id, actor, **common)  # type: ignore[arg-type]
    elif action == "reopen" and case.incident.state is IncidentState.CLOSED:
        done = await reopen_incident(session, incident_id, actor, reason=said.words, **common)  # type: ignore[arg-type]
    elif action == "resolve_claim" and _has_it(case, actor):
        done = await resolve_incident(session, incident_id, actor, here=said.here, **common)  # type: ignore[arg-type]
    elif action == "withdraw" and _may_take_back(case, actor):
        done = await withdraw_incident(session, incident_id, actor, **common)  # type: ignore[arg-type]
    elif action == "correct_location" and not said.report.location.is_empty:
        correction = Correction(place=said.report.location.as_json())
        done = await correct_report(session, incident_id, actor, correction=correction, words=said.words, **common)  # type: ignore[arg-type]
    if isinstance(done, Moved):
        return done
    return await _remark(session, case, actor, said, policy=policy, now=now)


def _has_it(case: Case, actor: Actor) -> bool:
    return case.incident.claimed_by == actor.user_id and case.incident.state in IN_HAND


def _may_take_back(case: Case, actor: Actor) -> bool:
    """A false alarm about life and limb, or a restricted matter, is taken back only by whoever has looked."""
    incident = case.incident
    is_grave = incident.urgency is Urgency.EMERGENCY or incident.sensitivity is Sensitivity.S2
    return actor.user_id in case.reporters and incident.state in WAITS and not is_grave


async def _remark(
    session: AsyncSession, case: Case, actor: Actor, said: Said, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Those who may see the matter leave a note that may answer its question; anybody else's words are a remark."""
    about = said.report.expected_action if said.report.kind == "status_update" else ""
    if may(actor, Action.SEE_INCIDENT, case.thing()) is None:
        place = said.report.location
        return await add_note(
            session, case.incident.id, actor, words=said.words, about=about, place=place, policy=policy, now=now
        )
    is_where = said.is_place and not any(case.incident.place.values())  # better than nothing
    values = {"place": said.report.location.as_json()} if is_where else {}
    return await make_move(
        session, case, Move.REMARK, actor,
        policy=policy, now=now, values=values, reason=said.words, data={"about": about},
    )  # fmt: skip
