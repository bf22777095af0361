"""Author and approver are told, in private, what happened to their notice without them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.broadcasts import Notice
from models.kinds import Priority
from outbox.enqueue import Say, enqueue

NEWS = "notice_news"


async def tell_senders(
    session: AsyncSession,
    notice: Notice,
    what: str,
    *,
    now: datetime,
    but: int | None = None,
) -> int:
    """Say `what` ("stopped", "recalled", "halted_role", "halted_canary") to both, but not to the one who did it."""
    people = {notice.author_id, notice.approver_id} - {None, but}
    says = [
        Say(
            kind=NEWS,
            subject_id=notice.id,
            user_id=user_id,
            args={"what": what},
            priority=Priority.ANSWER,
            key=f"{NEWS}:{notice.id}:{notice.version}:u{user_id}",
        )
        for user_id in sorted(user_id for user_id in people if user_id is not None)
    ]
    return await enqueue(session, says, now=now)
