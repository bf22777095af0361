"""What a reporter, or who said 我也是, answers after closing: solved or not, and a score. 没解决 opens it again."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.reopen_incident import reopen_incident
from incidents.store import reports as report_store
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal

SCORES = range(1, 6)


async def rate_incident(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    policy: Policy,
    now: datetime,
    is_solved: bool | None = None,
    score: int | None = None,
) -> Moved | Refusal:
    """Keep the answer; a later one replaces it. ValueError for a score that no button offers."""
    if score is not None and score not in SCORES:
        raise ValueError(f"no such score: {score}")
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    said = {name: value for name, value in (("is_solved", is_solved), ("score", score)) if value is not None}
    thing = replace(case.thing(), witnesses=await report_store.witnesses(session, incident_id))
    done = await make_move(session, case, Move.RATE, actor, policy=policy, now=now, data=said, thing=thing)
    if isinstance(done, Refusal):
        return done
    await report_store.save_opinion(session, case.incident, actor.user_id, said, now)
    if is_solved is False:
        return await reopen_incident(session, incident_id, actor, policy=policy, now=now)
    return done
