"""All SQL of the process: leases, job runs, bots and their chats, the clock's offset."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Interval, func, literal, select, text, type_coerce, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState
from models.process import BotAccount, JobRun, Lease
from models.pyramid import Group, Setting, Unit

CLOCK = "clock_offset_seconds"


def _insert(session: AsyncSession, table: type[Lease] | type[JobRun]) -> Any:
    return (pg_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert)(table)


def _lease_clock(session: AsyncSession) -> ColumnElement[datetime]:
    """By which leases begin and end: the database's own clock where several hosts share it, since theirs may disagree."""
    if session.get_bind().dialect.name == "postgresql":
        return func.clock_timestamp(type_=Lease.expires_at.type)
    return literal(session.info["machine_now"], Lease.expires_at.type)


def _lease_end(session: AsyncSession, ttl: timedelta) -> ColumnElement[datetime]:
    if session.get_bind().dialect.name == "postgresql":
        return type_coerce(_lease_clock(session) + literal(ttl, Interval), Lease.expires_at.type)
    return literal(session.info["machine_now"] + ttl, Lease.expires_at.type)


async def take_lease(session: AsyncSession, name: str, holder: str, ttl: timedelta) -> int | None:
    """The fencing number of a lease that is free, ended or already ours; None while somebody else holds it."""
    ends = _lease_end(session, ttl)
    wish = _insert(session, Lease).values(name=name, holder=holder, fence=1, expires_at=ends)
    return cast(
        "int | None",
        await session.scalar(
            wish.on_conflict_do_update(
                index_elements=["name"],
                set_={"holder": holder, "fence": Lease.fence + 1, "expires_at": ends},
                where=(Lease.expires_at < _lease_clock(session)) | (Lease.holder == holder),
            ).returning(Lease.fence),
        ),
    )


async def renew_lease(session: AsyncSession, name: str, fence: int, ttl: timedelta) -> bool:
    """Still ours, and for another `ttl`?"""
    result = await session.execute(
        update(Lease)
        .where(Lease.name == name, Lease.fence == fence)
        .values(expires_at=_lease_end(session, ttl))
        .execution_options(synchronize_session=False),
    )
    return cast("CursorResult[Any]", result).rowcount == 1


async def drop_lease(session: AsyncSession, name: str, fence: int) -> None:
    """Give it back at once, so that a successor need not wait."""
    await session.execute(
        update(Lease)
        .where(Lease.name == name, Lease.fence == fence)
        .values(expires_at=_lease_end(session, timedelta(seconds=-1)))
        .execution_options(synchronize_session=False),
    )


async def record_run(
    session: AsyncSession,
    name: str,
    *,
    started_at: datetime,
    took_ms: int,
    outcome: str,
    count: int,
) -> None:
    """Remember the last run of a timed job."""
    values = {"started_at": started_at, "took_ms": took_ms, "outcome": outcome, "count": count}
    wish = _insert(session, JobRun).values(name=name, runs=1, **values)
    await session.execute(
        wish.on_conflict_do_update(index_elements=["name"], set_={**values, "runs": JobRun.runs + 1}),
    )


async def remember_bot(session: AsyncSession, account: BotAccount) -> None:
    """Write what getMe said."""
    await session.merge(account)


async def set_bot_trouble(session: AsyncSession, bot_id: int, trouble: str | None) -> None:
    """A token that cannot be used right now, and why."""
    await session.execute(update(BotAccount).where(BotAccount.id == bot_id).values(trouble=trouble))


async def bot_accounts(session: AsyncSession) -> list[BotAccount]:
    """All bots ever seen."""
    return list(await session.scalars(select(BotAccount).order_by(BotAccount.id)))


async def clock_offset(session: AsyncSession) -> timedelta:
    """How far business time stands ahead of machine time."""
    row = await session.get(Setting, CLOCK)
    return timedelta(seconds=row.value["seconds"]) if row else timedelta(0)


async def set_clock_offset(session: AsyncSession, offset: timedelta) -> None:
    """Move business time; only the demo and tests do."""
    await session.merge(Setting(name=CLOCK, value={"seconds": offset.total_seconds()}))


async def is_answering(session: AsyncSession) -> bool:
    """Does the database answer?"""
    return await session.scalar(select(func.count()).select_from(Lease)) is not None


async def schema_version(session: AsyncSession) -> str | None:
    """The revision that the database is at."""
    return cast("str | None", await session.scalar(text("SELECT version_num FROM alembic_version")))


async def lease_holder(session: AsyncSession, name: str) -> str | None:
    """Who holds a lease right now."""
    return cast(
        "str | None",
        await session.scalar(select(Lease.holder).where(Lease.name == name, Lease.expires_at > _lease_clock(session))),
    )


async def chats_of_bot(session: AsyncSession, bot_id: int, most: int) -> tuple[int, list[tuple[int, str]]]:
    """(how many units' chats this bot serves, the first of them as chat id and unit), highest units first."""
    served = (Group.bot_id == bot_id, Group.state == GroupState.BOUND, Group.unit_id.is_not(None))
    count = await session.scalar(select(func.count()).select_from(Group).where(*served, Group.chat_id.is_not(None)))
    found = await session.execute(
        select(Group.chat_id, Unit.code, Unit.name)
        .join(Unit, Unit.id == Group.unit_id)
        .where(*served, Group.chat_id.is_not(None))
        .order_by(func.length(Unit.path), Unit.code)
        .limit(most)
    )
    return count or 0, [(chat_id, f"{code} {name}") for chat_id, code, name in found if chat_id is not None]
