"""Why a press came too late or too early, told with who was first: a role and a unit, never a name."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import cases as case_store
from incidents.store import timeline as event_store
from pyramid.refusal import Refusal
from texts.render import line


async def first_was(session: AsyncSession, case: Case, why: str, language: str) -> Refusal:
    """The refusal `refusal_incidents.<why>`, after looking again at what stands in the database now."""
    fresh = (await case_store.cases(session, [case.incident.id], is_moving=True)).get(case.incident.id, case)
    last = await event_store.last_event(session, fresh.incident.id)
    role = last.actor_role if last is not None and last.actor_role else "somebody"
    who = line(
        "incident_who.role_in_unit", language, unit=fresh.owner.name, role=line(f"incident_role.{role}", language)
    )
    return Refusal(f"refusal_incidents.{why}", {"number": fresh.incident.number, "who": who})
