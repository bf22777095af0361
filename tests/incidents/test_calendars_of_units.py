"""A limit that is counted anew is counted by the days of the unit whose work it is."""

from dataclasses import replace
from datetime import timedelta

from incidents.plan import due_at, since_of
from incidents.replan import replan
from incidents.store.cases import cases
from models.kinds import Urgency
from pyramid.calendars import CalendarBook
from tests.incidents.town import LEADER, leak


async def test_what_is_planned_anew_heeds_the_holidays_of_its_own_unit(town):
    """A corrected urgency, a merged report, a second reading: all of them come through here."""
    made = await town.says(LEADER, report=leak(category="sanitation.garbage", urgency="normal"))
    case = (await cases(town.session, [made.incident_id]))[made.incident_id]
    week = [str(town.now.date() + timedelta(days=day)) for day in range(8)]
    away = CalendarBook(
        town.policy.calendar, {case.owner.id: {town.now.year: {"holidays": week, "workdays": [], "hours": []}}}
    )
    policy = replace(town.policy, book=away)
    plain, own = [
        (await replan(town.session, case.incident, case.incident.leaf, Urgency.NORMAL, each))
        for each in (town.policy, policy)
    ]
    assert own["handle_due_at"] > plain["handle_due_at"]
    since = since_of(own["plan"], case.incident.opened_at)
    assert own["handle_due_at"] == due_at(own["plan"], since, 0, policy.calendar_at(case.owner.path))
