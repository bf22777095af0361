"""拆开: two that were merged by mistake go on each by itself."""

from console.see_incident import incident_in_sight
from console.visit import Answer, Goto, Visit
from incidents.unmerge_incident import unmerge_incident
from pyramid.refusal import Refusal


async def unmerge(visit: Visit) -> Answer:
    """By whoever stands above both; the page of the matter then shows it by itself."""
    case = await incident_in_sight(visit)
    if case is None:
        return None
    done = await unmerge_incident(visit.session, case.incident.id, visit.actor, policy=visit.desk.policy, now=visit.now)
    return done if isinstance(done, Refusal) else Goto(f"/console/incidents/{case.incident.number}")
