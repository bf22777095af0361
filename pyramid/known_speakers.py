"""Who speaks in which chat: what must be known before it can be decided that somebody's words mean nothing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Tier
from pyramid.store import hearing

GOES_ON_WITHIN = timedelta(
    minutes=15
)  # so long after somebody's words about a matter their next ones may be about it too


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the chats and people of one batch of updates."""

    groups: dict[int, int] = field(default_factory=dict)  # chat id → our group id
    tiers: dict[int, Tier] = field(default_factory=dict)  # chat id → tier of its unit; other chats are no unit's
    roles: dict[int, str] = field(default_factory=dict)  # user id → a role they hold
    heard: set[tuple[int, int]] = field(
        default_factory=set
    )  # (chat id, user id): asked something, or in the middle of a matter


async def known_speakers(
    session: AsyncSession, chats: Collection[int], people: Collection[int], *, now: datetime
) -> Known:
    """One query, whatever the size of the batch."""
    known = Known()
    for what, first, second, word in await hearing.known(session, chats, people, now, lately=now - GOES_ON_WITHIN):
        if what == "group":
            known.groups[first] = second
            if word is not None:
                known.tiers[first] = Tier(word)
        elif what == "former":
            known.groups.setdefault(first, second)
        elif what == "role" and word is not None:
            known.roles[first] = word
        else:
            known.heard.add((first, second))
    return known
