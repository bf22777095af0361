"""撤销: a mistaken tap is taken back by the same person within 60 seconds."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.lifecycle import UNDO_WITHIN, Move
from incidents.make_move import make_move
from incidents.note_step import note_step
from incidents.open_case import open_case
from incidents.store import chats as chat_store
from incidents.store import timeline as event_store
from incidents.teach import teach_drop
from incidents.undoable import HARMLESS, UNDOABLE
from models.incidents import TimelineEvent
from models.kinds import IncidentState
from outbox.withdraw import withdraw
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal

# What a move had said and what must not be said any more, if it has not left yet.
SAID_BY = (
    "reporter_news",
    "closing_question",
    "check_request",
    "return_request",
    "extension_request",
    "suspend_request",
    "ruling_request",
    "help_request",
    "evidence_prompt",
    "worker_news",
)
_MOMENTS = frozenset({"claimed_at", "resolved_at", "closed_at", "handle_due_at"})


async def undo_move(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Everything stands as before the last move; refused if that was somebody else's, another kind of move, or too long ago."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    last = await event_store.last_event(session, incident_id, [move.value for move in Move if move not in HARMLESS])
    refused = _refuse(case, last, actor, now)
    if refused is not None or last is None:
        return refused or Refusal("refusal_incidents.nothing_to_undo")
    was = {name: _back(name, value) for name, value in last.data["was"].items()}
    state = IncidentState(was.pop("state"))
    done = await make_move(
        session,
        case,
        Move.UNDO,
        actor,
        policy=policy,
        now=now,
        values=was,
        data={"undone": last.what},
        to_state=state,
    )
    if isinstance(done, Moved):
        if last.what in {Move.DROP, Move.CONFIRM}:
            taught = "no" if last.what == Move.DROP else "yes"
            await teach_drop(session, case, now=now, **{taught: -1})
        if last.what == Move.ARRIVE:
            await note_step(session, case, policy=policy)  # the ladder watches for it again
        await withdraw(session, SAID_BY, incident_id, "undone")
        for kind in ("evidence", "reason"):
            await chat_store.end_dialogues(session, actor.user_id, kind, incident_id)
    return done


def _refuse(case: Case, last: TimelineEvent | None, actor: Actor, now: datetime) -> Refusal | None:
    number = {"number": case.incident.number}
    if actor.is_anonymous or last is None or last.what not in UNDOABLE or "was" not in last.data:
        return Refusal("refusal_incidents.nothing_to_undo", number)
    if last.actor_id != actor.user_id:
        return Refusal("refusal_incidents.not_your_tap", number)
    if last.at + UNDO_WITHIN < now:
        return Refusal("refusal_incidents.undo_too_late", number)
    return None


def _back(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in _MOMENTS and value is not None else value
