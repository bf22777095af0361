"""How many units have heard a notice, and the doors at which somebody has to knock for the rest."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience_count import audience_of
from broadcasts.store import deaf
from broadcasts.store.deaf import Door
from models.broadcasts import Notice

MOST = 3000  # lines of paper


@dataclass(frozen=True, slots=True)
class DoorList:
    """`heard` of `meant` units have heard; `doors` are the others, at most 3,000 of them, in the order of the tree."""

    heard: int
    meant: int
    doors: tuple[Door, ...]


async def door_list(session: AsyncSession, notice: Notice, path: str) -> DoorList:
    """The list for the part of the tree below `path`. It names units, never people."""
    audience = audience_of(notice)
    heard, meant = await deaf.reach(session, notice.id, audience, path)
    return DoorList(heard, meant, tuple(await deaf.doors(session, notice.id, audience, path, MOST)))
