"""The operations of the command line about people's data: export, retention."""

import base64
from typing import Any
from zoneinfo import ZoneInfo

from bot.export_commands import moment_of
from bot.operator import Operation, OperationRefused, Workplace
from privacy.apply_retention import apply_retention
from privacy.export_incidents import export_incidents
from pyramid.lookup import actor_of, head_office, unit_by_code
from pyramid.refusal import Refusal
from texts.render import line


async def do_export_incidents(place: Workplace, wish: dict[str, Any]) -> dict[str, Any]:
    """{"from", "to", "format", "unit", "reason", "by", "detail"} → the file in base64, and lines to tell."""
    language, zone = place.settings.language, ZoneInfo(place.settings.timezone)
    try:
        since, until = moment_of(wish["from"], zone), moment_of(wish["to"], zone, is_end=True)
    except (ValueError, OverflowError):
        since = until = place.clock.now()
    if since >= until:
        raise OperationRefused(line("refusal_export.span", language))
    async with place.database.transaction() as session:
        unit = await unit_by_code(session, wish["unit"]) if wish["unit"] else await head_office(session)
        if unit is None:
            raise OperationRefused(line("operator.no_unit", language, code=wish["unit"]))
        actor = None if wish["by"] is None else await actor_of(session, wish["by"], language=language)
        done = await export_incidents(
            session,
            actor,
            unit,
            since=since,
            until=until,
            reason=wish["reason"],
            file_format=wish["format"],
            with_detail=wish["detail"],
            now=place.clock.now(),
            language=language,
            zone=zone,
        )
        if isinstance(done, Refusal):
            raise OperationRefused(line(done.reason, language, **done.values))
    told = [line("export.done", language, count=done.count)]
    if done.restricted:
        told.append(line("export.restricted", language, count=done.restricted))
    return {"content": base64.b64encode(done.content).decode(), "told": told}


async def do_retention(place: Workplace, wish: dict[str, Any]) -> dict[str, Any]:
    """{"dry_run"} → how much of what goes, or would go."""
    async with place.database.transaction() as session:
        went = await apply_retention(session, now=place.clock.now(), is_dry=wish["dry_run"])
    language = place.settings.language
    return {"told": [f"{count:>8}  {line(f'privacy_keeps.{keeps}', language)}" for keeps, count in went.items()]}


PRIVACY_OPERATIONS: dict[str, Operation] = {"export-incidents": do_export_incidents, "retention": do_retention}
