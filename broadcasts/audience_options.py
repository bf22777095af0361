"""What an audience can be narrowed by: tiers, kinds of units, posts that are held there, and units that are left out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Audience
from broadcasts.store import audiences
from models.kinds import Role, Tier
from pyramid.lookup import children, unit_of
from texts.render import line

MOST = 12  # of each sort: a picker that needs scrolling is not read


@dataclass(frozen=True, slots=True)
class AudienceOption:
    """One switch. `toggled` is the audience after it is pressed; (word, value) names it on a button."""

    word: str  # tier | kind | role | but
    value: str
    label: str
    is_on: bool
    toggled: Audience


async def audience_options(session: AsyncSession, audience: Audience, *, language: str = "zh") -> list[AudienceOption]:
    """All switches of an audience, with the number of chats behind each, for buttons and for the form."""
    unit = await unit_of(session, audience.unit_id)
    counts = await audiences.counts_of(session, Audience(unit.id), unit.path)
    found = [_tier(audience, tier, count, language) for tier, count in counts.by_tier.items()]
    if len(found) == 1:
        found = []
    kinds = await audiences.kinds_below(session, unit.path)
    for kind, count in kinds[:MOST]:
        place = str(sorted(name for name, _ in kinds).index(kind))  # the word itself may be too long for a button
        label = line("notice_switch.only", language, name=kind, count=count)
        toggled = replace(audience, kinds=audience.kinds ^ {kind})
        found.append(AudienceOption("kind", place, label, kind in audience.kinds, toggled))
    for role, count in (await audiences.roles_below(session, unit.path))[:MOST]:
        name = line(f"incident_role.{role.value}", language)
        label = line("notice_switch.role", language, name=name, count=count)
        toggled = replace(audience, roles=audience.roles ^ {role})
        found.append(AudienceOption("role", role.value, label, role in audience.roles, toggled))
    for child in (await children(session, unit.id))[:MOST]:
        label = line("notice_switch.but", language, name=child.name)
        toggled = replace(audience, but=audience.but ^ {child.id})
        found.append(AudienceOption("but", str(child.id), label, child.id in audience.but, toggled))
    return found


def _tier(audience: Audience, tier: Tier, count: int, language: str) -> AudienceOption:
    label = line("notice_switch.only", language, name=line(f"notice_tier.{tier.value}", language), count=count)
    toggled = replace(audience, tiers=audience.tiers ^ {tier})
    return AudienceOption("tier", tier.value, label, tier in audience.tiers, toggled)


def narrowed(options: Sequence[AudienceOption], names: Collection[str]) -> Audience | None:
    """The audience with all the switches on that are named "word:value"; None if none of them is there."""
    chosen = [option.toggled for option in options if f"{option.word}:{option.value}" in names]
    if not chosen:
        return None
    return Audience(
        chosen[0].unit_id,
        but=frozenset[int]().union(*(each.but for each in chosen)),
        kinds=frozenset[str]().union(*(each.kinds for each in chosen)),
        tiers=frozenset[Tier]().union(*(each.tiers for each in chosen)),
        roles=frozenset[Role]().union(*(each.roles for each in chosen)),
    )
