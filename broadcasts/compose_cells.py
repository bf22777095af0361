"""Deaf cells in private: the list with one button a cell, the successors to choose from, and what the new one finds."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.faces import title
from broadcasts.plan import Plan
from broadcasts.store import cells as store
from broadcasts.watch_cells import SETTLED, SILENT_AFTER
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.heirs import heirs
from pyramid.lookup import actor_of, unit_of
from pyramid.permissions import Action, Thing, may
from texts.render import line, render

HEIRS = "heir_choices"
LINES = 10
UNHEARD = 5


async def compose_cells(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """For a duty holder: which cells below seem deaf and why; edited when one has a new leader."""
    unit = await unit_of(session, request.subject_id or 0)
    actor = await actor_of(session, request.user_id or 0)
    if not any(hat.unit_id == unit.id for hat in actor.hats):
        return Stale("not theirs any more")
    found = await store.deaf_cells(session, now - SILENT_AFTER, now - SETTLED, parent_id=unit.id)
    if not found and not request.is_edit:
        return Stale("they hear again")
    between = line("notice_terms.between", request.language)
    told = [
        (cell.name, between.join(line(f"deaf_cell.{word}", request.language) for word in cell.why))
        for cell in found[:LINES]
    ]
    html = render(
        "deaf_cells", request.language, unit=unit.name, cells=told, more=max(len(found) - LINES, 0), total=len(found)
    )
    buttons = [
        (Button(line("deaf_cell.name", request.language, unit=cell.name), "heirs", str(cell.unit_id)),)
        for cell in found[:LINES]
    ]
    return Message(html, tuple(buttons))


async def compose_heirs(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """Who can be named; names are put in here and never lie in the queue."""
    unit = await unit_of(session, request.subject_id or 0)
    actor = await actor_of(session, request.user_id or 0)
    if may(actor, Action.NAME_SUCCESSOR, Thing(path=unit.path, tier=unit.tier)) is not None:
        return Stale("not theirs to decide")
    found = await heirs(session, unit.id)
    html = render("heir_choices", request.language, unit=unit.name, has_any=bool(found))
    buttons = [
        (
            Button(
                line(
                    "deaf_cell.choose",
                    request.language,
                    name=heir.name.for_viewer(unit.tier.value),
                    role=line(f"incident_role.{heir.role.value}", request.language),
                    unit=heir.unit,
                ),
                "heir",
                f"{unit.id}.{heir.person_id}",
            ),
        )
        for heir in found
    ]
    return Message(html, tuple(buttons))


async def compose_handover(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """For the new leader: what waits there."""
    unit = await unit_of(session, request.subject_id or 0)
    waiting = await store.unheard_of(session, unit.id, UNHEARD)
    told = [(title(each.kind, Plan.read(each.plan).level, request.language), each.number) for each in waiting]
    html = render(
        "post_handover", request.language, unit=unit.name, notices=told, matters=request.args.get("matters", 0)
    )
    return Message(html)
