"""记一笔: what a specialist did without being called; a second tap on the same within a minute takes it back."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.specialists import store
from duties.specialists.who_covers import SPECIALISTS
from incidents.lifecycle import UNDO_WITHIN
from models.fieldwork import SpecialistDeed
from pyramid.actor import Actor
from pyramid.people_of import people_of
from pyramid.refusal import Refusal

DEEDS = ("visit", "advice", "lecture")


async def note_deed(session: AsyncSession, actor: Actor, what: str, *, now: datetime) -> bool | Refusal:
    """True if it is noted, False if the one of a moment ago is taken back. It counts for the post nearest to the ground."""
    hats = sorted((hat for hat in actor.hats if hat.role in SPECIALISTS), key=lambda hat: -hat.tier.level)
    held = await people_of(session, [hat.unit_id for hat in hats], SPECIALISTS)
    mine = {each.unit_id: each.post_id for each in held if each.user_id == actor.user_id}
    if what not in DEEDS or actor.is_anonymous or not mine:
        return Refusal("refusal_expert.no_post")
    post_id = next(mine[hat.unit_id] for hat in hats if hat.unit_id in mine)
    if await store.drop_newest_deed(session, post_id, actor.user_id, what, now - UNDO_WITHIN):
        return False
    await store.add(session, SpecialistDeed(post_id=post_id, user_id=actor.user_id, what=what, at=now))
    return True
