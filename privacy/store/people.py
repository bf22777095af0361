"""SQL about one person: what is kept of them, and how all of it goes."""

from typing import Any

from sqlalchemy import BigInteger, Integer, Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import broadcasts, duties, fieldwork, incidents, process, services, workday
from models.base import Base
from models.disputes import DisputeInvite, DisputePromise, DisputeSide, DisputeWord
from models.inbox import InboxUpdate
from models.incidents import Incident, Media, Opinion, Report, TimelineEvent, Witness
from models.kinds import UpdateState
from models.outbox import Outgoing
from models.privacy import PlaceFollow
from models.process import ConsoleSession
from models.pyramid import Acquaintance, Dialogue, EnrolmentCode, Person, Post, Unit, WrongTry
from parsing.redact import redact
from privacy.store.retention import hide_rooms
from privacy.store.traces import rename_within

KNOWN_TABLES = (
    broadcasts,
    duties,
    fieldwork,
    incidents,
    process,
    services,
    workday,
)  # imported so that their tables are known to the sweep below
GOES: tuple[Any, ...] = (
    Acquaintance,
    workday.DayLog,
    fieldwork.HouseholdNote,
    fieldwork.PatrolMark,
    Dialogue,
    DisputeInvite,
    DisputeWord,
    Media,
    Outgoing,
    PlaceFollow,
)  # rows that are nothing without the person
NAMES_A_PERSON = frozenset({"user_id", "actor_id", "author_id", "approver_id", "by_id", "issued_by"})


async def person_of(session: AsyncSession, user_id: int) -> Person | None:
    """The row of a person."""
    found: Person | None = await session.scalar(select(Person).where(Person.user_id == user_id))
    return found


async def posts_of(session: AsyncSession, person_id: int) -> list[tuple[Post, str]]:
    """Posts of all times with the names of their units."""
    found = await session.execute(
        select(Post, Unit.name).join(Unit, Unit.id == Post.unit_id).where(Post.person_id == person_id).order_by(Post.id)
    )
    return [(row[0], row[1]) for row in found]


async def reports_of(session: AsyncSession, user_id: int) -> list[tuple[Report, Incident]]:
    """What they said, with what it became."""
    found = await session.execute(
        select(Report, Incident)
        .join(Incident, Incident.id == Report.incident_id)
        .where(Report.user_id == user_id)
        .order_by(Report.id)
    )
    return [(row[0], row[1]) for row in found]


async def notes_of(session: AsyncSession, user_id: int) -> list[tuple[TimelineEvent, str]]:
    """What they did, with the number of the matter."""
    return await _numbered(session, TimelineEvent, TimelineEvent.actor_id == user_id, TimelineEvent.id)


async def joined_by(session: AsyncSession, user_id: int) -> list[str]:
    """Numbers of the matters under which they said 我也是."""
    wish = select(Incident.number).join(Witness, Witness.incident_id == Incident.id).where(Witness.user_id == user_id)
    return list(await session.scalars(wish.order_by(Incident.id)))


async def opinions_of(session: AsyncSession, user_id: int) -> list[tuple[Opinion, str]]:
    """What they answered after closing."""
    return await _numbered(session, Opinion, Opinion.user_id == user_id, Opinion.at)


async def followed_by(session: AsyncSession, user_id: int) -> list[str]:
    """Names of the places they follow."""
    wish = select(Unit.name).join(PlaceFollow, PlaceFollow.unit_id == Unit.id).where(PlaceFollow.user_id == user_id)
    return list(await session.scalars(wish.order_by(Unit.id)))


async def day_words_of(session: AsyncSession, user_id: int) -> list[workday.DayLog]:
    """What they added to the logs of their days."""
    wish = select(workday.DayLog).where(workday.DayLog.user_id == user_id).order_by(workday.DayLog.day)
    return list(await session.scalars(wish))


async def dispute_words_of(session: AsyncSession, user_id: int) -> list[tuple[DisputeWord, str]]:
    """What they said to a mediator, with the number of the matter."""
    return await _numbered(session, DisputeWord, DisputeWord.user_id == user_id, DisputeWord.id)


async def household_notes_of(session: AsyncSession, user_id: int) -> list[tuple[fieldwork.HouseholdNote, str]]:
    """What they wrote into notebooks, with the micro-grid."""
    note = fieldwork.HouseholdNote
    wish = select(note, Unit.name).join(Unit, Unit.id == note.unit_id).where(note.author_id == user_id)
    return [(row[0], row[1]) for row in await session.execute(wish.order_by(note.id))]


async def patrols_of(session: AsyncSession, user_id: int) -> list[tuple[fieldwork.Patrol, str, list[str]]]:
    """Their walks with the unit and what they said on them."""
    walk, mark = fieldwork.Patrol, fieldwork.PatrolMark
    found = await session.execute(
        select(walk, Unit.name).join(Unit, Unit.id == walk.unit_id).where(walk.user_id == user_id).order_by(walk.id)
    )
    walks = [(row[0], row[1]) for row in found]
    said: dict[int, list[str]] = {}
    for patrol_id, words in await session.execute(
        select(mark.patrol_id, mark.words).where(mark.user_id == user_id, mark.words != "").order_by(mark.id)
    ):
        said.setdefault(patrol_id, []).append(words)
    return [(each, unit, said.get(each.id, [])) for each, unit in walks]


