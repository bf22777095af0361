"""One matter in two communities: the lowest unit above both is asked whether they become one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.merge_incident import common_of
from incidents.open_case import open_case
from incidents.view import MERGES
from models.kinds import OPEN_STATES, Priority
from outbox.enqueue import Say, enqueue
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.lookup import ancestors, duty_holders, unit_of
from pyramid.refusal import Refusal
from texts.render import html_line, line

KIND = "merge_request"


async def ask_merge(session: AsyncSession, child_id: int, parent_id: int, *, now: datetime) -> int:
    """Ask those on duty there, or the next above who have anybody; returns how many were asked."""
    child, parent = await _both(session, child_id, parent_id)
    if child is None or parent is None:
        return 0
    common = await unit_of(session, common_of(child.owner.path, parent.owner.path))
    for unit in (common, *await ancestors(session, common.id)):
        people = [holder.user_id for holder in await duty_holders(session, unit.id) if holder.user_id is not None]
        says = [
            Say(
                kind=KIND,
                subject_id=child_id,
                user_id=user_id,
                viewer=unit.tier.value,
                args={"into": parent_id},
                priority=Priority.PROMPT,
                key=f"{KIND}:{child_id}:{parent_id}:u{user_id}",
            )
            for user_id in people
        ]
        asked = await enqueue(session, says, now=now) if says else 0
        if asked:
            return asked
    return 0


async def compose_merge_request(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Both numbers and both places; the button goes once it is settled."""
    child, parent = await _both(session, request.subject_id or 0, request.args["into"])
    if child is None or parent is None:
        return Stale("the incident is gone")
    numbers = {"number": child.incident.number, "other": parent.incident.number}
    if child.incident.state not in MERGES or parent.incident.state not in OPEN_STATES:
        if not request.is_edit:
            return Stale("settled")
        return Message(html_line("matters.ask_merge_over", request.language, **numbers))
    key = Button(line("matters.merge", request.language, number=numbers["other"]), "merge", str(parent.incident.id))
    places = {"here": child.owner.name, "there": parent.owner.name}
    return Message(html_line("matters.ask_merge", request.language, **numbers, **places), ((key,),))


async def _both(session: AsyncSession, child_id: int, parent_id: int) -> tuple[Case | None, Case | None]:
    found = [await open_case(session, each, is_moving=False) for each in (child_id, parent_id)]
    child, parent = (None if isinstance(each, Refusal) else each for each in found)
    return child, parent
