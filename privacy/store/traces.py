"""SQL about numbers of people that stand inside JSON: who was told by name, who was called, to whom work was given."""

from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.incidents import Incident, TimelineEvent
from models.outbox import Outgoing

PLACES: tuple[Any, ...] = (Incident.plan, TimelineEvent.data, Outgoing.offered)
NAMES_PEOPLE = frozenset({"named", "users", "to_user"})  # keys beneath which numbers are people


async def rename_within(session: AsyncSession, user_id: int, alias: int) -> int:
    """Everywhere `alias` instead of the person; returns how many rows were met."""
    met = 0
    for place in PLACES:
        written = cast(place, Text).contains(str(user_id))
        for row in await session.scalars(select(place.class_).where(written)):
            old = getattr(row, place.key)
            new = _renamed(old, user_id, alias, is_named=False)
            if new != old:
                setattr(row, place.key, new)
                met += 1
    await session.flush()
    return met


def _renamed(value: Any, user_id: int, alias: int, *, is_named: bool) -> Any:
    """A copy with the number replaced where it means a person; a button's argument means one as "u" and the number."""
    if isinstance(value, dict):
        return {
            key: _renamed(each, user_id, alias, is_named=key in NAMES_PEOPLE or key.endswith("_by"))
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_renamed(each, user_id, alias, is_named=is_named) for each in value]
    if value == f"u{user_id}":
        return ""
    return alias if is_named and value == user_id and not isinstance(value, bool) else value
