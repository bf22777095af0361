"""哪一幢: a tap says which unit was meant; the matter goes to whoever must act there, with all its clocks as they were."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.deal_cards import deal_cards
from incidents.find_spot import with_spot
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.precedents import owner_of
from incidents.refusals import first_was
from incidents.why_not import why_not
from models.kinds import IncidentState, Sensitivity
from parsing.report import LOCATION_PARTS, Location
from pyramid.actor import Actor
from pyramid.lookup import unit_today
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.tree import is_below

OPEN_TO_IT = frozenset({IncidentState.DRAFT, IncidentState.REPORTED})


async def place_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, unit_id: int, policy: Policy, now: datetime
) -> Moved | Refusal:
    """The reporter's or the leader's correction of the place, to a unit below the one that heard it.

    Refused once somebody has taken it: then it is reassigned by those above.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    incident, unit = case.incident, await unit_today(session, unit_id)
    if not is_below(unit.path, case.unit.path) or incident.sensitivity is Sensitivity.S2:
        return Refusal("refusal_incidents.no_such_target")
    if incident.state not in OPEN_TO_IT:
        return await first_was(session, case, why_not(incident.state, Move.CLAIM), actor.language)
    owner, staff, _ = await owner_of(session, unit, incident.leaf)
    said = Location(**{part: incident.place.get(part) for part in LOCATION_PARTS})
    place = {**incident.place, **with_spot(said, unit).as_json()}
    done = await make_move(
        session,
        case,
        Move.CORRECT,
        actor,
        policy=policy,
        now=now,
        values={"owner_unit_id": owner.id, "place": place},
        data={"to_unit": owner.id, "spot": unit.id},
    )
    if isinstance(done, Moved) and done.state is IncidentState.REPORTED:
        await deal_cards(session, case, [each.user_id for each in staff if each.user_id is not None], None, now=now)
    return done
