"""Words that may stand in no group are taken out of it where the bot may, and who said them hears where to go on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Source
from incidents.store import cases as case_store
from models.kinds import IncidentState, Priority, Sensitivity
from outbox.enqueue import Say, enqueue
from outbox.message import Composed, Deed, Message, Request, Stale
from texts.render import html_line


async def hide_words(session: AsyncSession, case: Case, source: Source, user_id: int, *, now: datetime) -> None:
    """Nothing for open matters, for private chats, and for a draft, which may be no matter at all."""
    incident = case.incident
    is_told = incident.sensitivity is Sensitivity.S2 and incident.state is not IncidentState.DRAFT
    if not is_told or source.in_private or source.group_id is None:
        return
    hidden = Say(
        kind="hidden_words",
        subject_id=incident.id,
        group_id=source.group_id,
        viewer="micro_grid",
        args={"chat_id": source.chat_id, "message_id": source.message_id},
        priority=Priority.ANSWER,
        key=f"hidden_words:{source.chat_id}:{source.message_id}",
    )
    moved = Say(
        kind="moved_here",
        subject_id=incident.id,
        user_id=user_id,
        viewer="reporter",
        priority=Priority.ANSWER,
        key=f"moved_here:{incident.id}:u{user_id}",
    )
    await enqueue(session, [hidden, moved], now=now)


async def compose_hidden_words(_session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """The deletion. Where the bot may not, Telegram refuses it and the row says so."""
    if request.is_edit or request.is_homeless:
        return Stale("done once")
    return Deed("deleteMessage", {name: request.args[name] for name in ("chat_id", "message_id")})


async def compose_moved_here(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """In private: what was said in the group goes on here."""
    found = (await case_store.cases(session, [request.subject_id or 0])).get(request.subject_id or 0)
    if found is None or request.is_edit:
        return Stale("the incident is gone")
    return Message(html_line("clerk.moved_here", request.language, number=found.incident.number), is_protected=True)
