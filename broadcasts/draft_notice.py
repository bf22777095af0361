"""Somebody wants to say something downwards: whether they may, to how many groups, and whether it is fit to be said."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Audience, Counts
from broadcasts.fill_template import fill_template
from broadcasts.poll import files_among, refuse_media
from broadcasts.rights import publishing_hat, thing
from broadcasts.store import audiences
from broadcasts.terms import AT_ONCE, Terms, refuse_terms
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
    audience: Audience
    terms: Terms
    people: int  # who hold a post in the units that are reached
    template: str = ""  # of which the words were made, unchanged


async def draft_notice(
    session: AsyncSession,
    *,
    author: Actor,
    unit_id: int,
    words: str,
    kind: NoticeKind,
    media: Sequence[Any] = (),
    level: str = "",
    audience: Audience | None = None,
    terms: Terms = AT_ONCE,
    template: str = "",
    blanks: Mapping[str, str] | None = None,
    policy: Policy,
    now: datetime,
) -> Draft | Refusal:
    """Check a notice to an audience, by default the unit and everything below it, and count the groups it would reach.

    `media` are mappings {kind, bot_id, file_id, file_unique_id}; `level` is the colour of a weather warning. With `template`
    and its filled `blanks` the words are those of the template, whatever `words` says.
    """
    clean = _words(words, fill_template(template, kind, blanks or {}, author.language) if template else "", media)
    if isinstance(clean, Refusal):
        return clean
    if level not in LEVELS:
        return Refusal("refusal_broadcasts.unknown_level", {"level": level})
    if (refusal := refuse_media(media) or refuse_terms(terms, kind, now)) is not None:
        return refusal
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
    whom = replace(audience or Audience(unit.id), unit_id=unit.id)
    counts = await audiences.counts_of(session, whom, unit.path)
    if counts.total == 0:
        return Refusal("refusal_broadcasts.nobody_there", {"unit": unit.name})
    needs_approval = counts.total > policy.notices.approve_above
    name = (await unit_of(session, issuer.unit_id)).name
    people = await audiences.readers_of(session, whom, unit.path)
    return Draft(
        unit, issuer, name, clean, kind, level, tuple(media), counts, needs_approval, whom, terms, people, template
    )  # fmt: skip


def _words(words: str, filled: str | Refusal, media: Sequence[Any]) -> str | Refusal:
    """What will stand on the copies, if it is neither empty nor too long."""
    if isinstance(filled, Refusal):
        return filled
    clean = _clean(filled or words)
    limit = LONGEST_UNDER_MEDIA if files_among(media) else LONGEST
    length = len(clean.encode("utf-16-le")) // 2
    if not clean:
        return Refusal("refusal_broadcasts.no_words")
    return Refusal("refusal_broadcasts.too_long", {"length": length, "limit": limit}) if length > limit else clean


def _clean(words: str) -> str:
    """Without control characters and outer blanks; line breaks stay."""
    plain = words.replace("\r\n", "\n")
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()
