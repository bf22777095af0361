"""All SQL about climbing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.incidents import Escalation, Incident, TimelineEvent
from models.kinds import OPEN_STATES, GroupState, IncidentState, OutgoingState, Sensitivity, Urgency
from models.outbox import Outgoing
from models.pyramid import Group, Setting, Unit

_RUNGS = insert(Escalation.__table__)  # type: ignore[arg-type]
SEVERITY = case({urgency: urgency.severity for urgency in Urgency}, value=Incident.urgency)


async def overdue_ids(session: AsyncSession, now: datetime, limit: int, without: Collection[int]) -> list[int]:
    """Incidents whose next step has come, severest first, locked until the transaction ends.

    What another process has locked is left to it; `without` are those that could not be moved in this run.
    """
    found = await session.scalars(
        select(Incident.id)
        .where(Incident.next_step_at <= now, Incident.id.not_in(without))
        .order_by(SEVERITY, Incident.next_step_at, Incident.id)
        .limit(limit)
        .with_for_update(skip_locked=True),
    )
    return list(found)


async def earliest_step(session: AsyncSession) -> datetime | None:
    """The earliest moment at which anything may be due."""
    return await session.scalar(select(func.min(Incident.next_step_at)))


async def record_all(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Climbed rungs; IntegrityError if one of them was climbed before."""
    await (await session.connection()).execute(_RUNGS, [dict(row) for row in rows])


async def climbs_since(session: AsyncSession, unit_id: int, since: datetime) -> int:
    """How often this unit was climbed to since then."""
    found = await session.scalar(
        select(func.count())
        .select_from(Escalation)
        .where(Escalation.to_unit_id == unit_id, Escalation.fired_at > since),
    )
    return int(found or 0)


async def groups_with_card(session: AsyncSession, incident_id: int, group_ids: Collection[int]) -> set[int]:
    """Which of these groups have a card of this incident, or will have it."""
    if not group_ids:
        return set()
    found = await session.scalars(
        select(Outgoing.group_id).where(
            Outgoing.kind == "incident_card",
            Outgoing.subject_id == incident_id,
            Outgoing.group_id.in_(group_ids),
            Outgoing.state != OutgoingState.DROPPED,
        ),
    )
    return {group_id for group_id in found if group_id is not None}


@dataclass(frozen=True, slots=True)
class Climbed:
    """One matter that came up to a unit, as it stands now."""

    incident: Incident
    why: str
    unit_name: str


async def climbed_between(session: AsyncSession, unit_id: int, begins: datetime, ends: datetime) -> list[Climbed]:
    """Ordinary matters that came up to a unit in that time, severest and most overdue first, each once."""
    found = await session.execute(
        select(Incident, Escalation.why, Unit.name)
        .join(Escalation, Escalation.incident_id == Incident.id)
        .join(Unit, Unit.id == Incident.unit_id)
        .where(
            Escalation.to_unit_id == unit_id,
            Escalation.fired_at >= begins,
            Escalation.fired_at < ends,
            Incident.urgency != Urgency.EMERGENCY,
            Incident.sensitivity != Sensitivity.S2,
        )
        .order_by(SEVERITY, Incident.handle_due_at, Incident.id, Escalation.rung.desc()),
    )
    once: dict[int, Climbed] = {}
    for incident, why, name in found:
        once.setdefault(incident.id, Climbed(incident, why, name))
    return list(once.values())


async def has_own_brief(session: AsyncSession, incident_ids: Collection[int], where: Mapping[str, int]) -> set[int]:
    """Of which of these incidents this chat was told in a message of its own. `where`: group_id or user_id."""
    found = await session.scalars(
        select(Outgoing.subject_id)
        .where(Outgoing.kind == "escalation_brief", Outgoing.subject_id.in_(incident_ids))
        .filter_by(**where),
    )
    return {incident_id for incident_id in found if incident_id is not None}


async def urgency_of(session: AsyncSession, incident_id: int) -> Urgency | None:
    """How pressing an incident is; None if there is no such incident."""
    return await session.scalar(select(Incident.urgency).where(Incident.id == incident_id))


async def noted_moment(session: AsyncSession, name: str) -> datetime | None:
    """A moment that the machine noted for itself."""
    row = await session.get(Setting, name)
    return datetime.fromisoformat(row.value["at"]) if row is not None else None


async def note_moment(session: AsyncSession, name: str, moment: datetime) -> None:
    """Note it in the place of the last one."""
    await session.merge(Setting(name=name, value={"at": moment.isoformat()}))


async def bound_groups(session: AsyncSession) -> list[int]:
    """All groups in which we are heard, highest units first."""
    found = await session.scalars(
        select(Group.id)
        .join(Unit, Unit.id == Group.unit_id)
        .where(Group.state == GroupState.BOUND, Group.chat_id.is_not(None))
        .order_by(func.length(Unit.path), Group.id),
    )
    return list(found)


async def fired_between(
    session: AsyncSession, begins: datetime, ends: datetime, late_after: timedelta
) -> tuple[int, int]:
    """(rungs that were due in that time and fired, how many of them late)."""
    found = await session.execute(
        select(Escalation.due_at, Escalation.fired_at).where(Escalation.due_at >= begins, Escalation.due_at < ends),
    )
    delays = [fired_at - due_at for due_at, fired_at in found]
    return len(delays), sum(delay > late_after for delay in delays)


async def stuck_before(session: AsyncSession, moment: datetime) -> int:
    """Incidents whose next step should have come before that moment and has not."""
    found = await session.scalar(
        select(func.count()).select_from(Incident).where(Incident.next_step_at < moment),
    )
    return int(found or 0)


async def living(session: AsyncSession, after: int, limit: int) -> list[Incident]:
    """Incidents that have, or should have, a next step, in order of id; what somebody is moving just now is left out."""
    is_living = or_(
        Incident.state.in_((*OPEN_STATES, IncidentState.SUSPENDED, IncidentState.DRAFT)),
        Incident.next_step_at.is_not(None),
    )
    found = await session.scalars(
        select(Incident)
        .where(Incident.id > after, is_living)
        .order_by(Incident.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True),
    )
    return list(found)


async def fired_rungs(session: AsyncSession, ids: Collection[int]) -> dict[tuple[int, int], frozenset[int]]:
    """(incident, cycle) → the rungs that were climbed in it."""
    found = await session.execute(
        select(Escalation.incident_id, Escalation.cycle, Escalation.rung).where(Escalation.incident_id.in_(ids)),
    )
    rungs: dict[tuple[int, int], frozenset[int]] = {}
    for incident_id, cycle, rung in found:
        key = (incident_id, cycle)
        rungs[key] = rungs.get(key, frozenset()) | {rung}
    return rungs


async def paths_of(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, str]:
    """Unit → where it stands in the tree."""
    found = await session.execute(select(Unit.id, Unit.path).where(Unit.id.in_(unit_ids)))
    return {row.id: row.path for row in found}


async def arrivals(session: AsyncSession, ids: Collection[int]) -> dict[int, datetime]:
    """Incident → when somebody last pressed 到场."""
    found = await session.execute(
        select(TimelineEvent.incident_id, func.max(TimelineEvent.at))
        .where(TimelineEvent.incident_id.in_(ids), TimelineEvent.what == "arrive")
        .group_by(TimelineEvent.incident_id),
    )
    return {incident_id: moment for incident_id, moment in found if moment is not None}
