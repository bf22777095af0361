"""Mediations as far as the visitor may know of them: how each stands, and, for who mediates now alone, what was said."""

from typing import Any

from console.file_kinds import file_of
from console.scope import incident_reach
from console.store import disputes as store
from console.store import incidents as incident_store
from console.store import pyramid as pyramid_store
from console.visit import Answer, Page, Visit
from disputes.look import course_of, talk_of
from disputes.table import Table, open_table
from models.disputes import DisputePromise, DisputeWord
from models.pii import Pii
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal

A_PAGE = 25
MEDIATOR = "mediator"  # for whom personal words are rendered here: somebody who passed READ_TALK


async def see_disputes(visit: Visit) -> Answer:
    """Running ones, or those that have ended; of those that are closed to the visitor a number."""
    is_running = visit.query.get("state") != "ended"
    reach = incident_reach(visit.actor)
    total = await store.count(visit.session, reach, is_running=is_running)
    pages = max(1, -(-total // A_PAGE))
    page = min(max(1, visit.number("page")), pages)
    rows = await store.rows(visit.session, reach, is_running=is_running, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    hidden = await store.hidden_count(visit.session, reach, is_running=is_running)
    values = {"rows": rows, "total": total, "page": page, "pages": pages, "is_running": is_running, "hidden": hidden}
    return Page("disputes.html", {**values, "link": lambda page: _link(page, is_running=is_running)})


def _link(page: int, *, is_running: bool) -> str:
    return f"/console/disputes?state={'running' if is_running else 'ended'}&page={page}"


async def see_dispute(visit: Visit) -> Answer:
    """One of them; for whoever may not see the matter there is none."""
    table = await _in_sight(visit)
    if table is None:
        return None
    course = await course_of(visit.session, table)
    refused = may(visit.actor, Action.READ_TALK, table.thing())
    is_reader = refused is None
    return Page(
        "dispute.html",
        {
            "number": table.case.incident.number,
            "leaf": table.case.incident.leaf,
            "dispute": table.dispute,
            "owner": table.case.owner,
            "due_at": table.case.incident.handle_due_at,
            "mediator": await _mediator(visit, table),
            "seats": [
                (side, seat.user_id is not None, course.counts.get(side, 0))
                for side, seat in sorted(table.sides.items())
            ],
            "promises": [_promise(each, is_reader=is_reader) for each in course.promises],
            "visits": course.visits,
            "talk": [_said(each) for each in await talk_of(visit.session, table)] if is_reader else [],
            "why_closed": "" if refused is None else visit.say(refused.reason, **refused.values),
        },
    )


async def see_talk_file(visit: Visit) -> Answer:
    """What a side has shown or spoken, for who mediates now."""
    table = await _in_sight(visit)
    if table is None or visit.desk.picture is None:
        return None
    refused = may(visit.actor, Action.READ_TALK, table.thing())
    if refused is not None:
        return refused
    word = await store.word(visit.session, table.id, visit.number("word"))
    if word is None or word.file is None:
        return None
    content = await visit.desk.picture(word.file["bot_id"], word.file["file_id"])
    return file_of(word.file["kind"], content, f"{table.case.incident.number}-{word.id}")


async def _in_sight(visit: Visit) -> Table | None:
    incident_id = await incident_store.id_of(visit.session, visit.parts["number"].upper())
    found = None if incident_id is None else await open_table(visit.session, incident_id, is_moving=False)
    if found is None or isinstance(found, Refusal):
        return None
    return found if may(visit.actor, Action.SEE_INCIDENT, found.thing()) is None else None


async def _mediator(visit: Visit, table: Table) -> str:
    """The name, for those who read details; empty while nobody mediates."""
    user_id = table.dispute.mediated_by
    if user_id is None or may(visit.actor, Action.SEE_DETAIL, table.thing()) is not None:
        return ""
    named = await pyramid_store.people_named(visit.session, [user_id])
    return named[user_id].for_viewer("console") if user_id in named else ""


def _promise(promise: DisputePromise, *, is_reader: bool) -> dict[str, Any]:
    """Who, by when and whether it was kept; the words only for who mediates."""
    words = Pii(promise.words).for_viewer(MEDIATOR) if is_reader else ""
    return {"side": promise.side, "due_at": promise.due_at, "is_kept": promise.is_kept, "words": words}


def _said(word: DisputeWord) -> dict[str, Any]:
    kind = word.file["kind"] if word.file is not None else ""
    words = Pii(word.words).for_viewer(MEDIATOR)
    return {"id": word.id, "side": word.side, "at": word.said_at, "words": words, "kind": kind}
