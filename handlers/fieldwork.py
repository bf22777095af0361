"""What /my offers besides matters: the walk, the notebook, one's people, one's hours. Nobody has to know a command. Pure."""

from duties.patrols.compose_patrol import walks
from handlers.arrival import Arrival
from handlers.specialists import specialist_rows
from models.kinds import Role

CHANGES_HANDS = frozenset(
    {Role.GRID_HEAD, Role.GRID_WORKER, Role.COMMUNITY_SECRETARY, Role.STREET_COMMAND, Role.HQ_OFFICE}
)


def field_rows(arrival: Arrival) -> list[list[list[str]]]:
    """At most one row for each."""
    first = [["@patrol.start", "patrol", ""]] if walks(arrival.speaker) else []
    if arrival.speaker.roles & CHANGES_HANDS:
        first.append(["@hands.page_link", "people", ""])
    if any(hat.role is Role.GRID_WORKER for hat in arrival.speaker.hats):
        first.append(["@notebook.open", "notebook", ""])
    return [row for row in (first, *specialist_rows(arrival)) if row]
