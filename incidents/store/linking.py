"""All SQL about which incidents later words may mean."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.lifecycle import REOPEN_WITHIN
from incidents.linking import Candidate
from incidents.talks import Talk, newest
from models.at_hand import find
from models.incidents import Incident, Report, Witness
from models.kinds import OPEN_STATES, IncidentState, Sensitivity
from models.shelves import SPOKEN_OF

MOST = 40
LIVING = (*sorted(OPEN_STATES), IncidentState.DRAFT)


async def candidates(session: AsyncSession, user_id: int, unit_id: int | None, *, now: datetime) -> list[Candidate]:
    """What is open, or was closed in the last seven days, and was heard in or belongs to this unit; newest first.

    `unit_id` None: a private chat, where only the speaker's own matters can be meant. Of restricted matters only one's own.
    """
    reported = exists().where(Report.incident_id == Incident.id, Report.user_id == user_id)
    joined = exists().where(Witness.incident_id == Incident.id, Witness.user_id == user_id)
    mine: ColumnElement[bool] = or_(reported, joined, Incident.claimed_by == user_id)
    here: list[Any] = [mine]
    if unit_id is not None:
        here = [
            or_(Incident.unit_id == unit_id, Incident.owner_unit_id == unit_id),
            or_(Incident.sensitivity != Sensitivity.S2, mine),
        ]
    found = await session.execute(
        select(
            Incident.id, Incident.number, Incident.leaf, Incident.place, Incident.state, Incident.opened_at,
            mine.label("is_mine"),
        )
        .where(
            *here,
            or_(
                Incident.state.in_(LIVING),
                (Incident.state == IncidentState.CLOSED) & (Incident.closed_at >= now - REOPEN_WITHIN),
            ),
        )
        .order_by(Incident.opened_at.desc(), Incident.id.desc())
        .limit(MOST)
    )  # fmt: skip
    return [Candidate(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6])) for row in found]


async def latest_of(session: AsyncSession, user_id: int, chat_id: int, *, since: datetime) -> int | None:
    """The newest living incident that this person reported in this chat since then."""
    return await session.scalar(
        select(Incident.id)
        .join(Report, Report.incident_id == Incident.id)
        .where(
            Report.user_id == user_id, Report.chat_id == chat_id, Report.said_at >= since, Incident.state.in_(LIVING)
        )
        .order_by(Report.id.desc())
        .limit(1)
    )


async def talks(session: AsyncSession, chat_id: int, *, since: datetime) -> list[Talk]:
    """Living matters of which somebody spoke in this chat since then, one for each of their speakers, oldest first."""
    if find(session, SPOKEN_OF, chat_id) is False:
        return []
    found = await session.execute(
        select(
            Incident.id, Report.user_id, Report.words, Report.said_at,
            Incident.leaf, Incident.place, Incident.people, Incident.urgency,
            Incident.confidence,
        )
        .join(Report, Report.incident_id == Incident.id)
        .where(Report.chat_id == chat_id, Report.said_at >= since, Incident.state.in_(LIVING))
        .order_by(Report.id)
    )  # fmt: skip
    spoken: dict[tuple[int, int], Talk] = {}
    for number, user_id, words, said_at, leaf, place, people, urgency, confidence in found:
        before = spoken.get((number, user_id))
        spoken[number, user_id] = Talk(
            incident_id=number,
            user_id=user_id,
            words=newest(words) if before is None else before.with_more(newest(words)),
            last_at=said_at,
            leaf=leaf,
            place=place,
            counts=people.get("counts", {}),
            urgency=urgency,
            confidence=confidence,
        )
    return list(spoken.values())


async def living_id(session: AsyncSession, incident_id: int) -> int:
    """The incident itself, or the one it was merged into."""
    merged = await session.scalar(select(Incident.merged_into_id).where(Incident.id == incident_id))
    return merged or incident_id
