"""All SQL about what happened to an incident."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.chain import linked
from models.incidents import Escalation, TimelineEvent
from models.set_down import set_down


async def fired_rungs(session: AsyncSession, incident_id: int, cycle: int) -> frozenset[int]:
    """The rungs that were climbed in this cycle."""
    found = await session.scalars(
        select(Escalation.rung).where(Escalation.incident_id == incident_id, Escalation.cycle == cycle),
    )
    return frozenset(found)


async def has_arrived(session: AsyncSession, incident_id: int, since: datetime) -> bool:
    """Whether somebody pressed 到场 since then, and did not take it back."""
    found = await session.execute(
        select(TimelineEvent.what, TimelineEvent.data)
        .where(
            TimelineEvent.incident_id == incident_id,
            TimelineEvent.what.in_(("arrive", "undo")),
            TimelineEvent.at >= since,
        )
        .order_by(TimelineEvent.seq)
    )
    is_there = False
    for what, data in found:
        if what == "arrive" or data.get("undone") == "arrive":
            is_there = what == "arrive"
    return is_there


_HASH = select(TimelineEvent.hash).where(
    TimelineEvent.incident_id == bindparam("incident"), TimelineEvent.seq == bindparam("seq")
)
_APPEND = insert(TimelineEvent.__table__)  # type: ignore[arg-type]


_TIMELINES: Select[TimelineEvent] = (
    select(TimelineEvent)
    .where(TimelineEvent.incident_id.in_(bindparam("incidents", expanding=True)))
    .order_by(TimelineEvent.seq)
)


async def append_event(session: AsyncSession, values: Mapping[str, Any]) -> None:
    """One line of the timeline, linked to the one before it; whoever appends holds the incident."""
    before = ""
    if values["seq"] > 1:
        at = {"incident": values["incident_id"], "seq": values["seq"] - 1}
        before = await session.scalar(_HASH, at) or ""
    await set_down(session, _APPEND, [linked(values, before)])


async def last_event(session: AsyncSession, incident_id: int, whats: Collection[str] = ()) -> TimelineEvent | None:
    """The newest line of the timeline, or the newest of these kinds."""
    statement = select(TimelineEvent).where(TimelineEvent.incident_id == incident_id)
    if whats:
        statement = statement.where(TimelineEvent.what.in_(whats))
    return cast("TimelineEvent | None", await session.scalar(statement.order_by(TimelineEvent.seq.desc()).limit(1)))


async def absorbed(session: AsyncSession, parent_id: int, number: str) -> dict[str, Any]:
    """What was noted when this one took in the other: ids of reports and pictures. Empty if it never did."""
    wish = select(TimelineEvent.data).where(TimelineEvent.incident_id == parent_id, TimelineEvent.what == "absorb")
    for data in await session.scalars(wish.order_by(TimelineEvent.seq.desc())):
        if data.get("from") == number:
            return dict(data)
    return {}


async def actors_of(session: AsyncSession, incident_id: int, what: str) -> set[int]:
    """Everybody who did this; below zero: nobody any more, and left out."""
    wish = select(TimelineEvent.actor_id).where(TimelineEvent.incident_id == incident_id, TimelineEvent.what == what)
    return {each for each in await session.scalars(wish.distinct()) if each is not None and each > 0}


async def last_event_of(session: AsyncSession, incident_id: int, what: str, actor_id: int) -> TimelineEvent | None:
    """The newest line of this kind by this person."""
    statement = (
        select(TimelineEvent)
        .where(TimelineEvent.incident_id == incident_id, TimelineEvent.what == what, TimelineEvent.actor_id == actor_id)
        .order_by(TimelineEvent.seq.desc())
    )
    return cast("TimelineEvent | None", await session.scalar(statement.limit(1)))


async def timeline(session: AsyncSession, incident_id: int) -> list[TimelineEvent]:
    """All that happened, in order."""
    return (await timelines(session, [incident_id])).get(incident_id, [])


async def timelines(session: AsyncSession, incident_ids: Collection[int]) -> dict[int, list[TimelineEvent]]:
    """The same by incident."""
    happened: dict[int, list[TimelineEvent]] = {}
    for event in await session.scalars(_TIMELINES, {"incidents": list(incident_ids)}):
        happened.setdefault(event.incident_id, []).append(event)
    return happened
