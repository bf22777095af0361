"""The notice board of a unit as a page to print: its QR, how it is used, and who is in charge."""

from markupsafe import Markup

from console.see_pyramid import unit_in_sight
from console.store import pyramid as store
from console.visit import Answer, Page, Visit
from models.kinds import DUTY_ROLES
from pyramid.ask_board import board_link, svg_of
from pyramid.lookup import ancestors, group_of_unit, holders
from pyramid.permissions import Action, Thing, may

VIEWER = "board"  # whoever stands before it: a surname and the role


async def see_board(visit: Visit) -> Answer:
    """The board; who may not see the unit finds nothing here."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    refused = may(visit.actor, Action.PRINT_BOARD, Thing(path=unit.path, tier=unit.tier))
    if refused is not None:
        return refused
    group = await group_of_unit(visit.session, unit.id)
    link = await board_link(visit.session, unit, group.bot_id if group is not None else None)
    staff = []
    for each in (unit, *await ancestors(visit.session, unit.id)):
        found = await holders(visit.session, each.id, DUTY_ROLES[each.tier])
        user_ids = [holder.user_id for holder in found if holder.user_id is not None]
        names = await store.people_named(visit.session, user_ids)
        staff += [
            (each.name, holder.role, names[holder.user_id].for_viewer(VIEWER)[:1] + "*")
            for holder in found
            if holder.user_id in names
        ]
    picture = Markup(svg_of(link)) if link else ""  # noqa: S704 - made by segno from an address of ours
    return Page("board.html", {"unit": unit, "link": link, "picture": picture, "staff": staff})
