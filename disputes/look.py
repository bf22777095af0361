"""What the console asks about one mediation. Who may read which part of it is decided where it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.table import Table
from models.disputes import DisputePromise, DisputeVisit, DisputeWord
from models.kinds import Side


@dataclass(frozen=True, slots=True)
class Course:
    """How far it has come: how often each side spoke, what was promised, what is asked afterwards."""

    counts: dict[Side, int]
    promises: Sequence[DisputePromise]
    visits: Sequence[DisputeVisit]


async def course_of(session: AsyncSession, table: Table) -> Course:
    """Of the agreement that stands or is on the table."""
    agreement = table.dispute.agreement
    return Course(
        counts=await store.said_counts(session, table.id),
        promises=await store.promises_of(session, table.id, agreement),
        visits=await store.visits_of(session, table.id, agreement),
    )


async def talk_of(session: AsyncSession, table: Table) -> Sequence[DisputeWord]:
    """All that was said and shown, oldest first."""
    return await store.words_of(session, table.id)
