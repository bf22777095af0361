from datetime import UTC, datetime, timedelta

from broadcasts.confirm_receipt import confirm_receipt
from broadcasts.remind_unconfirmed import Reminded, remind_unconfirmed
from models.kinds import GroupState, Role
from models.pyramid import Acquaintance
from pyramid.refusal import Refusal
from tests.broadcasts.pyramids import BOT, HQ, RESIDENT

HOUR = timedelta(hours=1)
EVENING = datetime(2026, 11, 18, 13, 25, tzinfo=UTC)  # twenty-five past nine in Jinhua
MORNING = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)


async def remind(town, notice_id, by=HQ):
    return await remind_unconfirmed(town.session, notice_id, await town.actor(by), now=town.now)


async def test_leaders_who_know_a_bot_are_nudged_in_private_and_the_other_groups_get_one_reply(town):
    notice_id = await town.sent_to_all(to="s1c1g1")
    await town.acquaint(town.leaders["s1c1g1m1"])
    assert await remind(town, notice_id) == Reminded("A-N1", people=1, groups=3)
    rows = await town.rows(notice_id, "notice_reminder")
    copies = {row.group_id: row.message_id for row in await town.rows(notice_id, "notice_copy")}
    assert [row.user_id for row in rows if row.user_id] == [town.leaders["s1c1g1m1"]]
    replies = {row.group_id: row.reply_to for row in rows if row.group_id}
    assert replies == {
        town.groups[code].id: copies[town.groups[code].id] for code in ("s1c1g1", "s1c1g1m2", "s1c1g1m3")
    }


async def test_who_has_heard_is_left_in_peace(town):
    notice_id = await town.sent_to_all(to="s1c1g1m1")
    leader = await town.actor(town.leaders["s1c1g1m1"])
    await confirm_receipt(town.session, notice_id, town.groups["s1c1g1m1"].id, leader, now=town.now)
    assert await remind(town, notice_id) == Reminded("A-N1", people=0, groups=0)


async def test_a_leader_of_several_silent_groups_gets_one_message(town):
    await town.person(305, "s1c1g1m1", Role.MICRO_GRID_LEADER)
    await town.person(306, "s1c1g1", Role.GRID_WORKER)
    notice_id = await town.sent_to_all(to="s1c1g1")
    assert (await remind(town, notice_id)).people == 2


async def test_nobody_is_reminded_twice_in_an_hour_of_whatever_notice(town):
    for code in ("s1c1g1m1", "s1c1g1m2"):
        await town.acquaint(town.leaders[code])
    first, second = await town.sent_to_all(to="s1c1g1"), await town.sent_to_all(to="s1c1")
    assert await remind(town, first) == Reminded("A-N1", people=2, groups=2)
    again = await remind(town, first)
    assert isinstance(again, Refusal)
    assert again.reason == "refusal_broadcasts.reminded_lately"
    assert await remind(town, second) == Reminded("A-N2", people=0, groups=5)
    town.now += HOUR
    assert await remind(town, first) == Reminded("A-N1", people=2, groups=2)


async def test_a_leader_who_blocked_the_bot_is_reached_through_the_group(town):
    notice_id = await town.sent_to_all(to="s1c1g1m1")
    await town.acquaint(town.leaders["s1c1g1m1"])
    known = await town.session.get(Acquaintance, (town.leaders["s1c1g1m1"], BOT))
    known.blocked_at = town.now
    await town.session.flush()
    assert await remind(town, notice_id) == Reminded("A-N1", people=0, groups=1)


async def test_a_chat_without_the_bot_gets_no_reply(town):
    notice_id = await town.sent_to_all(to="s1c1g1m1")
    town.groups["s1c1g1m1"].state = GroupState.AWAY
    await town.session.flush()
    assert await remind(town, notice_id) == Reminded("A-N1", people=0, groups=0)


async def test_residents_cannot_have_people_reminded(town):
    notice_id = await town.sent_to_all(to="s1c1g1m1")
    assert isinstance(await remind(town, notice_id, RESIDENT), Refusal)


async def test_the_timetable_climbs_three_steps_and_then_rests(town):
    made = await town.submit(to="s1c1g1")
    await town.advance(made.notice_id, timedelta(seconds=60))
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, timedelta(seconds=3))
    notice = await town.notice(made.notice_id)
    assert notice.next_step_at == town.now + town.policy.notices.remind_after
    await town.advance(made.notice_id, town.policy.notices.remind_after)
    assert await town.count(made.notice_id, "notice_reminder") == 4
    notice = await town.notice(made.notice_id)
    assert (notice.next_step_at, notice.reminded_at) == (town.now + HOUR, town.now)
    await town.advance(made.notice_id, HOUR)
    assert await town.count(made.notice_id, "notice_reminder") == 8, "nobody stands in: the groups are asked again"
    await town.advance(made.notice_id, HOUR)
    deaf = await town.rows(made.notice_id, "notice_deaf")
    assert {row.group_id for row in deaf} == {town.groups["s1c1g1"].id, town.groups["s1c1"].id}
    assert (await town.notice(made.notice_id)).next_step_at is None


async def test_a_reminder_of_an_emergency_does_not_wait_for_the_morning(town):
    notice_id = await town.sent_to_all(to="s1c1g1")
    town.now = EVENING + timedelta(minutes=20)
    await town.advance(notice_id)
    assert await town.count(notice_id, "notice_reminder") == 4


async def test_a_reminder_waits_for_the_morning(town):
    notice_id = (await town.submit(to="s1c1g1")).notice_id
    await town.advance(notice_id, timedelta(seconds=60))
    await town.deliver(notice_id)
    await town.advance(notice_id, timedelta(seconds=3))
    town.now = EVENING + timedelta(minutes=20)
    await town.advance(notice_id)
    assert await town.count(notice_id, "notice_reminder") == 0
    assert (await town.notice(notice_id)).next_step_at == MORNING
    town.now = MORNING
    await town.advance(notice_id)
    assert await town.count(notice_id, "notice_reminder") == 4
