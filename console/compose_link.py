"""The link to the console, for one person in private; the ticket is made at the moment of sending and stands in no queue."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from console.issue_ticket import issue_ticket, path_of
from models.kinds import Tier
from outbox.lanes import Composer
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.lookup import actor_of
from pyramid.permissions import Action, Thing, may
from texts.render import html_line, line


def link_composer(address: Callable[[], str]) -> Composer:
    """A composer for rows of kind "console_link"; `address` is where the console listens."""

    async def compose_link(session: AsyncSession, request: Request, now: datetime) -> Composed:
        actor = await actor_of(session, request.user_id or 0)
        if actor.person_id is None or may(actor, Action.SEE_CONSOLE, Thing(path="/", tier=Tier.HQ)) is not None:
            return Stale("no longer theirs to see")
        url = address() + path_of(await issue_ticket(session, actor.person_id, now=now))
        html = html_line("console_link.here", request.language)
        if url.startswith("https://"):
            return Message(html, ((Button(line("console_link.open", request.language), url=url),),), is_protected=True)
        return Message(f"{html}\n{html_line('console_link.address', request.language, url=url)}", is_protected=True)

    return compose_link
