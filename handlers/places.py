"""Where exactly? The place in the words leads to a unit of the pyramid; where two are meant, one question by button."""

from dataclasses import replace
from typing import Any

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.draft_card import read_draft
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from incidents.case import Filed
from incidents.find_spot import NO_SPOT, Spot, find_spot, with_spot
from incidents.place_incident import place_incident
from incidents.private_leaves import sensitivity_of
from models.kinds import Sensitivity, Tier
from models.pyramid import Unit
from parsing.report import Report
from pyramid.lookup import unit_at_tier


async def placed(arrival: Arrival, report: Report, unit: Unit) -> tuple[Report, Spot]:
    """The report with the place that its words name below `unit`. A micro-grid is one place: nothing is looked up."""
    is_closed = sensitivity_of(report.category or "", Sensitivity(report.sensitivity)) is Sensitivity.S2
    if unit.tier is Tier.MICRO_GRID or is_closed:
        return report, NO_SPOT
    spot = await find_spot(arrival.session, report.location, unit)
    if spot.unit is None:
        return report, spot
    return replace(report, location=with_spot(report.location, spot.unit)), spot


async def ask_spot(arrival: Arrival, filed: Filed, spot: Spot, message_id: int) -> None:
    """Which one? Under the words, after the incident was opened; the answer only moves it."""
    if not spot.options or not filed.is_new or arrival.group is None:
        return
    rows = [[[unit.name, "spot", f"{filed.incident_id}.{unit.id}"]] for unit in spot.options]
    await say(
        arrival.session,
        "places.which",
        now=arrival.now,
        group_id=arrival.group.id,
        reply_to=message_id,
        buttons=[*rows, [["@places.none", "spot", f"{filed.incident_id}.0"]]],
        number=filed.number,
    )


async def on_spot(pressed: Pressed) -> CallbackAnswer:
    """One of the units, or none of them: then it stays where it is."""
    incident_id, _, unit_id = pressed.press.arg.partition(".")
    if unit_id == "0":
        return told(None, pressed, "places.stays")
    done = await place_incident(
        pressed.arrival.session, int(incident_id), pressed.arrival.speaker, unit_id=int(unit_id), **pressed.common
    )
    return told(done, pressed, "places.moved")


async def unit_meant(arrival: Arrival, data: dict[str, Any]) -> tuple[int | None, list[int]]:
    """Of a report in private: the unit that was chosen, else the one of this community that the words name, else home.

    Beside it the units that the words may mean as well, if it makes a difference which and home is none of them.
    """
    home: int | None = data["unit_id"]
    if home is None or data.get("is_chosen"):
        return home, []
    around = await unit_at_tier(arrival.session, home, Tier.COMMUNITY)
    if around is None:
        return home, []
    spot = await find_spot(arrival.session, read_draft(data, arrival.now).location, around)
    if spot.unit is not None:
        return spot.unit.id, []
    meant = [unit.id for unit in spot.options]
    return home, [] if home in meant else meant


SPOT_PRESSES: dict[str, PressHandler] = {"spot": on_spot}
