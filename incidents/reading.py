"""For composers: the incident behind a row, and who reads it."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.buttons import Allowed
from incidents.case import Case
from incidents.read_view import read_view, read_views
from incidents.view import View
from outbox.lanes import MEMORY
from outbox.message import Request, Stale
from pyramid.actor import Actor
from pyramid.lookup import actor_of
from pyramid.permissions import Action, may

GONE = Stale("the incident is gone")
MOST_TEXT = 500


async def read(session: AsyncSession, request: Request) -> tuple[Case, View] | None:
    """Case and view of the incident that a row is about.

    A group that is no unit's any more is told nothing. In a sender's pass nothing changes incidents: its cards share one reading, kept in the pass's memory.
    """
    if request.subject_id is None or request.is_homeless:
        return None
    memory = session.info.get(MEMORY)
    if memory is None:
        return await read_view(session, request.subject_id)
    key = ("incident_view", request.subject_id)
    if key not in memory:
        memory[key] = await read_view(session, request.subject_id)
    found: tuple[Case, View] | None = memory[key]
    return found


async def bring_views(session: AsyncSession, incident_ids: Collection[int]) -> None:
    """Before the words of a pass are made: all their incidents are read together."""
    memory = session.info[MEMORY]
    missing = {incident_id for incident_id in incident_ids if ("incident_view", incident_id) not in memory}
    found = await read_views(session, missing) if missing else {}
    for incident_id in missing:
        memory["incident_view", incident_id] = found.get(incident_id)


async def reader_of(session: AsyncSession, request: Request, case: Case) -> tuple[Actor, Allowed, bool]:
    """Who reads a private chat, what they may do, and whether they may see the details there."""
    assert request.user_id is not None
    actor = await actor_of(session, request.user_id)
    thing = case.thing()
    is_entitled = request.details == "chat" and may(actor, Action.SEE_DETAIL, thing) is None
    return actor, lambda action: may(actor, action, thing) is None, is_entitled