async def unit_name(session: AsyncSession, unit_id: int | None) -> str:
    """The name of a unit; empty if there is none."""
    return (await session.scalar(select(Unit.name).where(Unit.id == unit_id)) or "") if unit_id is not None else ""


async def counts_of(session: AsyncSession, user_id: int) -> dict[str, int]:
    """How many rows of which table go or lose their name."""
    tables: dict[str, Any] = {
        "reports": Report,
        "files": Media,
        "me_too": Witness,
        "answers": Opinion,
        "receipts": broadcasts.Receipt,
    }
    return {
        name: await session.scalar(select(func.count()).select_from(table).where(table.user_id == user_id)) or 0
        for name, table in tables.items()
    }


async def erase(session: AsyncSession, user_id: int, alias: int) -> int:
    """Everything that names this person goes or names `alias`, a number nobody has; returns how many rows were met."""
    person = await person_of(session, user_id)
    met = await _wipe_words(session, user_id, person.name if person is not None else "")
    for table in GOES:
        met += await _done(session, delete(table).where(table.user_id == user_id))
    met += await _done(session, delete(fieldwork.HouseholdNote).where(fieldwork.HouseholdNote.author_id == user_id))
    met += await _forget_messages(session, user_id)
    if person is not None:
        for holding in (EnrolmentCode, ConsoleSession):
            met += await _done(session, delete(holding).where(holding.person_id == person.id))
        # Posts of the past point at the row: it stays, and is nobody's.
        person.user_id, person.name, person.language, person.home_unit_id = None, "", "", None
        person.consent_version = 0
        await session.flush()
        met += 1
    for one in Base.metadata.sorted_tables:
        met += await _rename(session, one, user_id, alias)
    return met + await rename_within(session, user_id, alias)


async def _wipe_words(session: AsyncSession, user_id: int, name: str) -> int:
    """Their own words go; in the matters they reported, what others wrote about them is masked."""
    said = await reports_of(session, user_id)
    for report, _ in said:
        report.words, report.album = "", None
        report.chat_id, report.message_id = 0, report.id
    first = {incident.id for report, incident in said if report.is_first}
    await hide_rooms(session, first, with_landmarks=True)

    def masked(words: str) -> str:
        return redact(words.replace(name, "***") if name else words, rooms=True)

    others = await session.scalars(select(Report).where(Report.incident_id.in_(first), Report.user_id != user_id))
    for report in others:
        report.words = masked(report.words)
    events = await session.scalars(
        select(TimelineEvent).where(or_(TimelineEvent.actor_id == user_id, TimelineEvent.incident_id.in_(first)))
    )
    seats = select(DisputeSide.incident_id).where(DisputeSide.user_id == user_id)
    for promise in await session.scalars(select(DisputePromise).where(DisputePromise.incident_id.in_(seats))):
        promise.words = masked(promise.words)
    count = len(said)
    for event in events:
        is_own = event.actor_id == user_id
        event.reason = "" if is_own else masked(event.reason)
        if is_own or event.what == "correct":
            event.data = {key: value for key, value in event.data.items() if key in {"was", "is_solved", "score"}}
        count += 1
    await session.flush()
    return count


async def _forget_messages(session: AsyncSession, user_id: int) -> int:
    """Raw updates of their private chat, quarantined ones that carry their number, and keys that name them."""
    done = await _done(
        session,
        delete(InboxUpdate).where(InboxUpdate.lane == f"u{user_id}", InboxUpdate.state != UpdateState.PENDING),
    )
    quarantined = await session.scalars(select(InboxUpdate).where(InboxUpdate.state == UpdateState.DEAD))
    for kept in quarantined:
        if kept.raw is not None and str(user_id).encode() in kept.raw:
            kept.raw, done = None, done + 1
    named = Outgoing.key.endswith(f":u{user_id}", autoescape=True)
    done += await _done(session, update(Outgoing).where(named).values(key=None))
    return done + await _done(session, delete(WrongTry).where(WrongTry.who == f"user:{user_id}"))


async def _rename(session: AsyncSession, table: Table, user_id: int, alias: int) -> int:
    met = 0
    for column in table.c:
        names = column.name in NAMES_A_PERSON or column.name.endswith("_by")
        if names and isinstance(column.type, BigInteger | Integer) and not column.foreign_keys:
            met += await _done(session, update(table).where(column == user_id).values({column.name: alias}))
    return met


async def _numbered(session: AsyncSession, table: Any, theirs: Any, order: Any) -> list[tuple[Any, str]]:
    """Rows that hang on a matter and are theirs, with its number."""
    wish = select(table, Incident.number).join(Incident, Incident.id == table.incident_id).where(theirs)
    return [(row[0], row[1]) for row in await session.execute(wish.order_by(order))]


async def _done(session: AsyncSession, statement: Any) -> int:
    result = await session.execute(statement.execution_options(synchronize_session=False))
    return max(int(result.rowcount), 0)  # type: ignore[attr-defined]
