"""Somebody else shall look whether it is really done: never who finished it, never who reported it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.deal_cards import card
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from incidents.wishes import to_all
from models.kinds import Sensitivity
from outbox.enqueue import enqueue
from pyramid.lookup import checkers, unit_of


async def ask_check(session: AsyncSession, case: Case, *, now: datetime) -> None:
    """Ask another grid worker, else the grid head, else the community secretary, and so on upward.

    They get a card in private; the owner's group card carries the same buttons, and when the asked one stands higher, the
    card of that group does.
    """
    incident = case.incident
    without = {*case.reporters, *({incident.resolved_by} if incident.resolved_by is not None else ())}
    asked = await checkers(session, case.owner.id, without)
    says = to_all(case, "check_request", viewer="checker", users=[holder.user_id for holder in asked])
    if incident.sensitivity is Sensitivity.S2:
        await case_store.add_named(
            session, incident, [holder.user_id for holder in asked if holder.user_id is not None]
        )
    elif asked and asked[0].unit_id != case.owner.id:
        above = await unit_of(session, asked[0].unit_id)
        group = (await chat_store.groups_of(session, [above.id])).get(above.id)
        if group is not None:
            says.append(card(case, group, above.tier))
    await enqueue(session, says, now=now)
