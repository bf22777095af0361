"""A chat becomes the chat of a unit: by a code from above, typed by a real administrator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Priority
from models.pyramid import EnrolmentCode, Group, Unit
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from outbox.resume_group import resume_group
from outbox.withdraw import withdraw
from pyramid import codes
from pyramid.actor import Actor
from pyramid.issue_group_code import GroupCode, issue_group_code
from pyramid.lookup import unit_of, unit_today
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from pyramid.standing import ADMINISTRATORS, MemberProof, lacks, take_standing
from pyramid.store import codes as code_store
from pyramid.store import groups as store
from pyramid.store.rows import write
from pyramid.tries import after_wrong_try, refuse_locked
from pyramid.write_units import TIME_TO_BIND

__all__ = ["Bound", "GroupCode", "bind_group", "issue_group_code"]


@dataclass(frozen=True, slots=True)
class Bound:
    """The chat is the unit's now; the bot says so there by itself, and what it `lacks` ("privacy", "admin", "pin")."""

    group_id: int
    unit_id: int
    unit_name: str
    lacks: tuple[str, ...]


async def bind_group(
    session: AsyncSession,
    *,
    chat_id: int,
    bot_id: int,
    is_supergroup: bool,
    code: str,
    actor: Actor,
    proof: MemberProof,
    now: datetime,
) -> Bound | Refusal:
    """Bind a chat with "/bind CODE". Five wrong codes lock the chat and the person for 15 minutes.

    If the unit had another chat, that one is left; what waited for the unit goes to the new one.
    """
    tries = (f"chat:{chat_id}", f"user:{actor.user_id}")
    refusal = _refuse_speaker(actor, proof) or await refuse_locked(session, tries, now=now)
    if refusal is not None:
        return refusal
    found = await code_store.open_code(session, "group", codes.hashed(codes.typed(code)), now)
    if found is None or found.unit_id is None:
        return await after_wrong_try(session, tries, "bind_wrong_code", now=now)
    unit = await unit_today(session, found.unit_id)
    refusal = may(actor, Action.BIND_GROUP, Thing(path=unit.path, tier=unit.tier))
    if refusal is not None:
        return refusal
    there = await store.group_by_chat(session, chat_id)
    if there is not None and there.unit_id is not None and there.unit_id != unit.id:
        owner = await unit_of(session, there.unit_id)
        return Refusal("refusal_pyramid.bind_chat_taken", {"unit": owner.name})
    if not await code_store.use_code(session, found.code_hash, now):
        return await after_wrong_try(session, tries, "bind_wrong_code", now=now)
    await code_store.forgive(session, tries)
    group = await _seat(session, unit, there, chat_id=chat_id, now=now)
    group.state, group.bot_id, group.is_supergroup = GroupState.BOUND, bot_id, is_supergroup
    group.leave_at = group.away_reason = None
    group.heard_at = now
    take_standing(group, proof.bot, hears_all=await code_store.bot_hears_all(session, bot_id))
    await write(session)
    await _tell(session, group, found, actor, now=now)
    return Bound(group.id, unit.id, unit.name, lacks(group))


def _refuse_speaker(actor: Actor, proof: MemberProof) -> Refusal | None:
    if proof.is_anonymous or actor.is_anonymous:
        return Refusal("refusal_pyramid.anonymous")
    if proof.speaker not in ADMINISTRATORS:
        return Refusal("refusal_pyramid.bind_not_admin")
    if not proof.bot.is_present:
        return Refusal("refusal_pyramid.bind_not_member")
    return None


async def _seat(session: AsyncSession, unit: Unit, there: Group | None, *, chat_id: int, now: datetime) -> Group:
    """The unit's group row in this chat: its own if it has one, so that cards and what waits for it come along."""
    own = await store.group_by_unit(session, unit.id)
    if own is None:
        if there is None:
            there = Group(chat_id=chat_id, state=GroupState.BOUND, since=now)
        there.unit_id = unit.id
        await write(session, there)
        return there
    if own.chat_id == chat_id:
        return own
    if there is not None:  # the row that greeted us in this chat is needed no more
        await withdraw(session, ["group_welcome"], there.id, "the chat was bound")
        there.chat_id, there.state, there.leave_at = None, GroupState.LEFT, None
    old_chat, was_there, old_bot = own.chat_id, own.state is GroupState.BOUND and own.bot_id is not None, own.bot_id
    own.chat_id = None
    await write(session)
    own.chat_id = chat_id
    if old_chat is not None and was_there:
        old = Group(chat_id=old_chat, bot_id=old_bot, state=GroupState.UNBOUND, since=now, leave_at=now + TIME_TO_BIND)
        await write(session, old)
        await enqueue(session, [Say("group_released", old.id, group_id=old.id, priority=Priority.ANSWER)], now=now)
    return own


async def _tell(session: AsyncSession, group: Group, code: EnrolmentCode, actor: Actor, *, now: datetime) -> None:
    assert group.bot_id is not None
    await resume_group(session, group.id, group.bot_id)
    await refresh(session, ["group_welcome"], group.id)
    says = [Say("group_bound", group.id, group_id=group.id, priority=Priority.ANSWER)]
    if code.issued_by is not None and code.issued_by != actor.user_id:
        says.append(Say("issuer_told_bound", group.id, user_id=code.issued_by, args={"by": actor.person_id}))
    await enqueue(session, says, now=now)
