"""Notices as rows: numbers, locks, and what is due."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.store.dialect import insert
from models.broadcasts import Notice
from models.kinds import NoticeState
from models.process import Counter
from models.pyramid import Group, Unit


async def next_number(session: AsyncSession, cell: str) -> str:
    """A number never given out before: "A-N17". The cell's word makes it unique beyond this database."""
    first = insert(session, Counter).values(name="notice", last=1)
    raised = first.on_conflict_do_update(index_elements=["name"], set_={"last": Counter.last + 1})
    return f"{cell}-N{await session.scalar(raised.returning(Counter.last))}"


async def keep(session: AsyncSession, notice: Notice) -> None:
    """Store a new notice; it has its id from then on."""
    session.add(notice)
    await session.flush()


async def notice_by_id(session: AsyncSession, notice_id: int) -> Notice | None:
    """The notice, to be read."""
    return await session.get(Notice, notice_id)


async def notice_and_issuer(session: AsyncSession, notice_id: int) -> tuple[Notice, Unit | None] | None:
    """The notice with the unit that issues it, to be read: a sender asks for both with every look."""
    found = (await session.execute(_WITH_ISSUER, {"notice_id": notice_id})).one_or_none()
    return None if found is None else (found[0], found[1])


_WITH_ISSUER = (
    select(Notice, Unit)
    .outerjoin(Unit, Unit.id == Notice.plan["issuer_unit_id"].as_integer())
    .where(Notice.id == bindparam("notice_id"))
)


async def notice_to_move(session: AsyncSession, notice_id: int) -> Notice | None:
    """The notice, locked until the transaction ends: of two who would move it, the second sees what the first did."""
    found = await session.scalars(
        select(Notice).where(Notice.id == notice_id).with_for_update().execution_options(populate_existing=True),
    )
    return found.one_or_none()


async def due_notices(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """Ids of notices whose next step has come, the longest due first."""
    due = select(Notice.id).where(Notice.next_step_at <= now).order_by(Notice.next_step_at).limit(limit)
    return list(await session.scalars(due))


async def next_step(session: AsyncSession, states: Collection[NoticeState]) -> datetime | None:
    """The earliest next step among notices in one of these states."""
    moment: datetime | None = await session.scalar(
        select(func.min(Notice.next_step_at)).where(Notice.state.in_(states))
    )
    return moment


async def look_soon(session: AsyncSession, notice_id: int, soon: datetime) -> None:
    """Let the timetable look at a notice that rests. Said again before that, it writes nothing."""
    await session.execute(
        update(Notice)
        .where(
            Notice.id == notice_id,
            Notice.state.in_((NoticeState.SENT, NoticeState.STOPPED)),
            or_(Notice.next_step_at.is_(None), Notice.next_step_at > soon),
        )
        .values(next_step_at=soon)
        .execution_options(synchronize_session=False),
    )


async def unit_of_group(session: AsyncSession, group_id: int) -> Unit | None:
    """The unit whose chat this is; None for a chat without one."""
    unit: Unit | None = await session.scalar(
        select(Unit).join(Group, Group.unit_id == Unit.id).where(Group.id == group_id)
    )
    return unit
