"""However it is used, a token never exceeds its budget."""

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Priority
from outbox.chat_budget import MINUTE
from outbox.line import NOISE, Departure
from outbox.pacing import Pacing

MOMENTS = st.floats(0, 5, allow_nan=False).map(lambda wait: 0.0 if wait < 3 else wait - 3)
WISHES = st.lists(st.tuples(MOMENTS, st.sampled_from([-1, -2, 7]), st.integers(0, 4)), min_size=1, max_size=120)
LIMITS = st.tuples(st.integers(1, 30), st.integers(1, 20))


def sent_by(wishes, pacing):
    """When what left, for wishes that come one after another with pauses in between: [(moment, chat, priority)]."""
    now, left = 1000.0, []
    for pause, chat, priority in wishes:
        now += pause
        left.append((pacing.reserve(chat, now, priority), chat, priority))
    return left


def most_within(moments, span):
    """The most moments that lie in any half-open window of that length."""
    ordered = sorted(moments)
    return max(bisect_left(ordered, moment + span) - place for place, moment in enumerate(ordered))


@given(WISHES, LIMITS)
def test_no_second_holds_more_than_the_token_may_send(wishes, limits):
    pacing = Pacing(*limits)
    assert most_within([moment for moment, _, _ in sent_by(wishes, pacing)], 1.0) <= limits[0]


@given(WISHES, LIMITS)
def test_no_minute_of_a_group_holds_more_than_it_may_be_sent(wishes, limits):
    chats = defaultdict(list)
    for moment, chat, _ in sent_by(wishes, Pacing(*limits)):
        chats[chat].append(moment)
    assert all(most_within(moments, 60.0) <= limits[1] for chat, moments in chats.items() if chat < 0)


@given(WISHES, LIMITS)
def test_no_chat_is_sent_two_in_a_second(wishes, limits):
    chats = defaultdict(list)
    for moment, chat, _ in sent_by(wishes, Pacing(*limits)):
        chats[chat].append(moment)
    for moments in chats.values():
        assert all(later - earlier >= 0.999_999 for earlier, later in pairwise(moments))


@given(WISHES, LIMITS)
def test_nothing_leaves_before_it_was_wished(wishes, limits):
    now = 1000.0
    for (pause, _, _), (moment, _, _) in zip(wishes, sent_by(wishes, Pacing(*limits)), strict=True):
        now += pause
        assert moment >= now


def test_at_thirty_a_second_a_full_fan_out_needs_less_than_six_minutes():
    pacing = Pacing(30, 20)
    last = [pacing.reserve(-chat, 0.0, Priority.NOTICE) for chat in range(1, 10_027)][-1]
    assert 334 < last < 360


def test_a_stall_is_never_caught_up():
    pacing = Pacing(30, 20)
    before = [pacing.reserve(-chat, 0.0, Priority.NOTICE) for chat in range(1, 11)]
    after = [pacing.reserve(-chat, 50.0, Priority.NOTICE) for chat in range(11, 71)]
    assert before[-1] < 1
    assert after[0] == 50.0
    assert most_within(after, 1.0) <= 30


@given(st.floats(0, 500), st.sampled_from([None, -1]), WISHES)
def test_a_freeze_holds(seconds, frozen, wishes):
    pacing = Pacing(30, 20)
    pacing.freeze(1000.0 + seconds, frozen)
    for moment, chat, _ in sent_by(wishes, pacing):
        assert moment >= 1000.0 + seconds or (frozen is not None and chat != frozen)


def test_a_shorter_freeze_does_not_end_a_longer_one():
    pacing = Pacing(30, 20)
    for until in (500.0, 10.0):
        pacing.freeze(until)
        pacing.freeze(until + 100, -5)
    assert pacing.token_ready_at(0.0) == 500.0
    assert pacing.chat_ready_at(-5, 0.0, Priority.NOTICE) == 600.0
    assert (pacing.frozen_for(-5, 0.0), pacing.frozen_for(-6, 0.0), pacing.frozen_for(-5, 700.0)) == (600.0, 500.0, 0.0)


@given(st.integers(4, 20))
def test_a_stream_of_notices_leaves_a_share_of_the_minute_to_the_urgent(per_minute):
    pacing = Pacing(30, per_minute)
    now = 0.0
    while (ready := pacing.chat_ready_at(-1, now, Priority.NOTICE)) < 59:
        now = pacing.reserve(-1, ready, Priority.NOTICE)
    assert pacing.chat_ready_at(-1, now, Priority.NOTICE) >= MINUTE
    assert pacing.chat_ready_at(-1, now, Priority.EMERGENCY) <= now + pacing.chat_gap
    assert pacing.chat_ready_at(-1, now, Priority.ANSWER) <= now + pacing.chat_gap


def test_what_was_sent_before_a_restart_counts():
    pacing = Pacing(30, 20)
    for second in range(20):
        pacing.remember(-1, 100.0 + second)
    assert pacing.chat_ready_at(-1, 121.0, Priority.EMERGENCY) == 100.0 + MINUTE
    assert [pacing.is_crowded(chat, 121.0) for chat in (-1, -2, 7)] == [True, False, False]


