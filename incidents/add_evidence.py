"""The photo or the words that show the work is done, or why it is not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_evidence import EVIDENCE
from incidents.case import Case, MediaFile, Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.store import chats as chat_store
from incidents.store import reports as report_store
from incidents.wishes import to_all
from models.kinds import Sensitivity
from outbox.enqueue import enqueue
from pyramid.actor import Actor
from pyramid.lookup import checkers
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def add_evidence(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    policy: Policy,
    now: datetime,
    files: Sequence[MediaFile] = (),
    words: str = "",
) -> Moved | Refusal:
    """Keep files as `after` media and words in the timeline. Words end the question; photos may be an album, so they do not."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    done = await make_move(
        session, case, Move.ADD_EVIDENCE, actor, policy=policy, now=now, reason=words, data={"files": len(files)}
    )
    if isinstance(done, Moved):
        await report_store.add_media(session, incident_id, files, moment="after", user_id=actor.user_id, now=now)
        await _pass_on(session, case, actor, files, now=now)
        if words:
            await chat_store.end_dialogues(session, actor.user_id, EVIDENCE, incident_id)
    return done


async def _pass_on(
    session: AsyncSession, case: Case, actor: Actor, files: Sequence[MediaFile], *, now: datetime
) -> None:
    """Whoever is asked to check sees the photos; so does the owner's group, when they were sent in private."""
    if not files:
        return
    incident = case.incident
    asked = await checkers(session, case.owner.id, {*case.reporters, actor.user_id})
    groups: list[int] = []
    if incident.sensitivity is Sensitivity.S0 and await chat_store.is_asked_in_private(
        session, actor.user_id, EVIDENCE
    ):
        groups = list((await chat_store.groups_of(session, [case.owner.id])).values())
    for file in files:
        says = to_all(
            case,
            "evidence",
            viewer="checker",
            groups=groups,
            users=[holder.user_id for holder in asked],
            args={"file": file.file_unique_id},
            once_more=f":{file.file_unique_id}",
        )
        await enqueue(session, says, now=now)
