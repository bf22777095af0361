"""Somebody was let into a matter for as long as they helped: they are off its list again."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import cases as case_store


async def forget_named(session: AsyncSession, case: Case, user_id: int) -> None:
    """No move: who may read it is nobody's deed in the timeline."""
    plan = case.incident.plan
    named = [each for each in plan.get("named", ()) if each != user_id]
    await case_store.keep_plan(session, case.incident, {**plan, "named": named})
