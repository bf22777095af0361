"""Somebody above a unit gets a code by which its chat can be bound."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.pyramid import EnrolmentCode
from pyramid import codes
from pyramid.actor import Actor
from pyramid.lookup import unit_today
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from pyramid.store import codes as store
from pyramid.store.rows import write


@dataclass(frozen=True, slots=True)
class GroupCode:
    """A code to be typed as "/bind CODE" in the chat of this unit; shown this once."""

    code: str
    unit_id: int
    unit_name: str
    expires_at: datetime


async def issue_group_code(session: AsyncSession, unit_id: int, actor: Actor, *, now: datetime) -> GroupCode | Refusal:
    """A new code for a unit, good for one chat within 15 minutes; an earlier one that was not used is void."""
    unit = await unit_today(session, unit_id)
    refusal = may(actor, Action.ISSUE_CODE, Thing(path=unit.path, tier=unit.tier))
    if refusal is not None:
        return refusal
    if unit.valid_to is not None:
        return Refusal("refusal_pyramid.unit_retired", {"unit": unit.name})
    await store.forget_codes(session, "group", unit_id=unit.id)
    code = codes.new_group_code()
    expires_at = now + codes.GROUP_CODE_LIFE
    await write(
        session,
        EnrolmentCode(
            code_hash=codes.hashed(code),
            purpose="group",
            unit_id=unit.id,
            issued_by=actor.user_id,
            issued_at=now,
            expires_at=expires_at,
        ),
    )
    return GroupCode(code, unit.id, unit.name, expires_at)
