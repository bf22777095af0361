"""SQL about the machine: what waits to leave, what arrived, jobs, leases, bots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.inbox import InboxUpdate
from models.kinds import OutgoingState, UpdateState
from models.outbox import Freeze, Outgoing
from models.process import BotAccount, JobRun, Lease
from models.pyramid import Group, Unit

WAITING = (OutgoingState.PENDING, OutgoingState.RETRY_AT, OutgoingState.CLAIMED, OutgoingState.SENDING)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that does not leave by itself. It names a chat's unit or "in private", never a person."""

    id: int
    kind: str
    subject_id: int | None
    state: OutgoingState
    trouble: str | None
    attempts: int
    unsure: int
    caused_at: datetime
    is_private: bool
    unit_name: str | None


async def outgoing_counts(session: AsyncSession) -> dict[tuple[int, OutgoingState], int]:
    """(priority, state) → rows."""
    found = await session.execute(
        select(Outgoing.priority, Outgoing.state, func.count()).group_by(Outgoing.priority, Outgoing.state)
    )
    return {(priority, state): number for priority, state, number in found}


async def outgoing_by_bot(session: AsyncSession) -> list[tuple[int | None, int, datetime | None]]:
    """(bot, rows that wait, how long the oldest has waited: its `not_before`)."""
    found = await session.execute(
        select(Outgoing.bot_id, func.count(), func.min(Outgoing.not_before))
        .where(Outgoing.state.in_(WAITING))
        .group_by(Outgoing.bot_id)
        .order_by(Outgoing.bot_id)
    )
    return [(row[0], row[1], row[2]) for row in found]


async def kept_rows(session: AsyncSession, states: Sequence[OutgoingState], limit: int) -> list[Kept]:
    """Rows in these states, the newest first."""
    found = await session.execute(
        select(
            *(Outgoing.id, Outgoing.kind, Outgoing.subject_id, Outgoing.state, Outgoing.trouble, Outgoing.attempts),
            *(Outgoing.unsure, Outgoing.caused_at, Outgoing.user_id.is_not(None), Unit.name),
        )
        .outerjoin(Group, Group.id == Outgoing.group_id)
        .outerjoin(Unit, Unit.id == Group.unit_id)
        .where(Outgoing.state.in_(states))
        .order_by(Outgoing.id.desc())
        .limit(limit)
    )
    return [Kept(*tuple(row)) for row in found]


async def freezes(session: AsyncSession) -> list[Freeze]:
    """Tokens and chats that Telegram told to be silent, and until when."""
    moment = session.info["machine_now"]
    return list(await session.scalars(select(Freeze).where(Freeze.until > moment).order_by(Freeze.until).limit(50)))


async def job_runs(session: AsyncSession) -> list[JobRun]:
    """The last run of every timed job."""
    return list(await session.scalars(select(JobRun).order_by(JobRun.name)))


async def leases(session: AsyncSession) -> list[Lease]:
    """Who does what only one may do."""
    return list(await session.scalars(select(Lease).order_by(Lease.name)))


async def bots(session: AsyncSession) -> list[BotAccount]:
    """All bots, those in trouble first."""
    return list(await session.scalars(select(BotAccount).order_by(BotAccount.trouble.is_(None), BotAccount.id)))


async def inbox_counts(session: AsyncSession) -> tuple[int, int, datetime | None]:
    """(updates that wait, updates in quarantine, when the oldest waiting one arrived)."""
    waits = InboxUpdate.state == UpdateState.PENDING
    found = await session.execute(
        select(
            func.count().filter(waits),
            func.count().filter(InboxUpdate.state == UpdateState.DEAD),
            func.min(InboxUpdate.received_at).filter(waits),
        ).where(or_(waits, InboxUpdate.state == UpdateState.DEAD))
    )
    row = found.one()
    return row[0], row[1], row[2]


async def dead_updates(session: AsyncSession, limit: int) -> list[InboxUpdate]:
    """Updates in quarantine, the newest first."""
    found = await session.scalars(
        select(InboxUpdate)
        .where(InboxUpdate.state == UpdateState.DEAD)
        .order_by(InboxUpdate.received_at.desc())
        .limit(limit)
    )
    return list(found)


@dataclass(frozen=True, slots=True)
class Troubles:
    """What of the machine wants a person."""

    uncertain: int
    parked: int
    dead: int
    bots: int
    failed_jobs: int

    @property
    def any(self) -> bool:
        """Whether anything does. Parked rows wait for their chat and need nobody."""
        return bool(self.uncertain or self.dead or self.bots or self.failed_jobs)


async def troubles(session: AsyncSession) -> Troubles:
    """Counted for the front page."""
    found = await session.execute(
        select(Outgoing.state, func.count())
        .where(Outgoing.state.in_((OutgoingState.UNCERTAIN, OutgoingState.PARKED)))
        .group_by(Outgoing.state)
    )
    by_state = {row[0]: row[1] for row in found}
    return Troubles(
        uncertain=by_state.get(OutgoingState.UNCERTAIN, 0),
        parked=by_state.get(OutgoingState.PARKED, 0),
        dead=(await inbox_counts(session))[1],
        bots=await session.scalar(select(func.count()).where(BotAccount.trouble.is_not(None))) or 0,
        failed_jobs=await session.scalar(select(func.count()).where(JobRun.outcome != "ok")) or 0,
    )
