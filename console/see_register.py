"""The register of personal data: who took out, erased or cleared what; and what is due to go today."""

from dataclasses import dataclass
from datetime import datetime

from console.store import pyramid as store
from console.visit import Answer, Page, Visit
from models.kinds import Tier
from privacy.apply_retention import apply_retention
from privacy.read_register import read_register
from pyramid.permissions import Action, Thing, may

A_PAGE = 100
VIEWER = "register"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `who` is a member of staff, empty for the clock and for residents themselves."""

    at: datetime
    what: str
    who: str
    unit: str
    count: int
    reason: str


async def see_register(visit: Visit) -> Answer:
    """For the head office."""
    hats = [Thing(path=hat.path, tier=hat.tier) for hat in visit.actor.hats]
    refusals = [may(visit.actor, Action.SEE_REGISTER, thing) for thing in hats or [Thing(path="/", tier=Tier.HQ)]]
    if None not in refusals:
        return refusals[0]
    lines = await read_register(visit.session, A_PAGE)
    names = await store.people_named(visit.session, [line.by_id for line in lines if line.by_id is not None])
    units = await store.units(visit.session, [line.unit_id for line in lines if line.unit_id is not None])
    entries = [
        Entry(
            at=line.at,
            what=line.what,
            who=names[line.by_id].for_viewer(VIEWER) if line.by_id in names else "",
            unit=units[line.unit_id].name if line.unit_id in units else "",
            count=line.count,
            reason=line.reason,
        )
        for line in lines
    ]
    due = await apply_retention(visit.session, now=visit.now, is_dry=True)
    return Page("register.html", {"entries": entries, "due": {kind: count for kind, count in due.items() if count}})
