"""Something happens on a walk: a check point is passed, a photo taken, a sentence said, a position told."""

from datetime import datetime, timedelta
from math import cos, hypot, radians

from sqlalchemy.ext.asyncio import AsyncSession

from duties.patrols import store
from duties.patrols.start_patrol import CARD
from incidents.case import Filed, MediaFile, Source
from incidents.report_incident import report_incident
from models.fieldwork import Patrol, PatrolMark
from outbox.refresh import refresh
from parsing.report import Report
from pyramid.actor import Actor
from pyramid.lookup import unit_of
from pyramid.policy import Policy
from pyramid.refusal import Refusal

METRES_A_DEGREE = 111_320
JITTER, LEAP = 15, 2000  # metres: less is the receiver's noise, more is a ride or a lost signal
PHOTO_WAITS = timedelta(minutes=5)  # so long the next sentence is about the photo before it


async def tick_point(session: AsyncSession, walk: Patrol, point_id: int, *, now: datetime) -> bool:
    """到点: True if it is ticked now, False if a second tap took it back."""
    if await store.unmark(session, walk.id, point_id):
        is_ticked = False
    else:
        mark = PatrolMark(patrol_id=walk.id, user_id=walk.user_id, at=now, what="point", point_id=point_id)
        await store.add(session, mark)
        is_ticked = True
    await refresh(session, [CARD], walk.id)
    return is_ticked


async def note_position(session: AsyncSession, walk: Patrol, latitude: float, longitude: float) -> None:
    """How far they have come. Only the newest position is kept, and only while the walk lasts."""
    before = walk.last_seen
    if before is not None:
        east = (longitude - before["longitude"]) * cos(radians(latitude)) * METRES_A_DEGREE
        step = hypot(east, (latitude - before["latitude"]) * METRES_A_DEGREE)
        if step < JITTER:
            return
        walk.metres += round(step) if step < LEAP else 0
    walk.last_seen = {"latitude": round(latitude, 5), "longitude": round(longitude, 5)}
    await store.changed(session)


async def note_finding(
    session: AsyncSession,
    walk: Patrol,
    actor: Actor,
    *,
    file: MediaFile | None,
    words: str,
    report: Report,
    message_id: int,
    cell: str,
    policy: Policy,
    now: datetime,
) -> tuple[PatrolMark, Filed | None]:
    """A photo, a sentence, or both. Words that tell of something make it an incident, with the photo just before them."""
    mark = await _photo_before(session, walk, now) if file is None else None
    if mark is None:
        mark = PatrolMark(
            patrol_id=walk.id,
            user_id=walk.user_id,
            at=now,
            what="photo" if file is not None else "words",
            message_id=message_id,
            words="",
            file=_kept(file),
        )
        await store.add(session, mark)
    mark.words = "\n".join(each for each in (mark.words, words) if each)
    filed = None
    if report.kind == "incident":
        filed = await file_finding(session, walk, mark, actor, report, cell=cell, policy=policy, now=now)
    await store.changed(session)
    await refresh(session, [CARD], walk.id)
    return mark, filed if isinstance(filed, Filed) else None


async def file_finding(
    session: AsyncSession,
    walk: Patrol,
    mark: PatrolMark,
    actor: Actor,
    report: Report,
    *,
    cell: str,
    policy: Policy,
    now: datetime,
) -> Filed | Refusal:
    """It becomes an incident, once; later ones of the same photo are the same."""
    unit = await unit_of(session, walk.unit_id)
    kept = mark.file
    filed = await report_incident(
        session,
        report=report,
        source=Source(
            bot_id=walk.bot_id,
            chat_id=walk.user_id,
            message_id=mark.message_id or -mark.id,
            words=mark.words,
            said_at=mark.at,
            in_private=True,
        ),
        unit=unit,
        actor=actor,
        policy=policy,
        files=[MediaFile(**kept)] if kept is not None else [],
        cell=cell,
        now=now,
    )
    if filed is None:
        return Refusal("refusal_patrol.not_filed")
    mark.incident_id = filed.incident_id
    await store.changed(session)
    await refresh(session, [CARD], walk.id)
    return filed


async def _photo_before(session: AsyncSession, walk: Patrol, now: datetime) -> PatrolMark | None:
    marks = await store.marks_of(session, walk.id)
    last = marks[-1] if marks else None
    is_meant = last is not None and last.what == "photo" and not last.words and now - last.at <= PHOTO_WAITS
    return last if is_meant else None


def _kept(file: MediaFile | None) -> dict[str, object] | None:
    if file is None:
        return None
    return {
        "kind": file.kind,
        "bot_id": file.bot_id,
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
    }
