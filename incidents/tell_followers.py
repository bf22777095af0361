"""Those who follow a place hear what was reported there and when it is closed: open matters only, nobody named."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import followers
from models.kinds import Priority, Sensitivity
from outbox.enqueue import Say, enqueue


async def tell_followers(session: AsyncSession, case: Case, what: str, *, now: datetime) -> int:
    """`what` is opened or closed; once each. Reporters hear it anyway. Returns how many are told."""
    incident = case.incident
    if incident.sensitivity is not Sensitivity.S0:
        return 0
    following = await followers.followers_of(session, [case.unit.id])
    people = following[case.unit.id] - case.reporters - {incident.claimed_by}
    says = [
        Say(
            kind="place_news",
            subject_id=incident.id,
            user_id=user_id,
            viewer="neighbour",
            args={"what": what},
            priority=Priority.DIGEST,
            key=f"place_news:{incident.id}:{incident.cycle}:{what}:u{user_id}",
        )
        for user_id in sorted(people)
    ]
    return await enqueue(session, says, now=now) if says else 0
