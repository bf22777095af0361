"""All SQL about those who follow a place."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import find_all
from models.privacy import PlaceFollow
from models.shelves import FOLLOWERS


async def followers_of(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """User ids by the unit they follow."""

    async def ask(missing: Collection[int]) -> dict[int, frozenset[int]]:
        people: dict[int, set[int]] = {unit_id: set() for unit_id in missing}
        wish = select(PlaceFollow.unit_id, PlaceFollow.user_id).where(PlaceFollow.unit_id.in_(missing))
        for unit_id, user_id in await session.execute(wish):
            people[unit_id].add(user_id)
        return {unit_id: frozenset(found) for unit_id, found in people.items()}

    return await find_all(session, FOLLOWERS, unit_ids, ask)
