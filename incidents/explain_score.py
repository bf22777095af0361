"""A low score is asked one question: what was wrong? The answer goes to those above whoever did the work."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.reading import MOST_TEXT, read
from incidents.store import reports as report_store
from incidents.store import timeline as event_store
from incidents.view import leaf_name
from models.kinds import Priority, Sensitivity
from models.pii import Pii
from outbox.enqueue import Say, enqueue
from outbox.message import Composed, Message, Request, Stale
from parsing.redact import redact
from pyramid.actor import Actor
from pyramid.lookup import ancestors, duty_holders
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from texts.render import html_line

LOW = 2  # and below
KIND, ABOUT = "low_score", "low_score"


async def explain_score(
    session: AsyncSession, incident_id: int, actor: Actor, *, words: str, policy: Policy, now: datetime
) -> Moved | Refusal:
    """By whoever rated it; kept in the timeline, and told to the nearest unit above the owner that has anybody on duty."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    thing = replace(case.thing(), witnesses=await report_store.witnesses(session, incident_id))
    refused = may(actor, Action.RATE, thing)
    if refused is not None:
        return refused
    said = words[:MOST_TEXT]
    data = {"about": ABOUT}
    done = await make_move(session, case, Move.REMARK, actor, policy=policy, now=now, reason=said, data=data)
    if isinstance(done, Refusal):
        return done
    for unit in await ancestors(session, case.owner.id):
        holders = await duty_holders(session, unit.id)
        people = {each.user_id for each in holders if each.user_id is not None} - {
            case.incident.resolved_by,
            actor.user_id,
        }
        if case.incident.sensitivity is Sensitivity.S2:
            people &= set(case.incident.plan.get("named", ()))
        says = [_news(incident_id, case.incident.version, user_id) for user_id in sorted(people)]
        if says and await enqueue(session, says, now=now):
            break
    return done


def _news(incident_id: int, version: int, user_id: int) -> Say:
    return Say(
        kind=KIND,
        subject_id=incident_id,
        user_id=user_id,
        viewer="above",
        priority=Priority.PROMPT,
        key=f"{KIND}:{incident_id}:{version}:u{user_id}",
    )


async def compose_low_score(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Number, kind, whose work it was and what was wrong, without names, phones and rooms."""
    found = await read(session, request)
    if found is None or request.is_edit:
        return Stale("told once")
    _, view = found
    event = await event_store.last_event(session, request.subject_id or 0, (Move.REMARK.value,))
    words = redact(Pii(event.reason if event is not None else "").for_viewer("above"), rooms=True)
    leaf = leaf_name(view.leaf, request.language)
    values = {"number": view.number, "leaf": leaf, "owner": view.owner_name, "words": words}
    return Message(html_line("matters.low_score", request.language, **values))
