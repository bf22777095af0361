"""Incidents as a file: the form, and the file itself; what is taken out is written into the register."""

from datetime import date, datetime, time, timedelta

from console.scope import unit_paths
from console.see_pyramid import unit_in_sight
from console.store import pyramid as store
from console.visit import Answer, Download, Page, Visit
from models.pyramid import Unit
from privacy.export_incidents import export_incidents
from privacy.export_table import FORMATS
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal

CONFLICT = 409
A_MONTH = timedelta(days=30)
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


async def see_export(visit: Visit) -> Answer:
    """The form, filled in with the last thirty days."""
    unit = await _unit(visit)
    return None if unit is None else _form(visit, unit)


async def take_export(visit: Visit) -> Answer:
    """The file, or the form again with the reason why not."""
    unit = await _unit(visit)
    if unit is None:
        return None
    span = _span(visit)
    file_format = visit.form.get("format", FORMATS[0])
    if span is None or file_format not in FORMATS:
        return _form(visit, unit, Refusal("refusal_export.span"))
    done = await export_incidents(
        visit.session,
        visit.actor,
        unit,
        since=span[0],
        until=span[1],
        reason=visit.form.get("reason", "")[:200],
        file_format=file_format,
        with_detail=visit.form.get("detail") == "1",
        now=visit.now,
        language=visit.language,
        zone=visit.desk.zone,
    )
    if isinstance(done, Refusal):
        return _form(visit, unit, done)
    return Download(done.content, f"incidents-{unit.code}.{file_format}", TYPES[file_format])


async def _unit(visit: Visit) -> Unit | None:
    """The unit that was asked for, else the highest of the visitor's own."""
    if visit.number("unit"):
        return await unit_in_sight(visit, visit.number("unit"))
    tops = await store.unit_ids_at(visit.session, unit_paths(visit.actor))
    return await unit_in_sight(visit, tops[0]) if tops else None


def _span(visit: Visit) -> tuple[datetime, datetime] | None:
    try:
        first, last = (date.fromisoformat(visit.form.get(name, "")) for name in ("from", "to"))
    except ValueError:
        return None
    since = datetime.combine(first, time(), visit.desk.zone)
    until = datetime.combine(last, time(), visit.desk.zone) + timedelta(days=1)
    return (since, until) if since < until else None


def _form(visit: Visit, unit: Unit, refused: Refusal | None = None) -> Page | Refusal:
    thing = Thing(path=unit.path, tier=unit.tier)
    denied = may(visit.actor, Action.EXPORT_INCIDENTS, thing)
    if denied is not None:
        return denied
    today = visit.now.astimezone(visit.desk.zone).date()
    values = {
        "unit": unit,
        "since": visit.form.get("from", (today - A_MONTH).isoformat()),
        "until": visit.form.get("to", today.isoformat()),
        "reason": visit.form.get("reason", ""),
        "formats": FORMATS,
        "may_detail": may(visit.actor, Action.EXPORT_DETAIL, thing) is None,
        "alert": visit.say(refused.reason, **refused.values) if refused is not None else "",
    }
    return Page("export.html", values, status=CONFLICT if refused is not None else 200)
