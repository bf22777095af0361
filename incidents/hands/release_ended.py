"""A roster has ended posts: what their holders had taken and may no longer do goes back to the unit."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.hands.hand_over_matters import hand_over_matters
from incidents.store import hands as store
from pyramid.policy import Policy

EVERYWHERE = "/"


async def release_ended(session: AsyncSession, *, policy: Policy, now: datetime) -> int:
    """`now` is the moment at which the roster ended them. Returns how many matters wait for somebody else."""
    released = 0
    for user_id in await store.ended_at(session, now):
        released += len(await hand_over_matters(session, EVERYWHERE, user_id, None, None, policy=policy, now=now))
    return released
