"""Why? The next words of this person in this chat are the answer."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Here
from incidents.lifecycle import Move
from incidents.store import chats as chat_store
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor

REASON = "reason"
REASON_WITHIN = timedelta(minutes=10)


async def ask_reason(session: AsyncSession, case: Case, actor: Actor, move: Move, here: Here, *, now: datetime) -> None:
    """Open the question `reason` for ten minutes, with the move it is for, and put it into the chat."""
    incident, until = case.incident, now + REASON_WITHIN
    await chat_store.save_dialogue(
        session,
        {
            "chat_id": here.chat_id,
            "user_id": actor.user_id,
            "bot_id": here.bot_id,
            "kind": REASON,
            "data": {"incident_id": incident.id, "move": move.value},
            "expires_at": until,
        },
    )
    await enqueue(
        session,
        [
            Say(
                kind="reason_prompt",
                subject_id=incident.id,
                group_id=here.group_id,
                user_id=None if here.group_id is not None else actor.user_id,
                viewer="worker",
                args={"move": move.value},
                priority=Priority.ANSWER,
                expires_at=until,
            ),
        ],
        now=now,
    )
