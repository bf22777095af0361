"""Which unit is meant? Buttons lead down the pyramid, level by level."""

from handlers.arrival import Arrival
from handlers.say import say
from models.kinds import Tier
from models.pyramid import Unit
from pyramid.lookup import children, head_office, unit_of

MOST_BUTTONS = 90
PER_ROW = 2


async def ask_where(arrival: Arrival, under: int | None = None) -> None:
    """Offer the units below `under` (from the top if None); levels with one choice are passed by themselves."""
    unit: Unit | None = (
        await unit_of(arrival.session, under) if under is not None else await head_office(arrival.session)
    )
    if unit is None:
        await say(arrival.session, "handlers.no_units", now=arrival.now, user_id=arrival.speaker.user_id)
        return
    below = list(await children(arrival.session, unit.id))
    while len(below) == 1 and below[0].tier is not Tier.MICRO_GRID:
        unit = below[0]
        below = list(await children(arrival.session, unit.id))
    buttons = [[each.name, "unit", str(each.id)] for each in below[:MOST_BUTTONS]]
    rows = [buttons[start : start + PER_ROW] for start in range(0, len(buttons), PER_ROW)]
    if unit.tier is not Tier.HQ:
        rows.append(
            [["@handlers_button.here", "unit_here", str(unit.id)], ["@handlers_button.from_top", "unit_top", ""]]
        )
    await say(
        arrival.session,
        "handlers.which_unit",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=rows,
        unit=unit.name,
    )
