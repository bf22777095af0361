"""After 完成 the presser is asked for a photo or a word; what they say next in that chat is the evidence."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Here
from incidents.lifecycle import EVIDENCE_WITHIN
from incidents.store import chats as chat_store
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor

EVIDENCE = "evidence"


async def ask_evidence(session: AsyncSession, case: Case, actor: Actor, here: Here, *, now: datetime) -> None:
    """Open the question for ten minutes and put it into the chat."""
    incident, until = case.incident, now + EVIDENCE_WITHIN
    await chat_store.save_dialogue(
        session,
        {
            "chat_id": here.chat_id,
            "user_id": actor.user_id,
            "bot_id": here.bot_id,
            "kind": EVIDENCE,
            "data": {"incident_id": incident.id, "what": incident.state.value},
            "expires_at": until,
        },
    )
    await enqueue(
        session,
        [
            Say(
                kind="evidence_prompt",
                subject_id=incident.id,
                group_id=here.group_id,
                user_id=None if here.group_id is not None else actor.user_id,
                viewer="worker",
                priority=Priority.ANSWER,
                key=f"evidence_prompt:{incident.id}:{incident.version}",
                expires_at=until,
            ),
        ],
        now=now,
    )
