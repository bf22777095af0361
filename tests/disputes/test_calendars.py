"""The clocks of a mediation and the calendar: holidays, shifted workdays, a unit's own calendar, a year that nobody entered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import disputes.advance_disputes as clock
from disputes.advance_disputes import advance_disputes
from disputes.levels import VISIT_DAYS, visits_after
from disputes.raise_dispute import reopen_dispute
from disputes.settle import accept_agreement, propose_agreement
from disputes.start_mediation import start_mediation
from disputes.table import open_table
from escalations.escalate_overdue import escalate_overdue
from escalations.quiet import hush
from incidents.calls import calls_of
from incidents.plan import Facts, due_at, freeze_plan, rung_at, rungs_of
from models.incidents import Escalation
from models.kinds import IncidentState, Tier, Urgency
from outbox.message import Later, Message, Request
from parsing.promises import Promised
from pyramid.calendar import Calendar
from pyramid.policy import built_in_policy, read_policy
from pyramid.set_calendar import set_calendar
from tests.disputes.test_rights import OTHER_SIDE, by, quarrel, reason, table
from tests.escalations.conftest import pass_time, transaction
from tests.incidents.town import LEADER, OTHER, SECRETARY, START, WORKER, leak, plain_policy

__all__ = ["pass_time", "transaction"]

DAY = timedelta(days=1)
MONTH = timedelta(hours=720)
IN_DAYS = '[ladder.mediation]\nclimb = [{ after = "2wd", when = "unfinished", to = "community" }]'
OWN_YEAR = {"holidays": "2026-11-19", "workdays": "2026-11-21", "hours": ""}  # a Thursday off, a Saturday worked


async def own_calendar(town, unit="G1", **year):
    year = {"year": 2026, **OWN_YEAR, **year}
    who = await town.who(SECRETARY)
    assert await set_calendar(town.session, town.units[unit].id, who, policy=town.policy, **year) == year["year"]


async def follows(town, transaction, **more):
    """Time passes for both clocks; gives the centre that has the mediation."""
    town.later(**more)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    await advance_disputes(town.session, policy=town.policy, now=town.now)


async def centre(town, filed):
    return (await open_table(town.session, filed.incident_id)).tier


async def agree(town, filed):
    await by(town, propose_agreement, filed, WORKER, promises=[Promised("a", "拿掉锁", START + 2 * DAY)])
    await town.do(accept_agreement, filed, WORKER, agreement=1)


async def opened_again(town):
    filed = await table(town)
    await agree(town, filed)
    seated = await open_table(town.session, filed.incident_id)
    done = await reopen_dispute(town.session, seated, why="visit", policy=town.policy, now=town.now)
    assert not reason(done)
    return filed


async def test_the_month_and_the_days_after_an_agreement_run_through_every_holiday(town):
    await own_calendar(town, holidays="2026-11-19/2026-12-18", workdays="")
    filed = await table(town)
    assert (await town.incident(filed)).handle_due_at == START + MONTH
    await agree(town, filed)
    for day in VISIT_DAYS:
        town.now = START + day * DAY - timedelta(seconds=1)
        await advance_disputes(town.session, policy=town.policy, now=town.now)
        before = len(await town.rows("dispute_question"))
        town.now += timedelta(seconds=1)
        await advance_disputes(town.session, policy=town.policy, now=town.now)
        assert len(await town.rows("dispute_question")) == before + 2


async def test_before_anybody_mediates_a_limit_in_working_days_follows_the_units_own_calendar(town):
    rental = leak(category="dispute.rental", urgency="normal", sensitivity="S1")
    far = await town.says(LEADER, "G2", report=rental)
    await own_calendar(town)
    near = await town.says(LEADER, report=rental)
    assert (await town.incident(far)).handle_due_at == datetime(2026, 11, 23, 2, 0, tzinfo=UTC), "three days, a weekend"
    assert (await town.incident(near)).handle_due_at == datetime(2026, 11, 23, 2, 0, tzinfo=UTC), "one off, one worked"
    await own_calendar(town, workdays="")
    late = await town.says(LEADER, report=rental, words="房东不退押金")
    assert (await town.incident(late)).handle_due_at == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    await town.do(start_mediation, near, WORKER)
    assert (await town.incident(near)).handle_due_at == START + MONTH, "at the table it has its month"


async def test_a_ladder_in_working_days_moves_the_table_by_the_calendar_of_the_grid_that_has_it(town, transaction):
    town.policy = plain_policy(toml=IN_DAYS)
    await own_calendar(town)
    filed = await table(town)
    await follows(town, transaction, days=2)
    assert await centre(town, filed) is Tier.GRID, "the Thursday was off"
    await follows(town, transaction, days=1)
    assert await centre(town, filed) is Tier.COMMUNITY, "Wednesday from ten, Friday, two hours of the Saturday"


async def test_a_saturday_that_is_worked_counts_and_the_units_above_lend_their_calendar(town, transaction):
    town.policy = plain_policy(toml=IN_DAYS)
    await own_calendar(town, "C", holidays="2026-11-19/2026-11-20", workdays="2026-11-21/2026-11-22")
    filed = await table(town)
    await follows(town, transaction, days=3)
    assert await centre(town, filed) is Tier.GRID
    await follows(town, transaction, days=1)
    assert await centre(town, filed) is Tier.COMMUNITY


async def test_a_calendar_that_changes_while_they_talk_moves_what_has_not_come_yet(town, transaction):
    town.policy = plain_policy(toml=IN_DAYS)
    filed = await table(town)
    await own_calendar(town, holidays="2026-11-19/2026-11-20", workdays="")
    await follows(town, transaction, days=2)
    assert await centre(town, filed) is Tier.GRID, "the moment of its first day has passed, that of today has not come"
    await follows(town, transaction, days=4)
    assert await centre(town, filed) is Tier.COMMUNITY


async def test_in_a_year_that_nobody_entered_only_weekends_are_free_and_the_clocks_go_on(town, transaction):
    town.policy = plain_policy(toml=IN_DAYS)
    town.now = datetime(2028, 2, 24, 2, 0, tzinfo=UTC)  # a Thursday of a leap year
    assert not town.policy.calendar.knows_year(2028)
    filed = await table(town)
    assert (await town.incident(filed)).handle_due_at == datetime(2028, 3, 25, 2, 0, tzinfo=UTC)
    await follows(town, transaction, days=3, hours=23)
    assert await centre(town, filed) is Tier.GRID
    await follows(town, transaction, hours=1)
    assert await centre(town, filed) is Tier.COMMUNITY, "Monday"


async def test_what_is_opened_again_has_a_new_month_and_new_working_days_by_its_own_calendar(town, transaction):
    town.policy = plain_policy(toml=IN_DAYS)
    await own_calendar(town, workdays="")
    filed = await opened_again(town)
    assert (await town.incident(filed)).handle_due_at == START + MONTH
    await follows(town, transaction, days=4)
    assert not await town.climbs(filed)
    await follows(town, transaction, days=1)
    assert [why for _, why, _ in await town.climbs(filed)] == ["unfinished"]


async def test_what_an_earlier_round_had_climbed_to_moves_no_table_of_the_next(town):
    filed = await opened_again(town)
    for cycle, moved in ((1, 0), (2, 1)):
        told = {"why": "unfinished", "due_at": town.now, "fired_at": town.now, "to_unit_id": town.units["H"].id}
        town.session.add(Escalation(incident_id=filed.incident_id, cycle=cycle, rung=0, **told))
        await town.session.flush()
        assert await advance_disputes(town.session, policy=town.policy, now=town.now) == moved


async def test_how_long_a_centre_may_take_to_check_in_follows_the_calendar_too(town, transaction):
    called = '{ after = "1d", when = "unfinished", to = "mediator@community" }'
    town.policy = plain_policy(
        toml=f'[ladder.mediation]\nclimb = [{called}, {{ after = "call+8wh", when = "unanswered", to = "street" }}]'
    )
    await own_calendar(town, workdays="")
    filed = await table(town)
    await follows(town, transaction, days=1)
    (call,) = calls_of((await town.incident(filed)).plan)
    assert call.in_by == datetime(2026, 11, 20, 10, 0, tzinfo=UTC), "all of Friday: the Thursday is off"


async def test_each_of_many_mediations_goes_up_though_nobody_can_take_the_first(town, transaction, monkeypatch):
    monkeypatch.setattr(clock, "AT_ONCE_UP", 1)
    stuck = await table(town)
    seated = await open_table(town.session, stuck.incident_id)
    seated.dispute.tier = Tier.COMMUNITY.value
    filed = [await town.says(LEADER, report=quarrel(), words=f"又吵架了{n}") for n in range(3)]
    for each in filed:
        assert not reason(await town.do(start_mediation, each, OTHER))
    await follows(town, transaction, days=3)
    assert [await centre(town, each) for each in (stuck, *filed)] == [Tier.COMMUNITY] * 4
    assert await advance_disputes(town.session, policy=town.policy, now=town.now) == 0


async def words(_session, _request, _now):
    return Message("words")


@pytest.mark.parametrize(
    ("kind", "args", "at", "waits"),
    [
        ("dispute_question", {}, "23:59", True),
        ("dispute_question", {}, "21:45", True),
        ("dispute_question", {}, "07:30", False),
        ("dispute_news", {"what": "promise_due"}, "23:59", True),
        ("dispute_news", {"what": "agreed"}, "23:59", False),
    ],
)
async def test_nobody_is_woken_to_say_whether_a_promise_was_kept(town, kind, args, at, waits):
    hour, minute = map(int, at.split(":"))
    now = datetime(2026, 11, 20, hour, minute, tzinfo=UTC) - timedelta(hours=8)
    asked = Request(
        id=1, kind=kind, subject_id=1, bot_id=1, group_id=None, user_id=OTHER_SIDE, viewer="party", args=args,
        is_edit=False, caused_at=now, language="zh", details="chat",
    )  # fmt: skip
    made = await hush({kind: words}, built_in_policy())[kind](town.session, asked, now)
    assert isinstance(made, Later) is waits
    assert isinstance(
        await hush({kind: words}, built_in_policy())[kind](town.session, replace(asked, is_edit=True), now), Message
    )


DAYS = st.dates(date(2026, 11, 1), date(2027, 3, 31))
CALENDARS = st.builds(Calendar, holidays=st.frozensets(DAYS, max_size=40), workdays=st.frozensets(DAYS, max_size=20))
MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - made aware by the strategy


@settings(max_examples=60, deadline=None)
@given(CALENDARS, MOMENTS)
def test_the_days_of_a_mediation_are_the_same_under_every_calendar(calendar, began):
    plan = freeze_plan(built_in_policy(), "dispute.family", Urgency.NORMAL)
    facts = Facts(IncidentState.HANDLING, began)
    moments = [rung_at(plan, rung, facts, calendar) for rung in rungs_of(plan) if not rung.after.startswith("call")]
    assert [moment - began for moment in moments] == [1 * DAY, 3 * DAY, 10 * DAY, 20 * DAY]
    assert due_at({**plan, "handle": "720h"}, began, 0, calendar) == began + MONTH
    assert [(day, moment - began) for day, moment in visits_after(began)] == [(day, day * DAY) for day in VISIT_DAYS]


@settings(max_examples=60, deadline=None)
@given(CALENDARS, MOMENTS, DAYS)
def test_working_days_of_a_mediation_end_while_offices_are_open_and_a_day_off_never_brings_them_forward(
    calendar, began, off
):
    policy = read_policy(IN_DAYS)
    plan = freeze_plan(policy, "dispute.land", Urgency.NORMAL)
    (rung,), facts = rungs_of(plan), Facts(IncidentState.HANDLING, began)
    moment = rung_at(plan, rung, facts, calendar)
    assert calendar.working_between(began, moment) == 2 * calendar.day_length
    assert calendar.is_workday(calendar.local_date(moment - timedelta(microseconds=1)))
    fewer = replace(calendar, holidays=calendar.holidays | {off}, workdays=calendar.workdays - {off})
    assert rung_at(plan, rung, facts, fewer) >= moment
    more = replace(calendar, workdays=calendar.workdays | {off})
    assert rung_at(plan, rung, facts, more) <= moment
