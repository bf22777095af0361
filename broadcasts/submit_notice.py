"""A notice is submitted: it gets its number, and waits for consent, for the end of its hold, or for nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import accept_notice, watch
from broadcasts.ask_approvers import ask_approvers
from broadcasts.audience import Audience, Counts
from broadcasts.draft_notice import Draft, draft_notice
from broadcasts.fingerprint import fingerprint
from broadcasts.move import move
from broadcasts.plan import Plan, reminder_waits
from broadcasts.rights import thing
from broadcasts.store import notices
from broadcasts.terms import AT_ONCE, Terms
from models.broadcasts import Notice
from models.kinds import NoticeKind, NoticeState
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal

NoticeSource = Literal["chat", "console", "command_line"]


@dataclass(frozen=True, slots=True)
class Submitted:
    """Accepted. `asked` approvers got the request in private; 0 while awaiting means: only the console can approve."""

    notice_id: int
    number: str  # without the "#"
    state: NoticeState
    counts: Counts
    asked: int


async def submit_notice(
    session: AsyncSession,
    *,
    author: Actor,
    unit_id: int,
    words: str,
    kind: NoticeKind = NoticeKind.POLICY,
    media: Sequence[Any] = (),
    source: NoticeSource,
    approver: Actor | None = None,
    policy: Policy,
    cell: str,
    now: datetime,
    level: str = "",
    audience: Audience | None = None,
    terms: Terms = AT_ONCE,
    template: str = "",
    blanks: Mapping[str, str] | None = None,
    corrects: int = 0,
) -> Submitted | Refusal:
    """Accept a notice, or say why not; a refusal leaves nothing behind.

    Above `policy.notices.approve_above` groups a second person is needed: on the command line `approver` is that consent, in
    chat and console the notice waits for it. Whoever is named is checked, whatever the number.
    """
    draft = await draft_notice(
        session, author=author, unit_id=unit_id, words=words, kind=kind, media=media, level=level, audience=audience,
        terms=terms, template=template, blanks=blanks, policy=policy, now=now,
    )  # fmt: skip
    if isinstance(draft, Refusal):
        return draft
    is_operator = source == "command_line"
    refusal = _refuse_approver(draft, author, approver, is_operator=is_operator)
    if refusal is not None:
        return refusal
    notice = _notice(draft, author, policy, corrects, now)
    notice.number = await notices.next_number(session, cell)
    notice.source = source
    await notices.keep(session, notice)
    await watch(session, notice, author.user_id, now=now)
    asked = 0
    if is_operator:
        approver_id = approver.user_id if approver is not None else None
        await accept_notice(session, notice, approver_id=approver_id, by=None, now=now)
    elif draft.needs_approval or approver is not None:
        move(notice, NoticeState.AWAITING_APPROVAL, at=now, by=author.user_id, what="submitted")
        asked = await ask_approvers(session, notice, draft.unit, approver, now=now)
    else:
        await accept_notice(session, notice, approver_id=None, by=author.user_id, now=now)
    return Submitted(notice.id, notice.number, notice.state, draft.counts, asked)


def _refuse_approver(draft: Draft, author: Actor, approver: Actor | None, *, is_operator: bool) -> Refusal | None:
    if approver is None:
        is_missing = draft.needs_approval and is_operator
        return Refusal("refusal_broadcasts.no_approver", {"count": draft.counts.total}) if is_missing else None
    if approver.user_id == author.user_id:
        return Refusal("refusal_broadcasts.own_approver")
    if may(approver, Action.APPROVE_NOTICE, thing(draft.unit, draft.kind, author.user_id)) is not None:
        return Refusal("refusal_broadcasts.unentitled_approver", {"unit": draft.unit.name})
    return None


def _notice(draft: Draft, author: Actor, policy: Policy, corrects: int, now: datetime) -> Notice:
    reminders = reminder_waits(draft.kind, policy.notices.remind_after)
    send_at, repeat, valid_for = draft.terms.agreed
    plan = Plan(
        audience=draft.audience.expression,
        send_at=send_at or None,
        repeat=repeat,
        valid_for=valid_for,
        template=draft.template,
        corrects=corrects,
        # A correction overtakes what was wrong: its words were looked at, and the chats have proved themselves.
        hold=0 if corrects else policy.notices.hold.total_seconds(),
        canary=0 if corrects else policy.notices.canary,
        canary_wait=policy.notices.canary_wait.total_seconds(),
        remind_after=tuple(wait.total_seconds() for wait in reminders),
        zone=policy.calendar.zone,
        level=draft.level,
        issuer_unit_id=draft.issuer.unit_id,
        issuer_role=draft.issuer.role.value,
        needs_count=draft.needs_approval,
    )
    agreed = fingerprint(
        words=draft.words,
        audience=draft.audience,
        media=draft.media,
        kind=draft.kind,
        level=draft.level,
        terms=draft.terms,
    )
    return Notice(
        kind=draft.kind,
        unit_id=draft.unit.id,
        author_id=author.user_id,
        words=draft.words,
        media=list(draft.media),
        state=NoticeState.DRAFT,
        version=1,
        fingerprint=agreed,
        group_count=draft.counts.total,
        created_at=now,
        plan=plan.as_json(),
    )
