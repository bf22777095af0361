"""All SQL of the inbox."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import CursorResult, Integer, Select, bindparam, delete, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from inbox.kept import Kept, Key
from models.inbox import InboxLane, InboxUpdate
from models.kinds import UpdateState

if TYPE_CHECKING:
    from inbox.keep import Arrival


def _count(result: Any) -> int:
    return cast("CursorResult[Any]", result).rowcount


# Built once: composing these statements anew for every batch would cost more than running them.
_INSERTS: dict[str, Any] = {"postgresql": pg_insert, "sqlite": sqlite_insert}
_KEEP = {name: insert(InboxUpdate.__table__).on_conflict_do_nothing() for name, insert in _INSERTS.items()}
_WAITING: Select[str] = (
    select(InboxUpdate.lane)
    .outerjoin(InboxLane, InboxLane.lane == InboxUpdate.lane)
    .where(
        InboxUpdate.state == UpdateState.PENDING,
        # What we hold ourselves was left behind by a batch that failed as a whole: one desk works on one batch.
        or_(
            InboxLane.lane.is_(None),
            InboxLane.lease_until < bindparam("now"),
            InboxLane.holder == bindparam("holder"),
        ),
    )
    .group_by(InboxUpdate.lane)
    .order_by(func.min(InboxUpdate.rank), func.min(InboxUpdate.received_at))
    .limit(bindparam("lanes", type_=Integer))
)


def _taking(insert: Any) -> Any:
    """A lane that is free, or ours already, becomes ours under a higher fence."""
    wish = insert(InboxLane.__table__)
    return wish.on_conflict_do_update(
        index_elements=["lane"],
        set_={"holder": wish.excluded.holder, "fence": InboxLane.fence + 1, "lease_until": wish.excluded.lease_until},
        where=or_(
            InboxLane.lease_until < bindparam("now", type_=InboxLane.lease_until.type),
            InboxLane.holder == wish.excluded.holder,
        ),
    ).returning(InboxLane.lane, InboxLane.fence)


_TAKE = {name: _taking(insert) for name, insert in _INSERTS.items()}


async def add_updates(session: AsyncSession, bot_id: int, arrivals: Sequence["Arrival"]) -> int:
    """Insert the unknown ones; returns how many."""
    received_at: datetime = session.info["machine_now"]
    rows = [
        {
            "bot_id": bot_id,
            "update_id": arrival.update_id,
            "lane": arrival.lane,
            "rank": arrival.rank,
            "raw": arrival.raw,
            "received_at": received_at + timedelta(microseconds=place),  # the order of arrival survives equal clocks
            "attempts": 0,
            "state": UpdateState.PENDING,
        }
        for place, arrival in enumerate(arrivals)
    ]
    connection = await session.connection()
    wish = _KEEP[connection.dialect.name]
    return max(_count(await connection.execute(wish, rows, execution_options={"preserve_rowcount": True})), 0)


async def claim(
    session: AsyncSession, holder: str, *, lanes: int, per_lane: int, lease: timedelta
) -> tuple[list[Kept], bool]:
    """Lease the lanes whose turn it is and take their oldest updates; the attempt is counted before it is made.

    Tells besides whether that is all that waited and was free.
    """
    machine_now: datetime = session.info["machine_now"]
    connection = await session.connection()  # past the session, as all of the inbox: there are no objects of these rows
    waiting = await connection.execute(_WAITING, {"now": machine_now, "holder": holder, "lanes": lanes})
    names: list[str] = list(waiting.scalars())
    if not names:
        return [], True
    until = machine_now + lease
    taken = await connection.execute(
        _TAKE[connection.dialect.name],
        [{"lane": name, "holder": holder, "fence": 1, "lease_until": until, "now": machine_now} for name in names],
    )
    fences = {row[0]: row[1] for row in taken}
    kept: list[Kept] = []
    begun: Counter[str] = Counter()
    closed: set[str] = set()
    for bot_id, update_id, lane, raw, attempts, received_at in await connection.execute(
        _OLDEST, {"lanes": list(fences), "per_lane": per_lane}
    ):
        if attempts and lane in begun:
            closed.add(lane)
        if lane in closed:
            continue
        if attempts:
            closed.add(lane)  # one that failed before is tried alone, so that only it can be blamed
        begun[lane] += 1
        kept.append(Kept(bot_id, update_id, lane, fences[lane], raw or b"", attempts + 1, received_at))
    if kept:
        await connection.execute(_TRIED, {"keys": [one.key for one in kept]})
    is_all = len(names) < lanes and not closed and max(begun.values(), default=0) < per_lane
    return kept, is_all


_PLACE = func.row_number().over(
    partition_by=InboxUpdate.lane, order_by=(InboxUpdate.received_at, InboxUpdate.update_id)
)
_NUMBERED = (
    select(InboxUpdate.bot_id, InboxUpdate.update_id, _PLACE.label("place"))
    .where(InboxUpdate.lane.in_(bindparam("lanes", expanding=True)), InboxUpdate.state == UpdateState.PENDING)
    .subquery()
)
_OLDEST: Select[int, int, str, bytes | None, int, datetime] = (  # however many wait in one of the lanes
    select(
        InboxUpdate.bot_id,
        InboxUpdate.update_id,
        InboxUpdate.lane,
        InboxUpdate.raw,
        InboxUpdate.attempts,
        InboxUpdate.received_at,
    )
    .join(_NUMBERED, (_NUMBERED.c.bot_id == InboxUpdate.bot_id) & (_NUMBERED.c.update_id == InboxUpdate.update_id))
    .where(_NUMBERED.c.place <= bindparam("per_lane"))
    .order_by(InboxUpdate.lane, _NUMBERED.c.place)
)

_RELEASE = (
    update(InboxLane)
    .where(tuple_(InboxLane.lane, InboxLane.fence).in_(bindparam("lanes", expanding=True)))
    .values(lease_until=bindparam("until"))
    .returning(InboxLane.lane)
    .execution_options(synchronize_session=False)
)
_KEYS = tuple_(InboxUpdate.bot_id, InboxUpdate.update_id).in_(bindparam("keys", expanding=True))
_TRIED = (
    update(InboxUpdate)
    .where(_KEYS)
    .values(attempts=InboxUpdate.attempts + 1)
    .execution_options(synchronize_session=False)
)
_DONE = (
    update(InboxUpdate)
    .where(_KEYS)
    .values(state=UpdateState.DONE, raw=None, trouble=None)
    .execution_options(synchronize_session=False)
)
_DEAD = (
    update(InboxUpdate)
    .where(_KEYS)
    .values(state=UpdateState.DEAD, trouble=bindparam("what"))
    .execution_options(synchronize_session=False)
)
_FORGIVEN = (
    update(InboxUpdate)
    .where(_KEYS, InboxUpdate.attempts > 0)
    .values(attempts=InboxUpdate.attempts - 1)
    .execution_options(synchronize_session=False)
)


async def release(session: AsyncSession, lanes: Collection[tuple[str, int]]) -> set[str]:
    """Give (lane, fence) back with the end of this transaction; tells which were still ours.

    Until then nobody else has them: on PostgreSQL the rows stay locked, SQLite has one writer.
    """
    until = session.info["machine_now"] - timedelta(seconds=1)
    released = await (await session.connection()).execute(_RELEASE, {"lanes": list(lanes), "until": until})
    return set(released.scalars())


async def mark_done(session: AsyncSession, keys: Sequence[Key]) -> None:
    """Handled: the words go, the key stays a while."""
    if keys:
        await (await session.connection()).execute(_DONE, {"keys": list(keys)})


async def mark_dead(session: AsyncSession, keys: Sequence[Key], trouble: str) -> None:
    """Quarantined: kept for a person to look at, and no longer in anybody's way."""
    if keys:
        await (await session.connection()).execute(_DEAD, {"keys": list(keys), "what": trouble})


async def forgive(session: AsyncSession, keys: Sequence[Key]) -> None:
    """The database was away, not the update at fault: that attempt does not count."""
    if keys:
        await (await session.connection()).execute(_FORGIVEN, {"keys": list(keys)})


async def pending_count(session: AsyncSession) -> int:
    """How many updates wait."""
    count = await session.scalar(select(func.count()).where(InboxUpdate.state == UpdateState.PENDING))
    return count or 0


async def dead_count(session: AsyncSession) -> int:
    """How many stand in quarantine."""
    count = await session.scalar(select(func.count()).where(InboxUpdate.state == UpdateState.DEAD))
    return count or 0


async def forget(session: AsyncSession, done_before: datetime, dead_before: datetime) -> int:
    """Delete keys that no replay can bring back, quarantined updates after their term, and idle lanes."""
    gone = await session.execute(
        delete(InboxUpdate).where(
            or_(
                (InboxUpdate.state == UpdateState.DONE) & (InboxUpdate.received_at < done_before),
                (InboxUpdate.state == UpdateState.DEAD) & (InboxUpdate.received_at < dead_before),
            ),
        ),
    )
    await session.execute(delete(InboxLane).where(InboxLane.lease_until < done_before))
    return _count(gone)
