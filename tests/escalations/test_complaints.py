"""What users of other systems complain of, as far as only the plan can show it: that nothing is due, and a year of the calendar.

What can be seen in the chats is told in tests/stories: `test_taken_and_then_forgotten`, `test_it_climbs_the_hierarchy`,
`test_working_hours_weekends_and_holidays`.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incidents.nudges import What
from incidents.plan import Facts, ahead, freeze_plan, nudges_ahead
from models.kinds import IncidentState, Urgency
from tests.incidents.town import plain_policy

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 18, 23, 30, tzinfo=SHANGHAI)
FRIDAY = datetime(2026, 11, 20, 17, tzinfo=SHANGHAI)
POLICY = plain_policy()


def plan_of(leaf="no.such_leaf", urgency=Urgency.URGENT):
    return freeze_plan(POLICY, leaf, urgency)


def test_while_it_waits_for_a_spare_part_nothing_is_due_but_its_end():
    plan = {**plan_of(), "put_off": {"from": NIGHT.isoformat(), "until": FRIDAY.isoformat(), "by": 1}}
    put_off = Facts(IncidentState.SUSPENDED, NIGHT, is_claimed=True, claimed_at=NIGHT)
    assert [(moment, nudge.what) for moment, nudge in nudges_ahead(plan, put_off, POLICY.calendar)] == [
        (FRIDAY.astimezone(UTC), What.RESUME)
    ]
    assert ahead(plan, put_off, POLICY.calendar) == []


@pytest.mark.parametrize(
    "state", [IncidentState.CLOSED, IncidentState.VOID, IncidentState.MERGED, IncidentState.WITHDRAWN]
)
def test_nothing_is_due_of_what_is_over(state):
    assert ahead(plan_of(), Facts(state, NIGHT - timedelta(days=60)), POLICY.calendar) == []


def test_a_week_of_holidays_is_free_and_the_saturday_after_it_is_worked():
    before = datetime(2026, 9, 30, 17, tzinfo=SHANGHAI)  # the last hour before a week off; Saturday the tenth is worked
    first, _ = ahead(plan_of(urgency=Urgency.NORMAL), Facts(IncidentState.REPORTED, before), POLICY.calendar)[0]
    assert first == datetime(2026, 10, 10, 17, tzinfo=SHANGHAI)
