"""Somebody presses an answer under a notice that asks something: one voice a person, and the last one counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.poll import poll_of
from broadcasts.rights import thing_of
from broadcasts.store import notices
from broadcasts.store import votes as store
from models.kinds import NoticeState
from pyramid.actor import Actor
from pyramid.lookup import unit_of
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal

OPEN = frozenset({NoticeState.CANARY, NoticeState.SENDING, NoticeState.SENT})


@dataclass(frozen=True, slots=True)
class Voted:
    """The answer that counts from now on."""

    number: str
    option: str


async def cast_vote(
    session: AsyncSession, notice_id: int, group_id: int | None, actor: Actor, *, option: str, now: datetime
) -> Voted | Refusal:
    """Note an answer by its place, as the button carries it; a notice that is stopped, taken back or over asks no more."""
    notice = await notices.notice_by_id(session, notice_id)
    answers = poll_of(notice.media) if notice is not None else ()
    if notice is None or not option.isdecimal() or int(option) >= len(answers):
        return Refusal("refusal_broadcasts.unknown_notice")
    refusal = may(actor, Action.VOTE, thing_of(notice, await unit_of(session, notice.unit_id)))
    if refusal is not None:
        return refusal
    if notice.state not in OPEN:
        return Refusal("refusal_poll.over", {"number": notice.number})
    if await store.vote(session, notice.id, actor.user_id, option=int(option), group_id=group_id, now=now):
        await notices.look_soon(session, notice.id, now + store.SETTLE)
    return Voted(notice.number, answers[int(option)])
