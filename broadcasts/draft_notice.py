"""Somebody wants to say something downwards: whether they may, to how many groups, and whether it is fit to be said."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Counts
from broadcasts.rights import publishing_hat, thing
from broadcasts.store import notices
from models.kinds import NoticeKind
from models.pyramid import Unit
from pyramid.actor import Actor, Hat
from pyramid.lookup import unit_of, unit_today
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal

# UTF-16 units, as Telegram counts. A message holds 4,096 and a caption 1,024; title, issuer and number need the rest.
LONGEST = 3000
LONGEST_UNDER_MEDIA = 700
LEVELS = frozenset({"", "blue", "yellow", "orange", "red"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What would go out; nothing is stored yet."""

    unit: Unit
    issuer: Hat
    issuer_name: str  # of the issuing unit, never of a person
    words: str
    kind: NoticeKind
    level: str
    media: tuple[Any, ...]
    counts: Counts
    needs_approval: bool


async def draft_notice(
    session: AsyncSession,
    *,
    author: Actor,
    unit_id: int,
    words: str,
    kind: NoticeKind,
    media: Sequence[Any] = (),
    level: str = "",
    policy: Policy,
) -> Draft | Refusal:
    """Check a notice to a unit and everything below it, and count the groups it would reach.

    `media` are mappings {kind, bot_id, file_id, file_unique_id}; `level` is the colour of a weather warning.
    """
    clean = _clean(words)
    limit = LONGEST_UNDER_MEDIA if media else LONGEST
    if not clean:
        return Refusal("refusal_broadcasts.no_words")
    length = len(clean.encode("utf-16-le")) // 2
    if length > limit:
        return Refusal("refusal_broadcasts.too_long", {"length": length, "limit": limit})
    if level not in LEVELS:
        return Refusal("refusal_broadcasts.unknown_level", {"level": level})
    try:
        unit = await unit_today(session, unit_id)
    except LookupError:
        return Refusal("refusal_broadcasts.unknown_unit")
    refusal = may(author, Action.PUBLISH, thing(unit, kind))
    if refusal is not None:
        return refusal
    issuer = publishing_hat(author, unit, kind)
    if issuer is None:
        return Refusal("refusal_pyramid.only_publish")
    counts = await notices.counts_below(session, unit.path)
    if counts.total == 0:
        return Refusal("refusal_broadcasts.nobody_there", {"unit": unit.name})
    needs_approval = counts.total > policy.notices.approve_above
    name = (await unit_of(session, issuer.unit_id)).name
    return Draft(unit, issuer, name, clean, kind, level, tuple(media), counts, needs_approval)


def _clean(words: str) -> str:
    """Without control characters and outer blanks; line breaks stay."""
    plain = words.replace("\r\n", "\n")
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()
