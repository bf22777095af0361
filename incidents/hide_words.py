"""Words that may stand in no group are taken out of it where the bot may, and who said them hears where to go on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Source
from incidents.source_of import source_of
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from incidents.store import reports as report_store
from models.kinds import IncidentState, Priority, Sensitivity
from outbox.enqueue import Say, enqueue
from outbox.message import Composed, Deed, Message, Request, Stale
from texts.render import html_line


async def hide_words(session: AsyncSession, case: Case, source: Source, user_id: int, *, now: datetime) -> None:
    """With all pieces of its album. Nothing for open matters, for private chats, and for a draft, which may be no matter at all."""
    incident = case.incident
    if not _is_told(case) or source.in_private or source.group_id is None:
        return
    moved = Say(
        kind="moved_here",
        subject_id=incident.id,
        user_id=user_id,
        viewer="reporter",
        priority=Priority.ANSWER,
        key=f"moved_here:{incident.id}:u{user_id}",
    )
    await enqueue(session, [_hidden(case, source.group_id, source.chat_id, source.message_id), moved], now=now)
    await hide_pieces(session, case, await report_store.pieces(session, incident.id), now=now)


async def hide_pieces(session: AsyncSession, case: Case, pieces: Sequence[tuple[int, int]], *, now: datetime) -> None:
    """Pictures of a restricted matter, by (chat id, message id); what stands in no group of ours is left alone."""
    if not _is_told(case):
        return
    groups = {chat_id: await chat_store.group_of_chat(session, chat_id) for chat_id, message_id in pieces if message_id}
    says = [
        _hidden(case, group_id, chat_id, message_id)
        for chat_id, message_id in pieces
        if (group_id := groups.get(chat_id)) is not None
    ]
    await enqueue(session, says, now=now)


async def hide_all_said(session: AsyncSession, case: Case, *, now: datetime) -> None:
    """It has become restricted: whatever was said of it in groups goes there."""
    for said in await report_store.reports(session, case.incident.id):
        await hide_words(session, case, await source_of(session, said), said.user_id, now=now)


def _is_told(case: Case) -> bool:
    return case.incident.sensitivity is Sensitivity.S2 and case.incident.state is not IncidentState.DRAFT


def _hidden(case: Case, group_id: int, chat_id: int, message_id: int) -> Say:
    return Say(
        kind="hidden_words",
        subject_id=case.incident.id,
        group_id=group_id,
        viewer="micro_grid",
        args={"chat_id": chat_id, "message_id": message_id},
        priority=Priority.ANSWER,
        key=f"hidden_words:{chat_id}:{message_id}",
    )


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
