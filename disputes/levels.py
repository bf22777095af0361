"""The four centres of mediation, lowest first, and how it goes up from one to the next. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.kinds import Tier

CENTRES = (Tier.GRID, Tier.COMMUNITY, Tier.STREET, Tier.HQ)
VISIT_DAYS = (7, 30, 90)
LINK_LIVES = timedelta(days=7)


def centre_of(tier: Tier) -> Tier:
    """The centre that takes a matter of an owner of this tier."""
    return Tier.GRID if tier is Tier.MICRO_GRID else tier


def next_centre(tier: Tier) -> Tier | None:
    """The one above; None above the head office."""
    place = CENTRES.index(tier)
    return CENTRES[place + 1] if place + 1 < len(CENTRES) else None


def reached(tier: Tier, climbed_to: Iterable[Tier]) -> Tier:
    """Where a mediation that stands at `tier` belongs once its ladder has climbed to these tiers."""
    return min((tier, *(centre_of(each) for each in climbed_to)), key=lambda each: each.level)


def visits_after(agreed_at: datetime) -> list[tuple[int, datetime]]:
    """(day, moment) of the questions that follow an agreement."""
    return [(day, agreed_at + timedelta(days=day)) for day in VISIT_DAYS]
