"""Whatever people and the timetable do in whatever order, the promises of a notice hold."""

import random
from datetime import timedelta

import pytest

from broadcasts.approve_notice import approve_notice
from broadcasts.break_glass import break_glass
from broadcasts.correct_notice import correct_notice
from broadcasts.lifecycle import LEAVING, MOVES
from broadcasts.plan import Plan
from broadcasts.recall_notice import recall_notice
from broadcasts.refuse_notice import refuse_notice
from broadcasts.resume_notice import resume_notice
from broadcasts.stop_notice import stop_notice
from broadcasts.terms import Terms
from models.kinds import NoticeKind, NoticeState
from tests.broadcasts.pyramids import HQ, HQ_TWO, RESIDENT, STREET

STEPS = 14
TEMPLATE = {"template": "water_unsafe", "blanks": {"area": "全区"}}
SHAPES = (
    {},
    {"kind": NoticeKind.EMERGENCY, **TEMPLATE},
    {"kind": NoticeKind.DRILL, "terms": Terms(valid_for=timedelta(hours=5))},
    {"terms": Terms(valid_for=timedelta(hours=2))},
)


async def act(town, rng, notice_id):
    """One deed of a random person, or of the timetable, or of the network."""
    actor = await town.actor(rng.choice((HQ, HQ_TWO, STREET, RESIDENT)))
    common = {"now": town.now}
    deeds = (
        lambda: approve_notice(town.session, notice_id, actor, typed_count=rng.choice((39, 39, 39, 5)), **common),
        lambda: stop_notice(town.session, notice_id, actor, **common),
        lambda: refuse_notice(town.session, notice_id, actor, **common),
        lambda: recall_notice(town.session, notice_id, actor, **common),
        lambda: resume_notice(town.session, notice_id, actor, policy=town.policy, **common),
        lambda: break_glass(town.session, notice_id, actor, **common),
        lambda: correct_notice(
            town.session, notice_id, actor, blanks={"wrong": "甲", "right": "乙"}, source="chat", policy=town.policy,
            cell="A", **common,
        ),
        lambda: town.deliver(notice_id, but=rng.sample(sorted(town.groups), rng.choice((0, 0, 1)))),
    )  # fmt: skip
    weights = (4, 1, 1, 1, 2, 2, 1, 6)
    await rng.choices(deeds, weights)[0]()
    await town.advance(notice_id, timedelta(seconds=rng.choice((3, 60, 200, 7200))))


@pytest.mark.parametrize("seed", range(4))
async def test_the_promises_hold_in_every_order_of_deeds(town, seed):
    rng = random.Random(seed)
    town.with_notices(approve_above=38)
    notice_id = (await town.submit(**SHAPES[seed % len(SHAPES)])).notice_id
    before, copies = NoticeState.AWAITING_APPROVAL, 0
    for _ in range(STEPS):
        await act(town, rng, notice_id)
        notice, rows = await town.notice(notice_id), await town.rows(notice_id, "notice_copy")
        plan = Plan.read(notice.plan)
        assert len({row.group_id for row in rows}) == len(rows) <= 39, "every group has one copy"
        if rows:
            assert notice.approver_id not in (None, HQ) or plan.is_break_glass, "nothing leaves without consent"
        if len(rows) > copies:
            assert {before, notice.state} & (LEAVING | {NoticeState.HELD, NoticeState.WAITING, NoticeState.STOPPED})
        if before in (NoticeState.STOPPED, NoticeState.REFUSED, NoticeState.RECALLED):
            assert len(rows) == copies, "what was ended writes no copy any more"
            assert notice.state is before or notice.state in MOVES[before]
        if notice.state in (NoticeState.STOPPED, NoticeState.REFUSED, NoticeState.RECALLED):
            assert not [row for row in rows if row.state.value in ("pending", "retry_at")], "nothing waits to leave"
        before, copies = notice.state, len(rows)
