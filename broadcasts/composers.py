"""The words of everything this room says, made just before it leaves, from the state of that moment."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS
from broadcasts.ask_approvers import REQUEST
from broadcasts.break_glass import GLASS
from broadcasts.cards import compose_progress, compose_request
from broadcasts.compose_cells import HEIRS, compose_cells, compose_handover, compose_heirs
from broadcasts.compose_deaf import compose_deaf, compose_glass
from broadcasts.faces import Face, copy_html, recalled_html, title, wall_time
from broadcasts.lifecycle import LEAVING, OUT
from broadcasts.name_successor import HANDOVER
from broadcasts.plan import Plan
from broadcasts.poll import files_among, poll_of
from broadcasts.store import copies, notices
from broadcasts.store import receipts as receipt_store
from broadcasts.store.deaf import DEAF
from broadcasts.store.reminders import REMINDER
from broadcasts.tell_senders import NEWS
from broadcasts.watch_cells import CELLS
from models.broadcasts import Notice
from models.kinds import NoticeState
from outbox.lanes import Alike
from outbox.message import Attachment, Button, Composed, Deed, Later, Message, Request, Stale
from pyramid.lookup import actor_of
from texts.render import line, render

DELETABLE = timedelta(hours=48)
EXCERPT = 60  # characters of a notice that a reminder repeats


async def compose_copy(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """The copy in a group; once a notice is stopped or recalled, no further one."""
    found = None if request.subject_id is None else await notices.notice_and_issuer(session, request.subject_id)
    if found is None:
        return Stale("the notice does not go out")
    notice, issuer = found
    if notice.state not in (OUT if request.is_edit else LEAVING):
        return Stale(f"the notice is {notice.state.value}")
    plan = Plan.read(notice.plan)
    if notice.state is NoticeState.RECALLED:
        sent_at = await copies.sent_at(session, request.id)
        if sent_at is not None and session.info["machine_now"] - sent_at < DELETABLE:
            return Stale("is being deleted")
        return Message(recalled_html(notice.kind, plan.level, notice.number, request.language))
    if request.is_homeless:
        return Stale("the chat is no unit's any more")
    is_over = notice.expires_at is not None and notice.expires_at <= now
    if is_over and not request.is_edit:
        return Stale("its time is over")
    if issuer is None:
        raise LookupError(f"no unit {plan.issuer_unit_id}")
    wrong = await notices.notice_by_id(session, plan.corrects) if plan.corrects else None
    face = Face(
        kind=notice.kind,
        level=plan.level,
        words=notice.words,
        issuer=issuer.name,
        number=notice.number,
        at=wall_time(datetime.fromisoformat(plan.released_at), plan.zone, request.language) if plan.released_at else "",
        valid_until=wall_time(notice.expires_at, plan.zone, request.language) if notice.expires_at else "",
        is_over=is_over,
        corrected_by=plan.corrected_by,
        corrects=wrong.number if wrong is not None else "",
    )
    html, files = copy_html(face, request.language), _files(notice, request.bot_id)
    if is_over or plan.corrected_by:
        return Message(html, files=files)
    answers = [(Button(word, "vote", str(place)),) for place, word in enumerate(poll_of(notice.media))]
    heard = Button(line("notice_button.heard", request.language), "heard")
    return Message(html, (*answers, (heard,)), files=files, is_silent=plan.is_silent)


async def compose_recall(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """The deletion of one copy; a copy that is still on its way is waited for."""
    if request.subject_id is None or request.group_id is None:
        return Stale("no copy is meant")
    copy = await copies.copy_in_group(session, request.subject_id, request.group_id)
    if copy is None:
        return Stale("never sent")
    if copy.message_id is None:
        return Later(timedelta(seconds=2)) if copy.state in copies.MAY_ARRIVE else Stale("never sent")
    return Deed("deleteMessage", {"chat_id": copy.chat_id, "message_id": copy.message_id})


async def compose_reminder(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """A nudge to a leader whose group is silent, or a quiet line in that group; nothing if it was heard meanwhile."""
    notice = await _notice(session, request)
    if notice is None or notice.state not in LEAVING:
        return Stale("the notice does not go out any more")
    units: list[str] = []
    if request.user_id is not None:
        actor = await actor_of(session, request.user_id)
        units = await receipt_store.silent_units_of(session, notice.id, [hat.unit_id for hat in actor.hats])
    elif request.is_homeless:
        return Stale("the chat is no unit's any more")
    elif request.group_id is not None and not await receipt_store.is_group_heard(session, notice.id, request.group_id):
        units = [""]
    if not units:
        return Stale("heard meanwhile")
    words = notice.words.replace("\n", " ")
    html = render(
        "notice_reminder",
        request.language,
        title=title(notice.kind, Plan.read(notice.plan).level, request.language),
        number=notice.number,
        excerpt=words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…",
        units=units if request.user_id is not None else [],
    )
    heard = Button(line("notice_button.heard", request.language), "heard")
    return Message(html, ((heard,),), is_silent=request.group_id is not None)


async def compose_news(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """What happened to a notice without its author or approver."""
    notice = await _notice(session, request)
    if notice is None or request.user_id not in (notice.author_id, notice.approver_id):
        return Stale("not theirs")
    outcomes = await copies.outcomes(session, notice.id)
    html = render(
        "notice_news",
        request.language,
        title=title(notice.kind, Plan.read(notice.plan).level, request.language),
        number=notice.number,
        sentence=line(f"notice_news.{request.args['what']}", request.language, sent=outcomes.sent),
    )
    return Message(html)


async def _notice(session: AsyncSession, request: Request) -> Notice | None:
    return None if request.subject_id is None else await notices.notice_by_id(session, request.subject_id)


def _files(notice: Notice, bot_id: int) -> tuple[Attachment, ...]:
    """Each file once: as this bot was given it, else as another was, which fetches it for this one."""
    known: dict[str, Attachment] = {}
    for file in files_among(notice.media):
        attachment = Attachment(**cast("dict[str, str]", file))  # type: ignore[arg-type]
        if attachment.file_unique_id not in known or attachment.bot_id == bot_id:
            known[attachment.file_unique_id] = attachment
    return tuple(known.values())


Composer = Callable[[AsyncSession, Request, datetime], Awaitable[Composed]]

COMPOSERS: Mapping[str, Composer] = {
    copies.COPY: Alike(compose_copy),
    copies.RECALL: compose_recall,
    REMINDER: compose_reminder,
    DEAF: compose_deaf,
    GLASS: compose_glass,
    CELLS: compose_cells,
    HEIRS: compose_heirs,
    HANDOVER: compose_handover,
    NEWS: compose_news,
    PROGRESS: compose_progress,
    REQUEST: compose_request,
}
