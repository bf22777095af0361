"""The card of a walk in private, and its log in the grid's group: what was passed and found, never a name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from duties.patrols import store
from duties.patrols.start_patrol import CARD, LOG
from incidents.lifecycle import UNDO_WITHIN
from models.fieldwork import Patrol, PatrolMark
from outbox.lanes import Composer
from outbox.message import Button, Composed, Message, Request, Stale
from parsing.redact import redact
from pyramid.actor import Actor
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may
from texts.render import line, render
from texts.wall_clock import on_the_wall

PER_ROW = 2
MOST_WORDS = 5
MINUTE = 60


async def compose_card(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """For the walker: check points to tick, what was found so far, 收."""
    walk = await store.patrol(session, request.subject_id or 0)
    if walk is None or walk.user_id != request.user_id:
        return Stale("not their walk")
    language = request.language
    told = await facts(session, walk, language)
    html = render("patrol_card", language, **told)
    if walk.ended_at is not None:
        undo = (Button(line("patrol.go_on", language), "patrol_resume", str(walk.id)),)
        return Message(html, (undo,) if now - walk.ended_at <= UNDO_WITHIN else ())
    keys = [
        Button(
            line("patrol.ticked" if is_passed else "patrol.tick", language, name=name), "patrol_point", str(point_id)
        )
        for point_id, name, is_passed in told["points"]
    ]
    rows = [tuple(keys[at : at + PER_ROW]) for at in range(0, len(keys), PER_ROW)]
    return Message(html, (*rows, (Button(line("patrol.end", language), "patrol_end", str(walk.id)),)))


async def compose_log(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """For the group: one message; if the end was taken back it says so."""
    walk = await store.patrol(session, request.subject_id or 0)
    if walk is None or request.is_homeless or (walk.ended_at is None and not request.is_edit):
        return Stale("still walking")
    return Message(render("patrol_log", request.language, **await facts(session, walk, request.language)))


async def facts(session: AsyncSession, walk: Patrol, language: str) -> dict[str, Any]:
    """What both say, and the console. Words are masked: a log is read by a group."""
    marks = await store.marks_of(session, walk.id)
    passed = {mark.point_id for mark in marks if mark.what == "point"}
    points = [(each.id, each.name, each.id in passed) for each in await store.points_of(session, walk.unit_id)]
    numbers = await store.numbers_of(session, [mark.incident_id for mark in marks if mark.incident_id is not None])
    until = walk.ended_at
    return {
        "unit": (await unit_of(session, walk.unit_id)).name,
        "is_over": until is not None,
        "day": line("workday.day", language, day=on_the_wall(walk.started_at)),
        "start": line("patrol.clock", language, at=on_the_wall(walk.started_at)),
        "end": line("patrol.clock", language, at=on_the_wall(until)) if until is not None else "",
        "minutes": int((until - walk.started_at).total_seconds() // MINUTE) if until is not None else 0,
        "distance": line("patrol.kilometres", language, km=walk.metres / 1000) if walk.metres else "",
        "points": points,
        "passed": sum(is_passed for _, _, is_passed in points),
        "missed": [name for _, name, is_passed in points if not is_passed],
        "photos": sum(mark.what == "photo" for mark in marks),
        "numbers": [numbers[mark.incident_id] for mark in marks if mark.incident_id in numbers],
        "words": _words(marks),
    }


def _words(marks: Sequence[PatrolMark]) -> list[str]:
    """What was only written down: names, phones and rooms masked."""
    said = [redact(mark.words, rooms=True) for mark in marks if mark.words and mark.incident_id is None]
    return said[-MOST_WORDS:]


def walks(actor: Actor) -> list[int]:
    """The grids in which this person may walk, in the order of their posts."""
    here = [hat for hat in actor.hats if may(actor, Action.PATROL, Thing(path=hat.path, tier=hat.tier)) is None]
    return list(dict.fromkeys(hat.unit_id for hat in here))


COMPOSERS: dict[str, Composer] = {CARD: compose_card, LOG: compose_log}
