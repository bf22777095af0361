"""A resident's words are only a draft: marked as seen, and the leader is asked, in private if that can be, else under the words."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Source
from incidents.deal_cards import answer
from incidents.lifecycle import DRAFT_LIVES
from models.kinds import DUTY_ROLES, Priority, Sensitivity
from outbox.enqueue import Say, enqueue
from pyramid.lookup import holders


async def offer_draft(session: AsyncSession, case: Case, source: Source, *, now: datetime) -> None:
    """Offer it to the unit's duty holders in private; if none of them can be reached, put `对` under an answer line.

    A restricted matter is offered to those on its closed list instead: a leader learns nothing of it.
    """
    leaders = await holders(session, case.unit.id, DUTY_ROLES[case.unit.tier])
    user_ids = [leader.user_id for leader in leaders]
    if case.incident.sensitivity is Sensitivity.S2:
        user_ids = list(case.incident.plan.get("named", ()))
    offers = [
        Say(
            kind="incident_offer",
            subject_id=case.incident.id,
            user_id=user_id,
            viewer="leader",
            priority=Priority.ANSWER,
            key=f"incident_offer:{case.incident.id}:u{user_id}",
            expires_at=case.incident.opened_at + DRAFT_LIVES,
        )
        for user_id in user_ids
        if user_id is not None
    ]
    if await enqueue(session, offers, now=now):
        seen = Say(
            kind="draft_seen",
            subject_id=case.incident.id,
            group_id=source.group_id,
            viewer="micro_grid",
            priority=Priority.ANSWER,
            key=f"draft_seen:{case.incident.id}",
        )
        await enqueue(session, [seen] if source.group_id is not None else [], now=now)
        return
    if source.group_id is not None:
        say = answer(case, group_id=source.group_id, viewer="micro_grid", reply_to=source.message_id)
        await enqueue(session, [say], now=now)
