"""代人反映: how shall the one for whom you spoke hear of it? Asked once, in private; without an answer the speaker tells them."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.behalf import store
from incidents.case import Case
from incidents.open_case import open_case
from models.kinds import OPEN_STATES, IncidentState, Priority, Sensitivity
from outbox.enqueue import Say, enqueue
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid import codes
from pyramid.refusal import Refusal
from texts.render import html_line, line

QUESTION, LINK = "behalf_question", "behalf_link"
PREFIX = "b_"  # of the deep link
TELL = "tell"  # in the incident's `people`
CODE = "tell_code"  # … the hash of the link's code


class Way(StrEnum):
    """How they hear of it."""

    SELF = "self"  # whoever spoke for them tells them
    LINK = "link"  # a link for their own phone
    DIRECT = "direct"  # … which they have opened: the bot tells them
    NONE = "none"  # they need not be told


CHOICES = (Way.SELF, Way.LINK, Way.NONE)


def must_be_told_by_hand(people: Mapping[str, Any]) -> bool:
    """Whether somebody has to pass it on when it is done."""
    return bool(people.get("for_another")) and people.get(TELL) not in {Way.DIRECT, Way.NONE}


async def ask_behalf(session: AsyncSession, case: Case, user_id: int, *, now: datetime) -> None:
    """Nothing for what is restricted, for a draft, and for words of one's own; and never in a group."""
    incident = case.incident
    is_wanted = bool(incident.people.get("for_another")) and incident.state is not IncidentState.DRAFT
    if not is_wanted or incident.sensitivity is Sensitivity.S2:
        return
    wish = Say(
        kind=QUESTION,
        subject_id=incident.id,
        user_id=user_id,
        viewer="reporter",
        priority=Priority.PROMPT,
        key=f"{QUESTION}:{incident.id}:u{user_id}",
    )
    await enqueue(session, [wish], now=now)


async def compose_question(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Three buttons, also after one was pressed: people change their minds."""
    case = await open_case(session, request.subject_id or 0, is_moving=False)
    if isinstance(case, Refusal):
        return Stale("the incident is gone")
    number, language = {"number": case.incident.number}, request.language
    chosen = case.incident.people.get(TELL)
    html = html_line(f"behalf.chosen_{chosen}" if chosen else "behalf.ask", language, **number)
    if case.incident.state not in OPEN_STATES or chosen == Way.DIRECT:
        return Message(html) if request.is_edit else Stale("nothing to ask any more")
    keys = tuple((Button(line(f"behalf.{way}", language), f"behalf_{way}"),) for way in CHOICES if way != chosen)
    return Message(html, keys)


async def compose_link(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """To be handed on; the code is made now and stands in no queue. An earlier one opens nothing any more."""
    case = await open_case(session, request.subject_id or 0, is_moving=False)
    username = await store.bot_name(session, request.bot_id)
    if isinstance(case, Refusal) or request.is_edit or not username:
        return Stale("sent once")
    code = codes.new_link_code()
    await store.keep_people(session, case.incident, {CODE: codes.hashed(code)})
    url = f"https://t.me/{username}?start={PREFIX}{case.incident.id}-{code}"
    return Message(html_line("behalf.hand_on", request.language, number=case.incident.number, url=url))
