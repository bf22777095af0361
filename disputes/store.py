"""All SQL of disputes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.disputes import Dispute, DisputeInvite, DisputePromise, DisputeSide, DisputeVisit, DisputeWord
from models.incidents import Escalation, Incident, Report
from models.kinds import DisputeStage, Side, Tier
from models.process import BotAccount
from models.pyramid import Unit

FRESH = {"populate_existing": True}


async def dispute_of(session: AsyncSession, incident_id: int) -> Dispute | None:
    """The mediation of an incident; None before it began."""
    found: Dispute | None = await session.get(Dispute, incident_id, populate_existing=True)
    return found


async def add(session: AsyncSession, rows: Iterable[Any]) -> None:
    """New rows, with their ids known afterwards."""
    session.add_all(list(rows))
    await session.flush()


async def keep(session: AsyncSession) -> None:
    """What was changed on rows in hand is written."""
    await session.flush()


async def sides_of(session: AsyncSession, incident_id: int) -> dict[Side, DisputeSide]:
    """Both sides."""
    wish = select(DisputeSide).where(DisputeSide.incident_id == incident_id).execution_options(**FRESH)
    return {each.side: each for each in await session.scalars(wish)}


async def side_behind(session: AsyncSession, code_hash: str, now: datetime) -> DisputeSide | None:
    """The side whose link this is, if it still opens; nobody else can take it meanwhile."""
    wish = select(DisputeSide).where(DisputeSide.code_hash == code_hash, DisputeSide.code_until > now)
    found: DisputeSide | None = await session.scalar(wish.with_for_update())
    return found


async def first_resident(session: AsyncSession, incident_id: int) -> int | None:
    """Whose own words it began with; None where somebody in office told of it."""
    wish = select(Report.user_id).where(Report.incident_id == incident_id, Report.is_first, Report.role == "")
    return await session.scalar(wish.limit(1))


async def tellers(session: AsyncSession, incident_id: int) -> list[tuple[int, datetime]]:
    """(user id, when) of everybody who told of it, first words first; below zero: nobody any more."""
    first_said = func.min(Report.said_at)
    wish = select(Report.user_id, first_said).where(Report.incident_id == incident_id)
    found = await session.execute(wish.group_by(Report.user_id).order_by(first_said))
    return [(row[0], row[1]) for row in found]


async def invite_of(session: AsyncSession, incident_id: int, user_id: int) -> DisputeInvite | None:
    """The seat that waits for this person; None if none does."""
    found: DisputeInvite | None = await session.get(DisputeInvite, (incident_id, user_id), populate_existing=True)
    return found


async def keep_invite(session: AsyncSession, invite: DisputeInvite, now: datetime) -> None:
    """A new one, or an older one once more; those that ran out go."""
    await session.execute(delete(DisputeInvite).where(DisputeInvite.until < now))
    await session.merge(invite)
    await session.flush()


async def drop_invites(session: AsyncSession, incident_id: int, side: Side, user_id: int | None = None) -> list[int]:
    """One answered, or (without a person) all of a seat that is taken: they open nothing any more. Gives whose they were."""
    mine = [DisputeInvite.incident_id == incident_id, DisputeInvite.side == side]
    if user_id is not None:
        mine.append(DisputeInvite.user_id == user_id)
    people = list(await session.scalars(select(DisputeInvite.user_id).where(*mine)))
    await session.execute(delete(DisputeInvite).where(*mine))
    return people


async def words_of(session: AsyncSession, incident_id: int, word_id: int = 0) -> list[DisputeWord]:
    """What was said, oldest first; one thing only where its id is given."""
    wish = select(DisputeWord).where(DisputeWord.incident_id == incident_id).order_by(DisputeWord.id)
    return list(await session.scalars(wish.where(DisputeWord.id == word_id) if word_id else wish))


async def said_counts(session: AsyncSession, incident_id: int) -> dict[Side, int]:
    """How often each side has spoken."""
    wish = select(DisputeWord.side, func.count()).where(DisputeWord.incident_id == incident_id)
    return {row[0]: int(row[1]) for row in await session.execute(wish.group_by(DisputeWord.side))}


async def promises_of(session: AsyncSession, incident_id: int, agreement: int) -> list[DisputePromise]:
    """The promises of one text, in its order."""
    wish = select(DisputePromise).where(
        DisputePromise.incident_id == incident_id, DisputePromise.agreement == agreement
    )
    return list(await session.scalars(wish.order_by(DisputePromise.id).execution_options(**FRESH)))


async def promise(session: AsyncSession, promise_id: int) -> DisputePromise | None:
    """One of them."""
    found: DisputePromise | None = await session.get(DisputePromise, promise_id, populate_existing=True)
    return found


async def visits_of(session: AsyncSession, incident_id: int, agreement: int) -> list[DisputeVisit]:
    """All questions that follow one agreement, in time."""
    wish = select(DisputeVisit).where(DisputeVisit.incident_id == incident_id, DisputeVisit.agreement == agreement)
    return list(await session.scalars(wish.order_by(DisputeVisit.due_at).execution_options(**FRESH)))


async def due(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """Ids of disputes with a promise or a visit that is due, earliest first."""
    wish = select(Dispute.incident_id).where(Dispute.next_at <= now).order_by(Dispute.next_at).limit(limit)
    return list(await session.scalars(wish))


async def next_due(session: AsyncSession) -> datetime | None:
    """The earliest of them."""
    return await session.scalar(select(func.min(Dispute.next_at)).where(Dispute.next_at.is_not(None)))


async def called_up(session: AsyncSession, after: int, limit: int) -> list[tuple[int, Tier, Tier]]:
    """(incident, its centre, the highest tier that its ladder has told) of running mediations that stand too low, by id."""
    told = (
        select(func.min(_level(Unit.tier)))
        .join(Escalation, Escalation.to_unit_id == Unit.id)
        .where(Escalation.incident_id == Dispute.incident_id, Escalation.cycle == Incident.cycle)
        .correlate(Dispute, Incident)
        .scalar_subquery()
    )
    climbed = _level(Incident.highest_tier)
    highest = case((told < climbed, told), else_=climbed)
    wish = (
        select(Dispute.incident_id, Dispute.tier, highest)
        .join(Incident, Incident.id == Dispute.incident_id)
        .where(Dispute.stage == DisputeStage.HEARING, Dispute.incident_id > after, highest < _level(Dispute.tier))
        .order_by(Dispute.incident_id)
        .limit(limit)
    )
    return [(row[0], Tier(row[1]), list(Tier)[row[2]]) for row in await session.execute(wish)]


def _level(column: Any) -> Any:
    """`Tier.level` in SQL."""
    return case({tier: tier.level for tier in Tier}, value=column)


async def set_next(session: AsyncSession, incident_id: int, moments: Sequence[datetime]) -> None:
    """When somebody must look at it again."""
    wish = update(Dispute).where(Dispute.incident_id == incident_id).values(next_at=min(moments, default=None))
    await session.execute(wish.execution_options(synchronize_session="evaluate"))


async def bot_name(session: AsyncSession, bot_id: int) -> str:
    """The bot's public name, for links."""
    account = await session.get(BotAccount, bot_id)
    return account.username if account is not None else ""
