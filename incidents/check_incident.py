"""通过 / 不通过: somebody else has looked."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_closing import ask_closing
from incidents.ask_reason import ask_reason
from incidents.case import Here, Moved
from incidents.hand_up_storm import tell_first_takers
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.note_repeat import note_repeat
from incidents.open_case import open_case
from incidents.tell_followers import tell_followers
from incidents.tell_worker import tell_worker
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def check_incident(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    is_passed: bool,
    policy: Policy,
    now: datetime,
    reason: str = "",
    here: Here | None = None,
) -> Moved | Refusal:
    """Close it, tell and ask the reporter; or give it back to whoever holds it, and ask the checker in `here` what is wrong.

    Never by who finished it or reported it. After 不通过 the rungs that wait for the end run on from where they were.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    if is_passed:
        values = {"checked_by": actor.user_id, "closed_at": now, "close_reason": "solved"}
        done = await make_move(session, case, Move.PASS, actor, policy=policy, now=now, values=values, reason=reason)
        if isinstance(done, Moved):
            await ask_closing(session, case, now=now)
            await tell_followers(session, case, "closed", now=now)
            await tell_first_takers(session, case, "storm_done", now=now)
            await note_repeat(session, case, policy=policy, now=now)
        return done
    values = {"resolved_by": None, "resolved_at": None}
    done = await make_move(session, case, Move.FAIL, actor, policy=policy, now=now, values=values, reason=reason)
    if isinstance(done, Moved):
        await tell_worker(session, case, case.incident.claimed_by, Move.FAIL, now=now)
        if here is not None and not reason:
            await ask_reason(session, case, actor, Move.FAIL, here, now=now)
    return done
