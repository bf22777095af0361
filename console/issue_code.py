"""The binding code for a unit's chat: shown once, on the page where it was asked for."""

from console.see_pyramid import unit_in_sight
from console.visit import Answer, Page, Visit
from pyramid.enrol_group import issue_group_code
from pyramid.refusal import Refusal

CONFLICT = 409


async def issue_code(visit: Visit) -> Answer:
    """Issue it, or say why not."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    issued = await issue_group_code(visit.session, unit.id, visit.actor, now=visit.now)
    if isinstance(issued, Refusal):
        values = {"unit": unit, "code": "", "until": None, "alert": visit.say(issued.reason, **issued.values)}
        return Page("code_part.html" if visit.is_fragment else "code.html", values, status=CONFLICT)
    values = {"unit": unit, "code": issued.code, "until": issued.expires_at, "alert": ""}
    return Page("code_part.html" if visit.is_fragment else "code.html", values)
