"""Which chats get a card of a reported incident: its answer, the owner's group and people, the tiers above."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Source
from incidents.refresh_cards import DIGEST_TIERS, digest_units, refresh_digests
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from models.kinds import Priority, Sensitivity, Tier, Urgency
from outbox.enqueue import Say, enqueue
from pyramid.lookup import ancestors, duty_holders
from pyramid.tree import ids_on, is_below

ALBUM_SETTLES = timedelta(seconds=1.5)


async def deal_cards(
    session: AsyncSession, case: Case, user_ids: Sequence[int], source: Source | None, *, now: datetime
) -> None:
    """Write the rows; one card per chat, whatever is dealt twice. `source` None: there are no words to answer."""
    incident = case.incident
    above = digest_units(case.owner.path)
    working = {case.owner.id: case.owner.tier} | dict.fromkeys(_own_grid(case), Tier.GRID)
    groups = await chat_store.groups_of(session, {*working, *above})
    says = _answers(case, source) if source is not None else []
    for unit_id, tier in working.items():
        if (group := groups.get(unit_id)) is not None:
            spoken_here = source is not None and source.group_id == group
            says.append(card(case, group, tier, reply_to=source.message_id if source and spoken_here else None))
    owner_group = groups.get(case.owner.id)
    says += [personal_card(case, user_id) for user_id in user_ids]
    if owner_group is None and not await chat_store.can_be_written_to(session, user_ids):
        says += await _first_reachable_above(session, case)
    tiers = [tier for tier in DIGEST_TIERS[: len(above)] if tier.level < case.owner.tier.level]
    upper = [(unit_id, tier) for unit_id, tier in zip(above, DIGEST_TIERS, strict=False) if tier in tiers]
    if incident.urgency is Urgency.EMERGENCY:
        if incident.sensitivity is not Sensitivity.S2:
            says += [card(case, groups[unit_id], tier) for unit_id, tier in upper if unit_id in groups]
        await enqueue(session, says, now=now, is_counted=False)
        return
    says += [_digest(unit_id, groups[unit_id], tier) for unit_id, tier in upper if unit_id in groups]
    await enqueue(session, says, now=now, is_counted=False)
    await refresh_digests(session, [case.owner.path])


def _own_grid(case: Case) -> tuple[int, ...]:
    """The grid where it was heard, when a tier above has the matter, since nobody works there: its group is told too."""
    is_above = is_below(case.unit.path, case.owner.path) and case.owner.tier.level < Tier.GRID.level
    return ids_on(case.unit.path)[Tier.GRID.level : Tier.GRID.level + 1] if is_above else ()


async def _first_reachable_above(session: AsyncSession, case: Case) -> list[Say]:
    """The owner has no chat and none of its people pressed Start: the nearest unit above that can be told."""
    for unit in await ancestors(session, case.owner.id):
        group = (await chat_store.groups_of(session, [unit.id])).get(unit.id)
        users = [holder.user_id for holder in await duty_holders(session, unit.id) if holder.user_id is not None]
        says = [personal_card(case, user_id) for user_id in users]
        if case.incident.sensitivity is Sensitivity.S2:
            await case_store.add_named(session, case.incident, users)
        elif group is not None:
            says.append(card(case, group, unit.tier))
            return says
        if await chat_store.can_be_written_to(session, users):
            return says
    return []


def _answers(case: Case, source: Source) -> list[Say]:
    """The bot's one message under the report. In an upper chat the card itself is the answer."""
    settle = ALBUM_SETTLES if source.album else timedelta(0)
    if source.in_private:
        return [answer(case, user_id=source.chat_id, viewer="reporter", reply_to=source.message_id, settle=settle)]
    is_elsewhere = is_below(case.owner.path, case.unit.path)  # the words named whose work it is: its card is not here
    if source.group_id is not None and (case.unit.tier is Tier.MICRO_GRID or is_elsewhere):
        return [
            answer(
                case, group_id=source.group_id, viewer=case.unit.tier.value, reply_to=source.message_id, settle=settle
            )
        ]
    return []


def answer(
    case: Case,
    *,
    viewer: str,
    reply_to: int,
    settle: timedelta = timedelta(0),
    group_id: int | None = None,
    user_id: int | None = None,
) -> Say:
    """The answer line, once per incident."""
    is_emergency = case.incident.urgency is Urgency.EMERGENCY
    return Say(
        kind="incident_answer",
        subject_id=case.incident.id,
        group_id=group_id,
        user_id=user_id,
        viewer=viewer,
        priority=Priority.EMERGENCY if is_emergency else Priority.ANSWER,
        key=f"incident_answer:{case.incident.id}",
        reply_to=reply_to,
        settle=settle,
    )


def card(case: Case, group_id: int, tier: Tier, *, reply_to: int | None = None) -> Say:
    """A group's card, once per incident and group."""
    return Say(
        kind="incident_card",
        subject_id=case.incident.id,
        group_id=group_id,
        viewer=tier.value,
        priority=_priority(case),
        key=f"incident_card:{case.incident.id}:g{group_id}",
        reply_to=reply_to,
    )


def personal_card(case: Case, user_id: int) -> Say:
    """A worker's or duty holder's card in private, once per incident and person."""
    return Say(
        kind="incident_card",
        subject_id=case.incident.id,
        user_id=user_id,
        viewer="worker",
        priority=_priority(case),
        key=f"incident_card:{case.incident.id}:u{user_id}",
    )


def _priority(case: Case) -> int:
    return Priority.EMERGENCY if case.incident.urgency is Urgency.EMERGENCY else Priority.PROMPT


def _digest(unit_id: int, group_id: int, tier: Tier) -> Say:
    return Say(
        kind="digest",
        subject_id=unit_id,
        group_id=group_id,
        viewer=tier.value,
        priority=Priority.DIGEST,
        key=f"digest:{unit_id}",
    )
