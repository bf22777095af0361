"""The clock shows that it runs, and says so when it did not."""

from datetime import UTC, date, datetime, timedelta

from bot.jump_guard import CALM, REST, JumpGuard
from escalations.composers import COMPOSERS
from escalations.escalate_overdue import escalate_overdue
from escalations.prove_itself import beat_heart, last_sweep, missing_year, tell_the_day
from incidents.claim_incident import claim_incident
from pyramid.calendar import Calendar
from tests.incidents.town import HQ, LEADER, START, WORKER


async def _beat(town, transaction, **later):
    town.session.info["machine_now"] += timedelta(**later)
    town.later(**later)
    return await beat_heart(transaction, now=town.now)


async def test_after_more_than_ten_minutes_of_stillness_every_bound_group_is_told_once(town, transaction):
    assert await _beat(town, transaction, seconds=15) == 0
    assert await _beat(town, transaction, minutes=9) == 0
    assert await _beat(town, transaction, minutes=40) == len(town.groups)
    assert await _beat(town, transaction, seconds=15) == 0
    assert "10:09 到 11-18 10:49" in (await town.shows(COMPOSERS, "we_were_down", group="M1")).html


async def test_a_day_forward_of_the_demo_is_no_stillness(town, transaction):
    await _beat(town, transaction, seconds=15)
    town.later(days=1)
    assert await beat_heart(transaction, now=town.now) == 0


async def test_the_head_office_reads_each_morning_what_was_due_what_fired_and_what_was_late(town, transaction):
    calendar = town.policy.calendar
    assert await tell_the_day(transaction, now=town.now, calendar=calendar) == 0, "the first day has no yesterday"
    await town.says(LEADER)
    late = await town.says(LEADER)
    await town.do(claim_incident, late, WORKER)
    town.later(minutes=15)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    town.later(hours=8)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    town.later(hours=12)
    assert await tell_the_day(transaction, now=town.now, calendar=calendar) == 0, "not before eight"
    town.later(hours=3)
    for _ in range(2):
        await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert await tell_the_day(transaction, now=town.now, calendar=calendar) == 1
    assert await tell_the_day(transaction, now=town.now, calendar=calendar) == 0
    said = (await town.shows(COMPOSERS, "machine_says", group="H")).html
    assert "应办 8 次，已办 8 次，迟到 7 次" in said


async def test_after_downtime_each_missed_step_fires_once_marked_late_and_severest_first(town, transaction):
    filed = [await town.says(LEADER) for _ in range(4)]
    town.later(hours=8)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    for each in filed:
        assert [rung for rung, _, _ in await town.climbs(each)] == [0, 1, 2, 3]
    assert "现在补上" in (await town.shows(COMPOSERS, "escalation_brief", group="H")).html


def test_a_year_whose_holidays_are_not_known_is_named_in_time():
    calendar = Calendar(holidays=frozenset({datetime(2026, 10, 1, tzinfo=UTC).date()}))
    assert missing_year(calendar, datetime(2026, 10, 31, tzinfo=UTC)) is None
    assert missing_year(calendar, datetime(2026, 11, 2, tzinfo=UTC)) == 2027
    assert missing_year(calendar, datetime(2027, 1, 5, tzinfo=UTC)) == 2027


def test_a_jump_of_the_wall_clock_freezes_and_an_even_run_does_not():
    guard, steady = JumpGuard(), 0.0
    for _ in range(100):
        steady += 1
        assert guard.look(START + timedelta(seconds=steady), steady) is None
    assert not guard.is_frozen
    for jump in (timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(seconds=121)):
        fresh = JumpGuard()
        fresh.look(START, 0)
        assert fresh.look(START + jump + timedelta(seconds=1), 1) == jump
        assert fresh.is_frozen


def test_a_second_more_or_less_is_no_jump_and_a_stopped_process_is_none():
    guard = JumpGuard()
    guard.look(START, 0)
    assert guard.look(START + timedelta(seconds=2), 1) is None
    assert guard.look(START + timedelta(hours=3), 3 * 3600) is None, "both clocks went on while it was stopped"
    assert not guard.is_frozen


def test_a_clock_that_comes_back_is_believed_after_two_calm_looks_and_a_new_time_after_a_rest():
    back = JumpGuard()
    back.look(START, 0)
    back.look(START + timedelta(hours=1), 1)
    back.look(START + timedelta(seconds=2), 2)
    assert back.is_frozen
    for look in range(CALM):
        back.look(START + timedelta(seconds=3 + look), 3 + look)
    assert not back.is_frozen
    stays, hour = JumpGuard(), timedelta(hours=1)
    stays.look(START, 0)
    stays.look(START + hour, 1)
    stays.look(START + hour + timedelta(seconds=REST - 1), REST)
    assert stays.is_frozen
    stays.look(START + hour + timedelta(seconds=REST + 1), REST + 2)
    assert not stays.is_frozen


async def test_a_heart_that_beats_while_nothing_is_swept_alarms_the_head_office_once(town, transaction):
    swept = town.session.info["machine_now"]
    await beat_heart(transaction, now=town.now, swept_at=swept)
    assert await last_sweep(town.session) == swept
    assert not await town.rows("machine_says")
    for _ in range(3):
        town.session.info["machine_now"] += timedelta(minutes=4)
        await beat_heart(transaction, now=town.now, swept_at=swept)
    assert len(await town.rows("machine_says", user=HQ)) == 1
    assert "4 分钟没有往上报" in (await town.shows(COMPOSERS, "machine_says", user=HQ)).html


async def test_a_missing_calendar_is_told_once_a_week_from_november_on(town, transaction):
    calendar = Calendar(holidays=frozenset({date(2026, 10, 1)}))
    town.now = datetime(2026, 10, 30, 1, tzinfo=UTC)
    told = []
    for _ in range(18):
        town.later(days=1)
        await tell_the_day(transaction, now=town.now, calendar=calendar)
        told.append(len([row for row in await town.rows("machine_says", user=HQ) if row.args["what"] == "calendar"]))
    assert told[0] == 0, "not in October"
    assert told[-1] == 4, "Sunday the first, and three weeks after it"
    assert "2027 年的节假日" in (await town.shows(COMPOSERS, "machine_says", user=HQ)).html
