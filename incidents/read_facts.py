"""What the ladder is judged by: as an incident stands, or as it will stand after a move."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.plan import Facts, since_of
from incidents.store import timeline as event_store
from models.incidents import Incident


async def read_facts(
    session: AsyncSession,
    incident: Incident,
    columns: Mapping[str, Any] | None = None,
    *,
    is_arriving: bool = False,
) -> Facts:
    """The facts with `columns` laid over the incident; `is_arriving` while the press on 到场 is being written."""
    laid = columns or {}

    def then(name: str) -> Any:
        return laid[name] if name in laid else getattr(incident, name)

    plan, claimed_at = then("plan"), then("claimed_at")
    is_claimed = then("claimed_by") is not None
    is_on_site = is_arriving
    if is_claimed and not is_arriving and any(rung[2] == "not_on_site" for rung in plan["rungs"]):
        is_on_site = await event_store.has_arrived(session, incident.id, claimed_at)
    return Facts(
        state=then("state"),
        since=since_of(plan, incident.opened_at),
        is_claimed=is_claimed,
        is_on_site=is_on_site,
        extensions=then("extensions"),
        claimed_at=then("claimed_at"),
        resolved_at=then("resolved_at"),
        fired=await event_store.fired_rungs(session, incident.id, then("cycle")) if plan["rungs"] else frozenset(),
    )
