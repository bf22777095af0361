"""After closing those who reported, and those who said 我也是, are told and asked once; their silence blocks nothing."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import chats as chat_store
from incidents.store import reports as report_store
from models.kinds import Priority, Sensitivity
from outbox.enqueue import Say, enqueue


async def ask_closing(session: AsyncSession, case: Case, *, now: datetime) -> None:
    """In private; a reporter who never pressed Start is asked under their own words in the group, without a name."""
    incident = case.incident
    await _ask_witnesses(session, case, now=now)
    for report in await report_store.reports(session, incident.id):
        key = f"closing_question:{incident.id}:{incident.version}:u{report.user_id}"
        private = Say(
            kind="closing_question",
            subject_id=incident.id,
            user_id=report.user_id,
            viewer="reporter",
            args={"cycle": incident.cycle},
            priority=Priority.PROMPT,
            key=key,
        )
        if await enqueue(session, [private], now=now) or incident.sensitivity is Sensitivity.S2:
            continue
        group_id = await chat_store.group_of_chat(session, report.chat_id)
        if group_id is not None:
            public = Say(
                kind="closing_question",
                subject_id=incident.id,
                group_id=group_id,
                viewer="reporter",
                args={"cycle": incident.cycle},
                priority=Priority.PROMPT,
                key=key,
                reply_to=report.message_id,
            )
            await enqueue(session, [public], now=now)


async def _ask_witnesses(session: AsyncSession, case: Case, *, now: datetime) -> None:
    """Those who said 我也是, in private only; who never pressed Start is not asked, the group hears it on the answer line."""
    incident = case.incident
    people = await report_store.witnesses(session, incident.id) - case.reporters
    says = [
        Say(
            kind="closing_question",
            subject_id=incident.id,
            user_id=user_id,
            viewer="witness",
            args={"cycle": incident.cycle},
            priority=Priority.PROMPT,
            key=f"closing_question:{incident.id}:{incident.version}:u{user_id}",
        )
        for user_id in sorted(people)
    ]
    if says:
        await enqueue(session, says, now=now)
