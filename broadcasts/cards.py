"""The two cards in private chats: the request for consent, and the live progress of a notice."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.approve_notice import SEEN
from broadcasts.audience_count import audience_count, audience_of
from broadcasts.break_glass import may_break
from broadcasts.describe import describe
from broadcasts.faces import Face, copy_html, title, wall_time
from broadcasts.notice_progress import notice_progress
from broadcasts.plan import Plan, waits_for_nobody
from broadcasts.poll import poll_of
from broadcasts.receipts import Progress
from broadcasts.rights import thing_of
from broadcasts.store import notices
from models.broadcasts import Notice
from models.kinds import NoticeKind, NoticeState
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.lookup import actor_of, unit_of
from pyramid.permissions import Action, may
from texts.render import line, render

LINES = 20  # of the table; the console shows all
Keyboard = tuple[tuple[Button, ...], ...]


async def compose_request(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """The real rendering, the groups by tier, the mode, and two buttons; after the decision, what it was."""
    notice = await notices.notice_by_id(session, request.subject_id or 0)
    if notice is None or request.user_id is None:
        return Stale("no such notice")
    language = request.language
    plan = Plan.read(notice.plan)
    unit = await unit_of(session, notice.unit_id)
    is_open = notice.state is NoticeState.AWAITING_APPROVAL
    if not request.is_edit:
        actor = await actor_of(session, request.user_id)
        if not is_open or may(actor, Action.APPROVE_NOTICE, thing_of(notice, unit)) is not None:
            return Stale("decided, or no longer theirs to decide")
    counts = await audience_count(session, audience_of(notice))
    issuer = await unit_of(session, plan.issuer_unit_id)
    is_drill = notice.kind is NoticeKind.DRILL
    html = render(
        "approval_request",
        language,
        is_open=is_open,
        is_drill=is_drill,
        number=notice.number,
        unit=unit.name,
        total=notice.group_count,
        away=counts.away,
        tiers=[(line(f"notice_tier.{tier.value}", language), count) for tier, count in counts.by_tier.items()],
        hold=0 if waits_for_nobody(notice.kind) else round(plan.hold),
        needs_count=plan.needs_count,
        terms=await describe(session, audience_of(notice), plan.terms, zone=plan.zone, language=language),
        answers=poll_of(notice.media),
        outcome=_decision(notice, request.user_id, language),
        copy=copy_html(Face(notice.kind, plan.level, notice.words, issuer.name, notice.number), language),
    )
    if not is_open:
        return Message(html)
    word = "approve_drill" if is_drill else "approve"
    approve = Button(line(f"notice_button.{word}", language), "approve", notice.fingerprint[:SEEN])
    return Message(html, ((approve,), (Button(line("notice_button.refuse", language), "refuse"),)))


def _decision(notice: Notice, user_id: int, language: str) -> str:
    if notice.state is NoticeState.AWAITING_APPROVAL:
        return ""
    if notice.state is NoticeState.REFUSED:
        word = "void" if notice.approver_id is None else "refused"
    else:
        word = "approved" if notice.approver_id is not None else "stopped"
    who = "you" if notice.approver_id == user_id else "other"
    return line(f"notice_decision.{word}_{who}", language)


async def compose_progress(session: AsyncSession, request: Request, now: datetime) -> Composed:  # noqa: ARG001 - a composer's signature
    """State, figures and the receipt table, with the buttons that the state allows."""
    notice = await notices.notice_by_id(session, request.subject_id or 0)
    progress = await notice_progress(session, request.subject_id or 0)
    if notice is None or progress is None or request.user_id not in (notice.author_id, notice.approver_id):
        return Stale("not theirs")
    language = request.language
    plan = Plan.read(notice.plan)
    is_timed = notice.state in (NoticeState.HELD, NoticeState.WAITING) and notice.next_step_at is not None
    at = wall_time(notice.next_step_at, plan.zone, language) if is_timed and notice.next_step_at else ""
    is_scheduled = notice.state is NoticeState.WAITING and plan.terms.send_at == notice.next_step_at
    word = f"halted_{progress.halted}" if progress.halted else "scheduled" if is_scheduled else notice.state.value
    html = render(
        "notice_progress",
        language,
        is_drill=notice.kind is NoticeKind.DRILL,
        title=title(notice.kind, plan.level, language),
        number=notice.number,
        state=line(f"notice_state.{word}", language, at=at),
        is_out=progress.whole.sent + progress.whole.waiting > 0,
        whole=progress.whole,
        lines=progress.by_unit[:LINES],
        more=max(len(progress.by_unit) - LINES, 0),
        silent=progress.silent_units if notice.state is NoticeState.SENT else (),
        more_silent=max(progress.whole.silent - len(progress.silent_units), 0),
        reached=progress.reached,
        minutes=progress.minutes,
        answers=progress.answers,
        corrected_by=plan.corrected_by,
        is_break_glass=plan.is_break_glass,
    )
    return Message(html, _buttons(progress, language, is_right=not plan.corrected_by, has_glass=may_break(notice)))


def _buttons(progress: Progress, language: str, *, is_right: bool, has_glass: bool) -> Keyboard:
    def button(word: str) -> Button:
        return Button(line(f"notice_button.{word}", language), word)

    if progress.halted:
        return ((button("resume"),), (button("stop"),))
    correct = (Button(line("notice_button.correct", language), "ncorrect"),) if is_right else ()
    if progress.state is NoticeState.SENT:
        remind = ((button("remind"),),) if progress.whole.silent else ()
        return (*remind, (*correct, button("recall")))
    if progress.state is NoticeState.STOPPED:
        return ((*correct, button("recall")),) if progress.whole.sent else ()
    if has_glass:
        return ((button("glass"),), (button("stop"),))
    return () if progress.is_over else ((button("stop"),),)
