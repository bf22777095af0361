"""改: the reporter or the leader says what was misunderstood."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.hide_words import hide_all_said
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.private_leaves import sensitivity_of
from incidents.raise_alarm import raise_alarm
from incidents.replan import replan
from incidents.teach import teach_leaf
from models.kinds import Sensitivity, Urgency
from parsing.leaves import LEAVES
from parsing.report import LOCATION_PARTS, Report
from pyramid.actor import Actor
from pyramid.lookup import who_must_act
from pyramid.policy import Policy
from pyramid.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Correction:
    """What shall be different; None stays as it is. `place` holds the parts of a location that are known now."""

    leaf: str | None = None
    urgency: Urgency | None = None
    place: dict[str, str | None] | None = None
    sensitivity: Sensitivity | None = None

    @classmethod
    def of(cls, report: Report) -> "Correction":
        """What freshly read words say differently; what they do not say stays."""
        leaf = report.category if report.category in LEAVES else None
        urgency = Urgency(report.urgency) if report.urgency else (Urgency(LEAVES[leaf].urgency) if leaf else None)
        place = None if report.location.is_empty else report.location.as_json()
        return cls(leaf, urgency, place, sensitivity_of(leaf, Sensitivity(report.sensitivity)) if leaf else None)


async def correct_report(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    correction: Correction,
    policy: Policy,
    now: datetime,
    words: str = "",
) -> Moved | Refusal:
    """Leaf, urgency and place as corrected, with the limits of the corrected leaf from the first words on.

    A restricted matter never becomes an open one. `words` are the corrector's own, for the timeline.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    was = case.incident.urgency
    values = await changed(session, case, correction, policy, may_lower=True)
    if not values:
        return Refusal("refusal_incidents.nothing_new")
    done = await make_move(
        session,
        case,
        Move.CORRECT,
        actor,
        policy=policy,
        now=now,
        values={**values, "confidence": 1.0},
        reason=words,
        data={"before": _now(case, values), "after": {name: values[name] for name in values if name in _TOLD}},
    )
    if isinstance(done, Moved):
        await raise_alarm(session, case, actor, was=was, policy=policy, now=now)
    if isinstance(done, Moved) and values.get("sensitivity") is Sensitivity.S2:
        await hide_all_said(session, case, now=now)
    if isinstance(done, Moved) and "leaf" in values:
        await teach_leaf(session, case, values["leaf"], now=now)
    return done


_TOLD = frozenset({"leaf", "urgency", "place", "sensitivity"})


def _now(case: Case, values: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(case.incident, name) for name in values if name in _TOLD}


async def changed(
    session: AsyncSession, case: Case, correction: Correction, policy: Policy, *, may_lower: bool
) -> dict[str, Any]:
    """The columns that a correction changes, with plan and limit where leaf or urgency are among them."""
    incident = case.incident
    values: dict[str, Any] = {}
    if correction.leaf is not None and correction.leaf != incident.leaf:
        values["leaf"] = correction.leaf
    urgency = correction.urgency
    if urgency not in (None, incident.urgency) and (may_lower or urgency.severity < incident.urgency.severity):
        values["urgency"] = urgency
    if correction.sensitivity is not None and correction.sensitivity > incident.sensitivity:
        values["sensitivity"] = correction.sensitivity
    if correction.place is not None:
        said = {part: correction.place.get(part) or incident.place.get(part) for part in LOCATION_PARTS}
        if said != {part: incident.place.get(part) for part in LOCATION_PARTS}:
            values["place"] = said
    if "leaf" in values or "urgency" in values:
        values |= await replan(
            session,
            incident,
            values.get("leaf", incident.leaf),
            values.get("urgency", incident.urgency),
            policy,
        )
    if values.get("sensitivity") is Sensitivity.S2:  # from now on a closed list of people knows of it
        _, staff = await who_must_act(session, case.owner.id)
        told = {holder.user_id for holder in staff if holder.user_id is not None} | {incident.claimed_by} - {None}
        plan = values.get("plan", incident.plan)
        values["plan"] = {**plan, "named": sorted({*plan.get("named", ()), *told})}
    return values
