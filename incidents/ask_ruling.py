"""It was returned twice: the lowest unit above all who had it must rule whose work it is, within its limit."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.nudges import RULING
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from incidents.store import timeline as event_store
from incidents.wishes import to_all
from models.kinds import Sensitivity, Tier
from models.pyramid import Unit
from outbox.enqueue import enqueue
from pyramid.lookup import ancestors, duty_holders, unit_today
from pyramid.tree import is_within

RETURNS = 2


async def ask_ruling(session: AsyncSession, case: Case, *, now: datetime, is_late: bool = False) -> None:
    """Ask that unit's group and duty holders; `is_late`: it did not rule in time, so the tier above it is asked.

    A tier with nobody on duty is passed over. The plan keeps who was asked and when.
    """
    incident = case.incident
    line = await _line(session, case)
    if is_late and RULING in incident.plan:
        asked = [unit.id for unit in line]
        at = asked.index(incident.plan[RULING]["unit"]) if incident.plan[RULING]["unit"] in asked else 0
        line = line[at + 1 :]
    for unit in line:
        users = [holder.user_id for holder in await duty_holders(session, unit.id) if holder.user_id is not None]
        if not users and unit is not line[-1]:
            continue
        ruling = {"asked": now.isoformat(), "unit": unit.id}
        await case_store.keep_plan(session, incident, {**incident.plan, RULING: ruling})
        groups: list[int] = []
        if incident.sensitivity is Sensitivity.S2:
            await case_store.add_named(session, incident, users)
        else:
            groups = list((await chat_store.groups_of(session, [unit.id])).values())
        args = {"returns": incident.returns, "is_late": is_late}
        once = f":{unit.id}"
        says = to_all(case, "ruling_request", viewer="decider", groups=groups, users=users, args=args, once_more=once)
        await enqueue(session, says, now=now)
        return


async def _line(session: AsyncSession, case: Case) -> list[Unit]:
    """The units above everybody who gave it back, lowest first; never below the community."""
    had = {case.owner.id}
    for event in await event_store.timeline(session, case.incident.id):
        had |= {event.data["owner"]} if event.what == "ask_return" and "owner" in event.data else set()
    paths = [(await unit_today(session, unit_id)).path for unit_id in had]
    above = [unit for unit in await ancestors(session, case.owner.id) if unit.tier is not Tier.GRID]
    common = [unit for unit in above if all(is_within(path, unit.path) for path in paths)]
    return common or above
