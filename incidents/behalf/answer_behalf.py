"""The speaker chooses how the other one hears of it; and the other one opens the link, and is told like everybody concerned."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.behalf import store
from incidents.behalf.ask_behalf import CHOICES, CODE, LINK, QUESTION, TELL, Way
from incidents.case import Case
from incidents.join_incident import join_incident
from incidents.open_case import open_case
from incidents.refresh_cards import refresh_cards
from models.kinds import OPEN_STATES, Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid import codes
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal

OVER = Refusal("refusal_behalf.over")


async def answer_behalf(
    session: AsyncSession, incident_id: int, actor: Actor, way: str, *, now: datetime
) -> Way | Refusal:
    """By who told of it, while it is open. The cards follow: who has the work sees whether it must be passed on."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    refused = may(actor, Action.RATE, case.thing())  # one of its reporters
    if refused is not None:
        return refused
    if case.incident.state not in OPEN_STATES or case.incident.people.get(TELL) == Way.DIRECT or way not in CHOICES:
        return OVER
    await store.keep_people(session, case.incident, {TELL: way})
    if way == Way.LINK:
        wish = Say(LINK, incident_id, user_id=actor.user_id, viewer="reporter", priority=Priority.ANSWER)
        await enqueue(session, [wish], now=now)
    await _show(session, case)
    return Way(way)


async def join_by_behalf(
    session: AsyncSession, payload: str, actor: Actor, *, policy: Policy, now: datetime
) -> Case | Refusal:
    """The link was opened: this person is concerned, hears what becomes of it, and nobody has to pass it on. It opens once."""
    number, _, code = payload.partition("-")
    is_number = number.isascii() and number.isdecimal() and len(number) < 19  # noqa: PLR2004 - what a 64-bit key can hold
    case = await open_case(session, int(number)) if is_number else OVER
    if isinstance(case, Refusal) or case.incident.people.get(CODE) != codes.hashed(code):
        return OVER
    done = await join_incident(session, case.incident.id, actor, policy=policy, now=now)
    if isinstance(done, Refusal):
        return done
    await store.keep_people(session, case.incident, {TELL: Way.DIRECT, CODE: ""})
    await _show(session, case)
    return case


async def _show(session: AsyncSession, case: Case) -> None:
    await refresh(session, [QUESTION], case.incident.id)
    await refresh_cards(session, case)
