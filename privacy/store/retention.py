"""SQL of retention: what is too old, and how it goes. Each function takes a bounded number of rows and says how many."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.disputes import DisputePromise, DisputeWord
from models.fieldwork import HouseholdNote, PatrolMark
from models.incidents import Incident, Media, Report, TimelineEvent
from models.kinds import IncidentState
from models.privacy import PrivacyRecord
from models.pyramid import Dialogue, EnrolmentCode
from models.workday import DayLog
from parsing.redact import redact
from privacy.retention import Keeps

AT_ONCE = 500
DISPUTES = "dispute."
NEVER_WAS = (IncidentState.VOID, IncidentState.WITHDRAWN)
NOBODY = 0  # the user id of words whose author is forgotten
LONG_AGO = -(2**62)  # … and of what they did: below zero, so that the audit knows why it does not fit its seal
Sweep = Callable[[AsyncSession, Sequence[Any], datetime], Awaitable[None]]


def _closed(before: datetime) -> ColumnElement[bool]:
    return and_(Incident.state == IncidentState.CLOSED, Incident.closed_at < before)


def _reports(*wanted: ColumnElement[bool]) -> Select[int]:
    return select(Report.id).join(Incident, Incident.id == Report.incident_id).where(*wanted)


def _media(*wanted: ColumnElement[bool]) -> Select[int]:
    return select(Media.id).join(Incident, Incident.id == Media.incident_id).where(*wanted)


def _of_incident(table: Any, *wanted: ColumnElement[bool]) -> Select[int]:
    return select(table.id).join(Incident, Incident.id == table.incident_id).where(*wanted)


def _too_old_words(keeps: Keeps, before: datetime) -> Any:
    """Of what people said: the keys of what is older than `before`; None for what is no words."""
    is_dispute = Incident.leaf.startswith(DISPUTES, autoescape=True)
    unmasked = Report.masked_at.is_(None)
    match keeps:
        case Keeps.VOID_WORDS:
            return _reports(Incident.state.in_(NEVER_WAS), Incident.opened_at < before, Report.words != "")
        case Keeps.WORDS:
            return _reports(_closed(before), unmasked, ~is_dispute)
        case Keeps.DISPUTE_WORDS:
            return _reports(_closed(before), unmasked, is_dispute)
        case Keeps.DISPUTE_TALK:
            return _of_incident(DisputeWord, _closed(before))
        case Keeps.PROMISES:
            return _of_incident(DisputePromise, _closed(before), DisputePromise.words != "")
        case Keeps.DAY_WORDS:
            return select(DayLog.user_id, DayLog.day).where(DayLog.day < before.date(), DayLog.masked_at.is_(None))
    return None


def _too_old_afoot(keeps: Keeps, before: datetime) -> Any:
    """Of what workers wrote down on foot: the same."""
    if keeps is Keeps.PATROLS:
        return select(PatrolMark.id).where(PatrolMark.at < before, PatrolMark.what != "point")
    return select(HouseholdNote.id).where(HouseholdNote.at < before) if keeps is Keeps.NOTES else None


def too_old(keeps: Keeps, before: datetime) -> Any:
    """The keys of what is older than `before`."""
    for words in (_too_old_words(keeps, before), _too_old_afoot(keeps, before)):
        if words is not None:
            return words
    match keeps:
        case Keeps.VOICES:
            return _media(_closed(before), Media.kind == "voice")
        case Keeps.PHOTOS:
            return _media(or_(_closed(before), and_(Incident.state.in_(NEVER_WAS), Incident.opened_at < before)))
        case Keeps.REPORTERS:
            return _reports(_closed(before), Report.user_id != NOBODY)
        case Keeps.ANSWERS:
            return select(Dialogue.chat_id, Dialogue.user_id).where(Dialogue.expires_at < before)
        case Keeps.CODES:
            return select(EnrolmentCode.code_hash).where(EnrolmentCode.expires_at < before)
    return select(PrivacyRecord.id).where(PrivacyRecord.at < before)


async def count(session: AsyncSession, keeps: Keeps, before: datetime) -> int:
    """How many rows would go."""
    found = await session.scalar(select(func.count()).select_from(too_old(keeps, before).subquery()))
    return int(found or 0)


async def sweep(session: AsyncSession, keeps: Keeps, before: datetime, now: datetime) -> int:
    """Let them go, at most a bounded number; returns how many."""
    keys = list((await session.execute(too_old(keeps, before).limit(AT_ONCE))).all())
    if keys:
        await SWEEPS[keeps](session, keys, now)
    return len(keys)


async def _wipe_words(session: AsyncSession, keys: Sequence[Any], now: datetime) -> None:
    ids = [row[0] for row in keys]
    of = set(await session.scalars(select(Report.incident_id).where(Report.id.in_(ids))))
    await session.execute(update(Report).where(Report.id.in_(ids)).values(words="", masked_at=now))
    await _mask_notes(session, of)


async def _mask_words(session: AsyncSession, keys: Sequence[Any], now: datetime) -> None:
    found = await session.scalars(select(Report).where(Report.id.in_([row[0] for row in keys])))
    incident_ids = set()
    for report in found:
        report.words, report.masked_at = redact(report.words, rooms=True), now
        incident_ids.add(report.incident_id)
    await hide_rooms(session, incident_ids)
    await _mask_notes(session, incident_ids)


async def _mask_notes(session: AsyncSession, incident_ids: set[int]) -> None:
    """What people wrote into the timeline; `masked_at` on the report tells the audit why a seal does not fit any more."""
    own = (TimelineEvent.incident_id.in_(incident_ids), TimelineEvent.actor_id.is_not(None))
    for event in await session.scalars(select(TimelineEvent).where(*own)):
        event.reason = redact(event.reason, rooms=True) if event.reason else ""
        if event.what == "correct":
            event.data = {key: value for key, value in event.data.items() if key == "was"}
    await session.flush()


async def _mask_days(session: AsyncSession, keys: Sequence[Any], now: datetime) -> None:
    for user_id, day in keys:
        log = await session.get(DayLog, (user_id, day))
        if log is not None:
            log.words, log.masked_at = [redact(str(said), rooms=True) for said in log.words], now
    await session.flush()


async def _wipe_promises(session: AsyncSession, keys: Sequence[Any], _now: datetime) -> None:
    ids = [row[0] for row in keys]
    await session.execute(update(DisputePromise).where(DisputePromise.id.in_(ids)).values(words=""))


async def hide_rooms(session: AsyncSession, incident_ids: set[int], *, with_landmarks: bool = False) -> None:
    """The place goes no further than the building and, unless that goes too, what stands around it."""
    found = await session.scalars(select(Incident).where(Incident.id.in_(incident_ids)))
    for incident in found:
        landmark = incident.place.get("landmark")
        shown = redact(landmark, rooms=True) if landmark and not with_landmarks else None
        incident.place = {**incident.place, "room": None, "floor": None, "landmark": shown}
    await session.flush()


async def _forget_reporters(session: AsyncSession, keys: Sequence[Any], _now: datetime) -> None:
    ids = [row[0] for row in keys]
    said = list(await session.scalars(select(Report).where(Report.id.in_(ids), Report.role == "")))
    for report in said:
        own = (TimelineEvent.incident_id == report.incident_id, TimelineEvent.actor_id == report.user_id)
        await session.execute(update(TimelineEvent).where(*own).values(actor_id=LONG_AGO))
    gone = {"user_id": NOBODY, "chat_id": NOBODY, "message_id": Report.id}
    await session.execute(update(Report).where(Report.id.in_(ids)).values(gone))


def _drop(table: Any, column: Any) -> Sweep:
    async def dropped(session: AsyncSession, keys: Sequence[Any], _now: datetime) -> None:
        await session.execute(delete(table).where(column.in_([row[0] for row in keys])))

    return dropped


async def _drop_answers(session: AsyncSession, keys: Sequence[Any], _now: datetime) -> None:
    for chat_id, user_id in keys:
        await session.execute(delete(Dialogue).where(Dialogue.chat_id == chat_id, Dialogue.user_id == user_id))


SWEEPS: dict[Keeps, Sweep] = {
    Keeps.VOID_WORDS: _wipe_words,
    Keeps.WORDS: _mask_words,
    Keeps.DISPUTE_WORDS: _mask_words,
    Keeps.DISPUTE_TALK: _drop(DisputeWord, DisputeWord.id),
    Keeps.PROMISES: _wipe_promises,
    Keeps.DAY_WORDS: _mask_days,
    Keeps.VOICES: _drop(Media, Media.id),
    Keeps.PHOTOS: _drop(Media, Media.id),
    Keeps.REPORTERS: _forget_reporters,
    Keeps.ANSWERS: _drop_answers,
    Keeps.CODES: _drop(EnrolmentCode, EnrolmentCode.code_hash),
    Keeps.PATROLS: _drop(PatrolMark, PatrolMark.id),
    Keeps.NOTES: _drop(HouseholdNote, HouseholdNote.id),
    Keeps.REGISTER: _drop(PrivacyRecord, PrivacyRecord.id),
}
