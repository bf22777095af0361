"""Somebody takes their own data out: a file comes in private, made at the moment of sending, and the register says so."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority, PrivacyDeed, Tier
from outbox.enqueue import Say, enqueue
from privacy.store import register
from pyramid.actor import Actor
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal


async def take_out(session: AsyncSession, actor: Actor, *, now: datetime) -> Refusal | None:
    """None when the file is on its way."""
    refused = may(actor, Action.SEE_OWN_DATA, Thing(path="/", tier=Tier.HQ, about_id=actor.user_id))
    if refused is not None:
        return refused
    await register.write_down(session, PrivacyDeed.TAKEN_OUT, at=now, count=1)
    wish = Say("my_data_file", user_id=actor.user_id, viewer="self", priority=Priority.ANSWER)
    await enqueue(session, [wish], now=now)
    return None
