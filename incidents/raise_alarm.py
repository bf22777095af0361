"""What has become an emergency since it was first told is shown as one: a draft is opened, and each tier above gets its card."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.confirm_report import file_draft
from incidents.deal_cards import deal_cards
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.refresh_cards import refresh_digests
from models.kinds import IncidentState, Urgency
from pyramid.actor import Actor
from pyramid.lookup import who_must_act
from pyramid.policy import Policy


async def raise_alarm(
    session: AsyncSession, case: Case, actor: Actor, *, was: Urgency, policy: Policy, now: datetime
) -> None:
    """`was` is how urgent it was before these words. An emergency waits for nobody's 对 and stands in no digest."""
    if was is Urgency.EMERGENCY or case.incident.urgency is not Urgency.EMERGENCY:
        return
    if case.incident.state is IncidentState.DRAFT:
        if isinstance(await make_move(session, case, Move.CONFIRM, actor, policy=policy, now=now), Moved):
            await file_draft(session, case, now=now)
        return
    _, staff = await who_must_act(session, case.owner.id)
    user_ids = [holder.user_id for holder in staff if holder.user_id is not None]
    await deal_cards(session, case, user_ids, None, now=now)
    await refresh_digests(session, [case.owner.path])
