"""The list of doors to knock at for a notice: units that have not heard, for printing. No resident stands on it."""

from itertools import groupby

from broadcasts.door_list import door_list
from broadcasts.faces import title
from broadcasts.lifecycle import OUT
from broadcasts.plan import Plan
from console.see_notice import notice_in_sight, part_in_sight
from console.visit import Answer, Page, Visit


async def see_doors(visit: Visit) -> Answer:
    """For the part of the notice that the visitor may see; nothing before the notice went out."""
    found = await notice_in_sight(visit)
    if found is None or found[0].state not in OUT:
        return None
    notice, unit = found
    under = await part_in_sight(visit, unit)
    if under is None:
        return None
    listed = await door_list(visit.session, notice, under.path)
    values = {
        "notice": notice,
        "listed": listed,
        "title": title(notice.kind, Plan.read(notice.plan).level, visit.language),
        "parts_of": [(above, list(doors)) for above, doors in groupby(listed.doors, key=lambda door: door.above)],
    }
    return Page("notice_doors.html", values)
