"""Who is left out of an audience, and when a notice goes and ends, as short lines that people agree to."""

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Audience
from broadcasts.faces import wall_time
from broadcasts.store import notices
from broadcasts.terms import Terms
from models.kinds import NoticeRepeat
from pyramid.lookup import unit_of
from texts.render import line


async def describe(session: AsyncSession, audience: Audience, terms: Terms, *, zone: str, language: str) -> list[str]:
    """Plain lines, none for an ordinary notice to a whole subtree at once."""
    return [*await _narrowed(session, audience, language), *_timed(terms, zone, language)]


async def _narrowed(session: AsyncSession, audience: Audience, language: str) -> list[str]:
    between = line("notice_terms.between", language)
    names = [(await unit_of(session, unit_id)).name for unit_id in sorted(audience.but)]
    tiers = [
        line(f"notice_tier.{tier.value}", language) for tier in sorted(audience.tiers, key=lambda each: each.level)
    ]
    roles = [line(f"incident_role.{role.value}", language) for role in sorted(audience.roles)]
    parts = (
        ("tiers", tiers),
        ("kinds", sorted(audience.kinds)),
        ("roles", roles),
        ("but", names),
    )
    found = [line(f"notice_terms.{word}", language, names=between.join(values)) for word, values in parts if values]
    wrong = await notices.notice_by_id(session, audience.got) if audience.got else None
    return found if wrong is None else [*found, line("notice_terms.got", language, number=wrong.number)]


def _timed(terms: Terms, zone: str, language: str) -> list[str]:
    found: list[str] = []
    if terms.send_at is not None:
        found.append(line("notice_terms.send_at", language, at=wall_time(terms.send_at, zone, language)))
    if terms.repeat is not NoticeRepeat.ONCE:
        found.append(line(f"notice_repeat.{terms.repeat.value}", language))
    if terms.valid_for is not None:
        hours = round(terms.valid_for.total_seconds() / 3600)
        found.append(line("notice_terms.valid_for", language, hours=hours))
    return found
