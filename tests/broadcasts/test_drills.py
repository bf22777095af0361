"""A drill goes in the last lane and tells how fast it was heard; breaking the glass has conditions."""

from datetime import timedelta

import pytest

from broadcasts.break_glass import break_glass
from broadcasts.confirm_receipt import confirm_receipt
from broadcasts.correct_notice import correct_notice
from broadcasts.notice_progress import notice_progress
from models.kinds import NoticeKind, NoticeState, Priority
from pyramid.refusal import Refusal
from tests.broadcasts.pyramids import HQ, RESIDENT, STREET

GRID = ("s1c1g1", "s1c1g1m1", "s1c1g1m2", "s1c1g1m3")


async def heard(town, notice_id, code, after):
    town.now += after
    leader = await town.actor(town.leaders[code])
    await confirm_receipt(town.session, notice_id, town.groups[code].id, leader, now=town.now)


async def test_a_drill_tells_minutes_to_fifty_ninety_and_ninety_nine_in_a_hundred(town):
    made = await town.submit(to="s1c1g1", kind=NoticeKind.DRILL)
    await town.advance(made.notice_id, timedelta(seconds=60))
    assert {row.priority for row in await town.rows(made.notice_id, "notice_copy")} == {Priority.DIGEST}
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, timedelta(seconds=3))
    await heard(town, made.notice_id, "s1c1g1m1", timedelta(minutes=2))
    await heard(town, made.notice_id, "s1c1g1m2", timedelta(minutes=5))
    progress = await notice_progress(town.session, made.notice_id)
    assert progress.minutes == ((50, 8), (90, None), (99, None))
    assert progress.reached == (2, 4)


@pytest.mark.parametrize("area", ["全区"])
async def test_the_glass_breaks_only_for_an_unchanged_emergency_template_after_three_minutes(town, area):
    town.with_notices(approve_above=3)
    plain = await town.submit(kind=NoticeKind.EMERGENCY, words="快跑")
    made = await town.submit(
        kind=NoticeKind.EMERGENCY, to="s1", by=STREET, template="water_unsafe", blanks={"area": area}
    )
    reasons = []
    for notice_id, by, after in (
        (made.notice_id, STREET, timedelta(minutes=2)),
        (made.notice_id, RESIDENT, timedelta(minutes=1)),
        (plain.notice_id, HQ, timedelta(0)),
    ):
        town.now += after
        reasons.append((await break_glass(town.session, notice_id, await town.actor(by), now=town.now)).reason)
    assert reasons == ["refusal_notice.glass_early", "refusal_pyramid.only_break_glass", "refusal_notice.no_glass"]
    done = await break_glass(town.session, made.notice_id, await town.actor(STREET), now=town.now)
    assert done.state is NoticeState.SENDING
    told = await town.rows(made.notice_id, "notice_glass")
    assert {row.user_id or row.group_id for row in told} == {HQ, 102, town.groups["hq"].id}
    history = (await town.notice(made.notice_id)).plan["history"]
    assert [(what, by) for _, what, by in history] == [("submitted", STREET), ("break_glass", STREET)]


async def test_a_correction_reaches_exactly_those_who_got_the_wrong_one(town):
    made = await town.submit(kind=NoticeKind.EMERGENCY, to="s1c1g1")
    await town.deliver(made.notice_id, but=["s1c1g1m2"])
    wish = {"blanks": {"wrong": "甲", "right": "乙"}, "source": "chat", "policy": town.policy, "cell": "A"}
    actor = await town.actor(HQ)
    done = await correct_notice(town.session, made.notice_id, actor, now=town.now, **wish)
    rows = await town.rows(done.notice_id, "notice_copy")
    assert {row.group_id for row in rows} == {town.groups[code].id for code in GRID if code != "s1c1g1m2"}
    again = await correct_notice(town.session, made.notice_id, actor, now=town.now, **wish)
    assert (isinstance(again, Refusal), again.values["by"]) == (True, "A-N2")
    stranger = await correct_notice(town.session, done.notice_id, await town.actor(RESIDENT), now=town.now, **wish)
    assert isinstance(stranger, Refusal)
