"""Incidents are taken out as a table: of the own subtree, masked, with a reason that is written down."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.view import Depth, beside, group_depth, leaf_name, place_words
from models.kinds import PrivacyDeed
from models.pyramid import Unit
from privacy.export_table import as_csv, as_xlsx
from privacy.store import exports, register
from privacy.store.exports import Exported
from pyramid.actor import Actor
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from texts.render import line

MOST_ROWS = 5000
SHORTEST_REASON = 2
COLUMNS = (
    *("number", "leaf_code", "leaf", "urgency", "sensitivity", "state", "heard_code", "heard", "owner", "place"),
    *("opened", "due", "claimed", "resolved", "closed", "close_reason", "highest_tier"),
    *("cycle", "extensions", "returns", "witnesses", "satisfied", "answered"),
)


@dataclass(frozen=True, slots=True)
class Export:
    """The file, how many incidents stand in it, and how many restricted ones were left out."""

    content: bytes
    count: int
    restricted: int


async def export_incidents(
    session: AsyncSession,
    actor: Actor | None,
    unit: Unit,
    *,
    since: datetime,
    until: datetime,
    reason: str,
    file_format: str,
    with_detail: bool = False,
    now: datetime,
    language: str = "zh",
    zone: ZoneInfo,
) -> Export | Refusal:
    """`actor` None is the operator at the command line. `since` counts, `until` does not; at most 5,000 rows at once.

    Nobody's words, names or phones are ever in it; places go as deep as a group may see, with `with_detail` as they were said.
    """
    refused = _refuse(actor, unit, reason, with_detail=with_detail)
    if refused is not None:
        return refused
    count, restricted = await exports.counted(session, unit.path, since, until)
    if count > MOST_ROWS:
        return Refusal("refusal_export.too_many", {"count": count, "most": MOST_ROWS})
    found = await exports.exported(session, unit.path, since, until, MOST_ROWS)
    header = [line(f"export_column.{column}", language) for column in COLUMNS]
    rows: list[list[object]] = [[*header], *(_row(one, language, zone, with_detail=with_detail) for one in found)]
    await register.write_down(
        session,
        PrivacyDeed.EXPORTED,
        at=now,
        by_id=actor.user_id if actor is not None else None,
        unit_id=unit.id,
        count=count,
        reason=reason.strip(),
        data={"from": since.isoformat(), "to": until.isoformat(), "format": file_format, "detail": with_detail},
    )
    return Export(as_xlsx(rows) if file_format == "xlsx" else as_csv(rows), count, restricted)


def _refuse(actor: Actor | None, unit: Unit, reason: str, *, with_detail: bool) -> Refusal | None:
    thing = Thing(path=unit.path, tier=unit.tier)
    if actor is not None:
        for action in (Action.EXPORT_INCIDENTS, *((Action.EXPORT_DETAIL,) if with_detail else ())):
            refused = may(actor, action, thing)
            if refused is not None:
                return refused
    return Refusal("refusal_export.reason_needed") if len(reason.strip()) < SHORTEST_REASON else None


def _row(one: Exported, language: str, zone: ZoneInfo, *, with_detail: bool) -> list[object]:
    incident = one.incident
    depth = Depth.ALL if with_detail else group_depth(incident.sensitivity)

    def at(moment: datetime | None) -> str:
        return moment.astimezone(zone).isoformat(timespec="seconds") if moment is not None else ""

    return [
        incident.number,
        incident.leaf,
        leaf_name(incident.leaf, language),
        incident.urgency.value,
        incident.sensitivity.value,
        incident.state.value,
        one.heard.code,
        one.heard.name,
        one.owner.name,
        place_words(beside(one.heard.name, incident.place), depth, language),
        at(incident.opened_at),
        at(incident.handle_due_at),
        at(incident.claimed_at),
        at(incident.resolved_at),
        at(incident.closed_at),
        incident.close_reason or "",
        incident.highest_tier,
        incident.cycle,
        incident.extensions,
        incident.returns,
        one.witnesses,
        one.satisfied,
        one.answered,
    ]
