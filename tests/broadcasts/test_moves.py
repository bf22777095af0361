"""The states of a notice: a random walk through everything that people and the timetable can do."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcasts.audience import Audience
from broadcasts.canary import Outcomes, Verdict, judge
from broadcasts.lifecycle import LEAVING, MOVES, OUT, STOPPABLE, may_become
from broadcasts.move import move
from broadcasts.plan import Plan, reminder_waits
from models.broadcasts import Notice
from models.kinds import NoticeKind, NoticeState, Role, Tier

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PLAN = Plan(audience="subtree:1", hold=60, canary=20, canary_wait=30, remind_after=(3600,), zone="Asia/Shanghai")
ENDS = {NoticeState.RECALLED, NoticeState.REFUSED}
OVER = {NoticeState.SENT, NoticeState.STOPPED, NoticeState.EXPIRED}


def notice(state=NoticeState.DRAFT):
    return Notice(state=state, version=1, plan=PLAN.as_json())


def test_every_state_has_its_moves_and_all_but_the_ends_lead_on():
    assert set(MOVES) == set(NoticeState)
    assert {state for state, after in MOVES.items() if not after} == ENDS


def test_nothing_leaves_before_it_is_accepted_nor_after_it_was_stopped():
    assert LEAVING < OUT
    assert not LEAVING & {NoticeState.DRAFT, NoticeState.AWAITING_APPROVAL, NoticeState.HELD, NoticeState.WAITING}
    assert not any(LEAVING & MOVES[state] for state in (NoticeState.STOPPED, NoticeState.RECALLED, NoticeState.REFUSED))


def test_stop_is_possible_as_long_as_something_may_still_leave():
    assert set(NoticeState) - ENDS - {NoticeState.DRAFT, *OVER} == STOPPABLE


@given(st.lists(st.sampled_from(NoticeState), max_size=12))
def test_only_legal_moves_happen_and_each_is_remembered(wishes):
    walked = notice()
    for number, wish in enumerate(wishes):
        before, version = walked.state, walked.version
        if may_become(before, wish):
            move(walked, wish, at=NOW + timedelta(seconds=number), by=number)
            assert (walked.state, walked.version) == (wish, version + 1)
        else:
            with pytest.raises(ValueError, match="cannot become"):
                move(walked, wish, at=NOW)
            assert (walked.state, walked.version) == (before, version)
    assert len(Plan.read(walked.plan).history) == walked.version - 1


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 3), st.integers(0, 3))
def test_a_canary_goes_only_with_ninety_in_a_hundred_and_none_refused(sent, waiting, refused, gone):
    outcomes = Outcomes(sent, waiting, refused, sent + waiting + refused + gone)
    verdict = judge(outcomes)
    enough = sent * 10 >= outcomes.total * 9
    assert (verdict is Verdict.GO) == (enough and not refused)
    if verdict is Verdict.WAIT:
        assert waiting
        assert not refused
    if not waiting:
        assert verdict is not Verdict.WAIT


def test_eighteen_of_twenty_are_enough():
    assert judge(Outcomes(sent=18, waiting=0, refused=0, total=20)) is Verdict.GO
    assert judge(Outcomes(sent=17, waiting=0, refused=0, total=20)) is Verdict.HALT
    assert judge(Outcomes(sent=17, waiting=1, refused=0, total=20)) is Verdict.WAIT
    assert judge(Outcomes(sent=19, waiting=0, refused=1, total=20)) is Verdict.HALT


def test_a_plan_survives_the_database_and_a_newer_version():
    kept = PLAN.noting("sent", at=NOW, by=5, reminders=1)
    assert Plan.read({**kept.as_json(), "of_tomorrow": 1}) == kept
    assert Plan.read(kept.as_json()).reminder_at(NOW) is None
    assert PLAN.reminder_at(NOW) == NOW + timedelta(hours=1)


def test_an_emergency_is_reminded_of_soon():
    assert reminder_waits(NoticeKind.EMERGENCY, timedelta(hours=4)) == tuple(timedelta(minutes=m) for m in (15, 30, 45))
    assert reminder_waits(NoticeKind.POLICY, timedelta(hours=4)) == tuple(timedelta(hours=h) for h in (4, 5, 6))


audiences = st.builds(
    Audience,
    unit_id=st.integers(1, 10**9),
    but=st.frozensets(st.integers(1, 99), max_size=3),
    kinds=st.frozensets(st.text(min_size=1, max_size=6), max_size=3),
    tiers=st.frozensets(st.sampled_from(Tier), max_size=3),
    roles=st.frozensets(st.sampled_from(Role), max_size=3),
    got=st.integers(0, 99),
)


@given(audiences, audiences)
def test_an_audience_is_read_as_it_was_written_and_two_differ_in_their_words(one, other):
    assert Audience.read(one.expression) == one
    assert (one.expression == other.expression) == (one == other)


@pytest.mark.parametrize("words", ["everybody", "tiers:grid", "subtree:1;subtree:2", "subtree:1;cousins:3"])
def test_an_unknown_audience_is_an_error(words):
    with pytest.raises(ValueError, match="not an audience"):
        Audience.read(words)
