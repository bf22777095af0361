"""Those who reported hear in private what became of it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from models.kinds import Priority
from outbox.enqueue import Say, enqueue


async def tell_reporters(
    session: AsyncSession,
    case: Case,
    what: str,
    *,
    now: datetime,
    but: int | None = None,
    also: frozenset[int] = frozenset(),
) -> int:
    """One message per person and turn of events: taken, new_date, reopened, dropped. Returns how many can be reached.

    Who has it, and who did it (`but`), need no telling; who never pressed Start with a bot sees it on the answer line in the group.
    """
    incident = case.incident
    return await enqueue(
        session,
        [
            Say(
                kind="reporter_news",
                subject_id=incident.id,
                user_id=user_id,
                viewer="reporter",
                args={"what": what},
                priority=Priority.PROMPT,
                key=f"reporter_news:{incident.id}:{what}:{incident.version}:u{user_id}",
            )
            for user_id in sorted((case.reporters | also) - {incident.claimed_by, but})
        ],
        now=now,
    )
