"""One reminder is said: to the owner before the limit, to whoever fell silent, to whoever owes a check or a ruling."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_ruling import ask_ruling
from incidents.case import Case
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import SAID, Nudge, What
from incidents.refresh_cards import refresh_cards
from incidents.resume_incident import resume_incident
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from incidents.tell_worker import tell_worker
from incidents.wishes import to_all
from models.kinds import Sensitivity
from outbox.enqueue import enqueue
from pyramid.durations import parse_duration
from pyramid.lookup import ancestors, checkers, duty_holders
from pyramid.policy import Policy


async def say_nudge(session: AsyncSession, case: Case, due: Nudge, *, policy: Policy, now: datetime) -> None:
    """Say it and note down that it was said. One whose time has passed by is noted and not said: it would be stale."""
    incident = case.incident
    plan = incident.plan
    said = {**plan.get(SAID, {}), due.key: now.isoformat()}
    await case_store.keep_plan(session, incident, {**plan, SAID: said})
    if due.what is What.WARN:
        if incident.handle_due_at is not None and now < incident.handle_due_at:
            await _tell(session, case, due, await _owners(session, case), now=now)
    elif due.what is What.RED:
        await refresh_cards(session, case)
    elif due.what is What.STILL:
        until = policy.calendar_at(case.owner.path).after(now, parse_duration(plan["answer"]))
        await _tell(session, case, due, [incident.claimed_by], until=until, now=now)
    elif due.what is What.UNCLAIM:
        await _unclaim(session, case, due, policy=policy, now=now)
    elif due.what is What.CHECK:
        await _tell(session, case, due, await _checkers(session, case), now=now)
    elif due.what is What.CHECK_UP:
        await _check_above(session, case, due, now=now)
    elif due.what is What.RULE_UP:
        await ask_ruling(session, case, now=now, is_late=True)
    elif due.what is What.RESUME:
        await resume_incident(session, case, policy=policy, now=now)


async def _tell(
    session: AsyncSession,
    case: Case,
    due: Nudge,
    users: Iterable[int | None],
    *,
    now: datetime,
    groups: Iterable[int] = (),
    until: datetime | None = None,
) -> None:
    args = {"what": due.what.value, "n": due.n, "until": until.isoformat() if until else ""}
    says = to_all(case, "nudge", viewer="worker", users=users, groups=groups, args=args, once_more=f":{due.key}")
    await enqueue(session, says, now=now)


async def _owners(session: AsyncSession, case: Case) -> list[int | None]:
    """Whoever has it, else all on duty there: in private, the group need not know yet."""
    if case.incident.claimed_by is not None:
        return [case.incident.claimed_by]
    users = [holder.user_id for holder in await duty_holders(session, case.owner.id)]
    if case.incident.sensitivity is Sensitivity.S2:
        return [user_id for user_id in users if user_id in case.incident.plan.get("named", ())]
    return list(users)


async def _unclaim(session: AsyncSession, case: Case, due: Nudge, *, policy: Policy, now: datetime) -> None:
    """Nobody has it any more: others are told, and the rungs for `unclaimed` that have passed are due at once."""
    silent = case.incident.claimed_by
    values = {"claimed_by": None, "claimed_at": None}
    await make_move(session, case, Move.UNCLAIM, None, policy=policy, now=now, values=values)
    await tell_worker(session, case, silent, Move.UNCLAIM, now=now)
    others = [user_id for user_id in await _owners(session, case) if user_id != silent]
    await _tell(session, case, due, others, now=now)


async def _checkers(session: AsyncSession, case: Case) -> list[int | None]:
    incident = case.incident
    without = {*case.reporters, *({incident.resolved_by} if incident.resolved_by is not None else ())}
    return [holder.user_id for holder in await checkers(session, case.owner.id, without)]


async def _check_above(session: AsyncSession, case: Case, due: Nudge, *, now: datetime) -> None:
    """The check goes one tier up each time: that tier's group and duty holders, never who did it or reported it."""
    incident = case.incident
    above = (await ancestors(session, case.owner.id))[due.n - 1 : due.n]
    if not above:
        return
    without = {*case.reporters, incident.resolved_by}
    asked = [holder.user_id for holder in await duty_holders(session, above[0].id) if holder.user_id not in without]
    groups: list[int] = []
    if incident.sensitivity is Sensitivity.S2:
        await case_store.add_named(session, incident, [user_id for user_id in asked if user_id is not None])
    else:
        groups = list((await chat_store.groups_of(session, [above[0].id])).values())
    await _tell(session, case, due, asked, groups=groups, now=now)
