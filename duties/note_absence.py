"""我请假到周五,有事找替班的: away from now until then, and whoever stands in gets the prompts and may act."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties import store
from models.duties import Absence
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Away:
    """It is noted. `substitute_id` None: nobody stands in yet; `from_at` may be to come."""

    absence_id: int
    from_at: datetime
    until_at: datetime
    substitute_id: int | None


async def note_absence(
    session: AsyncSession,
    actor: Actor,
    *,
    until: datetime | None,
    substitute_id: int | None,
    now: datetime,
    begins: datetime | None = None,
) -> Away | Refusal:
    """Only for holders of posts, and only with an end; an absence of the same person at the same time is replaced.

    `begins` None or past: from now on. Else the timetable turns it on at its moment.
    """
    if actor.person_id is None or not actor.hats:
        return Refusal("refusal_duties.no_post")
    from_at = max(begins or now, now)
    if until is None or until <= from_at:
        return Refusal("refusal_duties.end_needed")
    if substitute_id == actor.person_id:
        return Refusal("refusal_duties.not_yourself")
    await store.end(session, await store.within(session, actor.person_id, from_at, until), now)
    absence = Absence(
        person_id=actor.person_id,
        substitute_id=substitute_id,
        from_at=from_at,
        until_at=until,
        is_on=from_at <= now,
        noted_at=now,
    )
    await store.add(session, absence)
    await _tell(session, absence, "begun" if absence.is_on else "to_come", now=now)
    return Away(absence.id, from_at, until, substitute_id)


async def end_absence(session: AsyncSession, actor: Actor, *, now: datetime) -> bool:
    """我回来了: False if they were not away and were not going to be."""
    if actor.person_id is None:
        return False
    found = await store.ahead_of(session, actor.person_id)
    await store.end(session, found, now)
    for absence in found:
        await _tell(session, absence, "ended", now=now)
    return bool(found)


async def turn_duties(session: AsyncSession, *, now: datetime) -> int:
    """Absences whose day has come begin, those whose time is up end, by themselves; both hear it. Returns how many."""
    begun = await store.due(session, now)
    await store.begin(session, begun, now)
    for absence in begun:
        await _tell(session, absence, "begun", now=now)
    found = await store.over(session, now)
    await store.end(session, found, now)
    for absence in found:
        await _tell(session, absence, "ended", now=now)
        user_id = await store.user_of(session, absence.person_id)
        if user_id is not None:
            await enqueue(session, [_say(absence, user_id, "back")], now=now)
    return len(begun) + len(found)


async def _tell(session: AsyncSession, absence: Absence, what: str, *, now: datetime) -> None:
    """Whoever stands in hears from when and until when."""
    if absence.substitute_id is None:
        return
    user_id = await store.user_of(session, absence.substitute_id)
    if user_id is not None:
        await enqueue(session, [_say(absence, user_id, what)], now=now)


def _say(absence: Absence, user_id: int, what: str) -> Say:
    return Say(
        kind="duty_news",
        subject_id=absence.id,
        user_id=user_id,
        viewer="substitute",
        args={
            "what": what,
            "begins": absence.from_at.isoformat(),
            "until": absence.until_at.isoformat(),
            "person": absence.person_id,
        },
        priority=Priority.PROMPT,
        key=f"duty_news:{absence.id}:{what}:u{user_id}",
    )
