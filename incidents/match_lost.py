"""Somebody lost what somebody else found: both hear of the other's number, and the worker brings them together."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.kin import Matter
from incidents.refresh_cards import CARD_KINDS
from incidents.store import kin as store
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.message import Composed, Message, Request, Stale
from outbox.refresh import refresh
from parsing.things import may_be_the_same, read_thing
from texts.render import html_line

LEAF = "service.lost_found"
LOOKS_BACK = timedelta(days=30)
KIND = "lost_match"


async def match_lost(session: AsyncSession, new: Matter, path: str, *, now: datetime) -> int:
    """Look among what is still open below `path`; returns 1 if something fits. Nobody learns who the other is."""
    told = await store.words_of_leaf(session, LEAF, path, new.opened_at - LOOKS_BACK)
    mine = next((words for each, _, words, _ in told if each == new.id), None)
    if mine is None:
        return 0
    thing = read_thing(mine)
    fits = [row for row in told if row[0] != new.id and may_be_the_same(thing, read_thing(row[2]))]
    if not fits:
        return 0
    other_id, other_number, _, other_kin = fits[-1]
    await store.set_kin(session, [new.id], {"pair": [other_id, other_number]})
    if not other_kin:
        await store.set_kin(session, [other_id], {"pair": [new.id, new.number]})
    says = []
    for incident_id, number in ((new.id, other_number), (other_id, new.number)):
        says += [_news(incident_id, number, user_id) for user_id in await store.reporters_of(session, incident_id)]
    await enqueue(session, says, now=now)
    await refresh(session, CARD_KINDS, new.id, other_id)
    return 1


def _news(incident_id: int, other: str, user_id: int) -> Say:
    return Say(
        kind=KIND,
        subject_id=incident_id,
        user_id=user_id,
        viewer="reporter",
        args={"other": other},
        priority=Priority.PROMPT,
        key=f"{KIND}:{incident_id}:{other}:u{user_id}",
    )


async def compose_lost_match(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """The other number, and who brings them together."""
    number = await store.number_of(session, request.subject_id or 0)
    if not number or request.is_edit:
        return Stale("told once")
    return Message(html_line("matters.lost_match", request.language, number=number, other=request.args["other"]))
