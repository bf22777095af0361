"""A request goes to those who decide it: the community's chat and secretary, above the community the next tier."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from incidents.wishes import to_all
from models.kinds import DUTY_ROLES, Sensitivity, Tier
from outbox.enqueue import enqueue
from pyramid.lookup import ancestors, holders


async def ask_decision(session: AsyncSession, case: Case, kind: str, *, now: datetime) -> None:
    """`return_request` or `extension_request` to the nearest unit above that has somebody to decide, and its people."""
    incident = case.incident
    above = [unit for unit in await ancestors(session, case.owner.id) if unit.tier is not Tier.GRID]
    groups = await chat_store.groups_of(session, [unit.id for unit in above])
    for unit in above:
        found = await holders(session, unit.id, DUTY_ROLES[unit.tier])
        users = [holder.user_id for holder in found if holder.user_id is not None]
        if not users and unit is not above[-1]:
            continue
        if incident.sensitivity is Sensitivity.S2:
            await case_store.add_named(session, incident, users)
            chats = []
        else:
            chats = [groups[unit.id]] if unit.id in groups else []
        args = {"version": incident.version}
        await enqueue(session, to_all(case, kind, viewer="decider", groups=chats, users=users, args=args), now=now)
        return