def test_what_is_long_past_takes_no_room():
    pacing = Pacing(30, 20)
    for chat in range(1, 50):
        pacing.reserve(-chat, 0.0, Priority.NOTICE)
        pacing.freeze(5.0, -chat)
    pacing.forget_before(100.0)
    assert (dict(pacing.chats.sent), pacing.chats.frozen) == ({}, {})


@given(st.lists(st.floats(0, 0.3), min_size=40, max_size=200), st.sampled_from([5, 30]))
def test_no_trailing_second_holds_more_than_the_limit_however_late_the_clock_rings(delays, limit):
    """Whoever is woken late leaves late; what follows never makes up for more than a little of it."""
    pacing, now, left = Pacing(limit, 20), 1000.0, []
    for place, delay in enumerate(delays):
        now = max(now, pacing.token_ready_at(now)) + delay
        while pacing.token_ready_at(now) > now:
            now = pacing.token_ready_at(now)
        pacing.leave(-place - 1, now, Priority.NOTICE)
        left.append(now)
    assert most_within(left, 1.0) <= limit


def test_small_delays_do_not_add_up():
    pacing, now = Pacing(30, 20), 0.0
    for place in range(900):
        now = pacing.token_ready_at(now) + (0.01 if place % 3 else 0.0)
        pacing.leave(-place - 1, now, Priority.NOTICE)
    assert now * 30 / 900 < 1.02


def test_a_refusal_teaches_a_wider_gap_and_one_pause_is_one_lesson():
    pacing = Pacing(30, 20)
    before = pacing.gap
    for _ in range(3):
        pacing.note_refusal(10.0)
        pacing.freeze(15.0)
    once = pacing.gap
    pacing.note_refusal(20.0)
    assert before < once < pacing.gap


def test_a_late_answer_puts_off_what_is_a_seconds_worth_behind_it():
    """It may have arrived so late: the thirtieth after it must not come to lie in the same second."""
    even, uneven = Pacing(30, 20), Pacing(30, 20)
    for pacing, late in ((even, 0.0), (uneven, 0.05)):
        for place in range(30):
            now = pacing.token_ready_at(place / 30)
            departure = pacing.leave(-place - 1, now, Priority.NOTICE)
            pacing.note_answer(departure, now + 0.06 + (late if place == 0 else 0.0))
    assert uneven.token_ready_at(1.0) == pytest.approx(even.token_ready_at(1.0) + 0.05 - NOISE, abs=0.002)


def test_a_refusal_or_a_cut_says_nothing_about_the_quickest_way():
    pacing = Pacing(30, 20)
    for place, taken in enumerate((0.06, 0.001)):
        pacing.note_answer(pacing.leave(-1, place / 30, Priority.NOTICE), place / 30 + taken, is_typical=place == 0)
    assert pacing.line.delay(Departure(0.0, 0.06), 1.0) == 0.0


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 0.3)), min_size=60, max_size=200))
def test_after_an_urgent_one_a_fifth_of_the_second_is_kept_for_more_of_them(wishes):
    pacing, now, left = Pacing(30, 20), 1000.0, []
    for place, (priority, pause) in enumerate(wishes):
        now = pacing.reserve(-place - 1, now + (pause if place % 10 == 0 else 0.0), priority)
        left.append((now, priority))
    urgent = [moment for moment, priority in left if priority <= Priority.ANSWER]
    ordinary = [moment for moment, priority in left if priority > Priority.ANSWER]
    for moment in urgent:
        assert sum(moment < other < moment + 1 for other in ordinary) <= 24


def test_what_is_kept_for_the_urgent_is_lent_while_there_are_none():
    pacing, now = Pacing(30, 20), 0.0
    pacing.leave(-1, now, Priority.EMERGENCY)
    left = [now := pacing.reserve(-place, now, Priority.NOTICE) for place in range(2, 302)]
    assert sum(moment < 1.0 for moment in left) <= 24
    assert sum(2.0 <= moment < 7.0 for moment in left) >= 148


def test_an_emergency_in_a_full_stream_leaves_with_the_next_slot():
    pacing, now = Pacing(30, 20), 0.0
    for place in range(1, 100):
        now = pacing.reserve(-place, now, Priority.NOTICE)
    assert pacing.token_ready_at(now, Priority.EMERGENCY) - now <= pacing.gap + 1e-9


@given(st.sampled_from([Priority.EMERGENCY, Priority.ANSWER]), st.integers(4, 20))
def test_neither_emergencies_nor_answers_fill_a_groups_minute_alone(kind, per_minute):
    other = Priority.ANSWER if kind == Priority.EMERGENCY else Priority.EMERGENCY
    pacing, now = Pacing(30, per_minute), 0.0
    while (ready := pacing.chat_ready_at(-1, now, kind)) < 59:
        now = pacing.reserve(-1, ready, kind)
    assert pacing.chat_ready_at(-1, now, kind) >= MINUTE
    assert pacing.chat_ready_at(-1, now, other) <= now + pacing.chat_gap


def test_after_a_restart_the_token_rests_for_a_whole_second():
    pacing = Pacing(30, 20)
    for place in range(10):
        pacing.remember(-place - 1, 100.0 + place / 30)
    assert pacing.token_ready_at(100.31) >= 101.3
