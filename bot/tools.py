"""Commands that only look: is the history what was written, and what would a policy have done?"""

import asyncio
import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.or_exit import give_up, policy_of, settings_or_exit

if TYPE_CHECKING:
    from bot.settings import Settings
    from pyramid.policy import Policy

tools = typer.Typer(add_completion=False, rich_markup_mode=None)
audit = typer.Typer(no_args_is_help=True, help="The audit chain.", rich_markup_mode=None)
tools.add_typer(audit, name="audit")
LONGEST = 366  # days


@audit.callback()
def audit_chain() -> None:
    """The audit chain."""


@audit.command()
def verify() -> None:
    """Compute every hash of the history anew; exit status 1 if anything was changed, moved, cut off or taken away."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - commands start light

    from bot.read_only import verify_now  # noqa: PLC0415 - as above
    from texts.render import line  # noqa: PLC0415 - as above

    settings = settings_or_exit()
    try:
        verdict = asyncio.run(verify_now(settings))
    except (SQLAlchemyError, OSError) as error:
        give_up(f"the database cannot be read ({type(error).__name__}): check PAGODA_DATABASE_URL; is it migrated?")
    counts = {"incidents": verdict.incidents, "lines": verdict.lines, "erased": verdict.erased}
    if verdict.is_sound:
        print(line("audit.sound", settings.language, **counts))
        return
    for number, wrong in verdict.breaks:
        print(line("audit.broken", settings.language, number=number, wrong=wrong))
    give_up(line("audit.broken_sum", settings.language, **counts, breaks=len(verdict.breaks)))


@tools.command("simulate")
def simulate_policies(
    policy: Annotated[list[Path], typer.Option(help="policy.toml; twice puts two policies side by side")],
    *,
    days: Annotated[int, typer.Option(min=1, max=LONGEST, help="how many synthetic days")] = 7,
    seed: Annotated[int, typer.Option(help="the same seed gives the same incidents")] = 1,
    per_day: Annotated[float, typer.Option(min=0.1, max=20000, help="synthetic incidents a day")] = 40.0,
    recorded: Annotated[
        Path | None, typer.Option(help="CSV or JSON lines with leaf, opened_at and, if known, claimed_at, resolved_at")
    ] = None,
    lines: Annotated[int, typer.Option(min=0, help="how many single messages to print; 0 prints all")] = 40,
) -> None:
    """Run a policy against recorded or synthetic incidents; prints who would have been told what and when."""
    from bot.simulation_report import report_simulation  # noqa: PLC0415 - as above
    from escalations.simulate import simulate  # noqa: PLC0415 - as above
    from escalations.synthetic import recorded_courses, synthetic_courses  # noqa: PLC0415 - as above

    settings = settings_or_exit()
    policies: list[tuple[str, Policy]] = [(path.name, policy_of(path, settings)) for path in policy]
    if recorded is not None:
        try:
            courses = recorded_courses(_rows(recorded))
        except ValueError as error:
            give_up(f"{recorded}: {error}")
        if not courses:
            give_up(f"{recorded} holds no incidents")
        days = (courses[-1].opened_at - courses[0].opened_at).days + 1
    else:
        courses = synthetic_courses(_first_day(settings), days, per_day, Random(seed), settings.timezone)  # noqa: S311 - a model, no secret
    outcomes = [(name, each, simulate(each, courses, seed)) for name, each in policies]
    for told in report_simulation(outcomes, days, lines, settings.language, settings.timezone):
        print(told)


def _first_day(settings: "Settings") -> datetime:
    """The same Monday each time, in a year whose calendar is known."""
    return datetime(2026, 3, 2, tzinfo=ZoneInfo(settings.timezone)).astimezone(UTC)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        give_up(f"{file} cannot be read ({type(error).__name__})")
    if text.lstrip().startswith("{"):
        try:
            return iter([json.loads(line) for line in text.splitlines() if line.strip()])
        except json.JSONDecodeError as error:
            give_up(f"{file} is not JSON lines ({error})")
    return iter(csv.DictReader(text.splitlines()))
