"""What somebody had taken goes to whoever comes after them, or back to their unit; both see it on the cards."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.deal_cards import deal_cards
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import PUT_OFF, RULING
from incidents.open_case import open_case
from incidents.store import hands as store
from incidents.tell_worker import tell_worker
from models.kinds import Sensitivity
from pyramid.actor import Actor
from pyramid.lookup import actor_of, who_must_act
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.rules import WORKERS


async def hand_over_matters(
    session: AsyncSession,
    path: str,
    former_id: int,
    to_user: int | None,
    actor: Actor | None,
    *,
    policy: Policy,
    now: datetime,
    why: str = "",
) -> list[int]:
    """Ids of the matters at and below `path` that moved. `to_user` None: whoever works there may take them.

    Nobody has them until 接单 is pressed, as after 改派: the clock runs on. What the former may still do stays theirs.
    """
    former, moved = await actor_of(session, former_id), []
    for incident_id, owner_path in await store.taken_below(session, path, former_id):
        if former.hats_over(owner_path, WORKERS):
            continue
        case = await open_case(session, incident_id)
        if isinstance(case, Refusal):
            continue
        users = [to_user] if to_user is not None else await _staff(session, case)
        done = await make_move(
            session,
            case,
            Move.HAND_OVER,
            actor,
            policy=policy,
            now=now,
            values={"claimed_by": None, "claimed_at": None, "plan": _plan(case, users)},
            data={"to_user": to_user, "why": why},
        )
        if isinstance(done, Moved):
            moved.append(incident_id)
            await deal_cards(session, case, users, None, now=now)
            await tell_worker(session, case, to_user, Move.HAND_OVER, now=now)
    await store.end_questions(session, former_id, now)
    return moved


async def _staff(session: AsyncSession, case: Case) -> list[int]:
    _, staff = await who_must_act(session, case.owner.id)
    return [holder.user_id for holder in staff if holder.user_id is not None]


def _plan(case: Case, users: list[int]) -> dict[str, object]:
    """Without what was decided about the former; of a restricted matter whoever gets it joins the circle."""
    plan = {name: value for name, value in case.incident.plan.items() if name not in {RULING, PUT_OFF}}
    if case.incident.sensitivity is Sensitivity.S2:
        plan["named"] = sorted({*plan.get("named", ()), *users})
    return plan
