"""What a simulation prints: single messages, then the policies side by side. Pure."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from escalations.simulate import WARNED, Outcome, Told
from incidents.view import leaf_name
from models.kinds import Tier
from pyramid.policy import Policy
from texts.render import line

WIDTH = 24


def report_simulation(
    outcomes: Sequence[tuple[str, Policy, Outcome]], days: int, most: int, language: str, zone: str
) -> Iterator[str]:
    """Lines of text. `most` single messages of each policy are shown; 0 shows all."""
    for name, policy, outcome in outcomes:
        yield line("simulation.title", language, name=name, version=policy.version, days=days, count=outcome.incidents)
        shown = outcome.told if most == 0 else outcome.told[:most]
        for told in shown:
            yield _told(told, language, zone)
        if len(outcome.told) > len(shown):
            yield line("simulation.more", language, more=len(outcome.told) - len(shown))
        yield ""
    yield from _table([(name, outcome) for name, _, outcome in outcomes], days, language)


def _told(told: Told, language: str, zone: str) -> str:
    why = line("simulation.warned" if told.why == WARNED else f"escalation_why.{told.why}", language)
    return line(
        "simulation.told",
        language,
        at=f"{told.at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}",
        tier=line(f"incident_tier.{told.to}", language),
        number=told.number,
        leaf=leaf_name(told.leaf, language),
        urgency=line(f"incident_urgency.{told.urgency}", language),
        why=why + line("simulation.silent", language) * told.is_silent,
    )


def _table(outcomes: Sequence[tuple[str, Outcome]], days: int, language: str) -> Iterator[str]:
    """One row per measure, one column per policy; rates always with numerator and denominator."""
    yield _row("", [name for name, _ in outcomes])
    measured = [outcome for _, outcome in outcomes]
    yield _row(line("simulation.first_level", language), [_rate(each.first_level, each.incidents) for each in measured])
    yield _row(line("simulation.in_time", language), [_rate(each.in_time, each.with_limit) for each in measured])
    yield _row(line("simulation.messages", language), [str(len(each.told)) for each in measured])
    for tier in Tier:
        if tier is Tier.MICRO_GRID:
            continue
        loads = [each.per_day(tier, days) for each in measured]
        label = line("simulation.load", language, tier=line(f"incident_tier.{tier}", language))
        yield _row(label, [line("simulation.per_day", language, mean=f"{mean:.1f}", most=most) for mean, most in loads])


def _rate(part: int, whole: int) -> str:
    share = f"{100 * part / whole:.1f} %" if whole else "–"
    return f"{share} ({part}/{whole})"


def _row(label: str, cells: Sequence[str]) -> str:
    return " | ".join(_padded(cell) for cell in (label, *cells)).rstrip()


def _padded(cell: str) -> str:
    """Chinese signs are two columns wide."""
    wide = sum(east_asian_width(sign) in "WF" for sign in cell)
    return cell + " " * (WIDTH - len(cell) - wide)
