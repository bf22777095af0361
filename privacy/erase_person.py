"""Somebody wants to be forgotten: words, name, account and files go; what was counted stays counted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import PrivacyDeed, Tier
from privacy.store import people, register
from pyramid.actor import Actor
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Erased:
    """The line of the register, and how many rows were met."""

    record_id: int
    rows: int


async def erase_person(
    session: AsyncSession, user_id: int, actor: Actor, *, now: datetime, by_operator: bool = False
) -> Erased | Refusal:
    """By the person, or by the operator on their demand. Who holds a post is refused: it must be handed over first.

    A matter that is still open goes on without its reporter. The register keeps that somebody was erased, not who.
    """
    thing = Thing(path="/", tier=Tier.HQ, about_id=user_id)
    refused = may(actor, Action.ERASE_OWN_DATA, thing)
    if refused is not None:
        return refused
    line = await register.write_down(
        session, PrivacyDeed.ERASED, at=now, reason="asked by the person" if not by_operator else "operator"
    )
    # A number below zero is no account of Telegram's; one per erasure, so that distinct people stay distinct in statistics.
    line.count = await people.erase(session, user_id, -line.id)
    return Erased(line.id, line.count)
