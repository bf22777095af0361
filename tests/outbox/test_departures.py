"""Who leaves next: the urgent, the earlier in line, and never a chat before its time."""

from outbox.departures import Departures
from outbox.lanes import Flight
from outbox.message import Message
from outbox.pacing import Pacing


def flight(row_id, priority=3, turn=0, chat_id=None, since=0.0):
    return Flight(
        row_id=row_id, kind="note", version=1, chat_id=chat_id or -row_id, group_id=row_id, user_id=None, priority=priority,
        what=Message("x"), is_edit=False, message_id=None, reply_to=None, token=None, face="", rank=(priority, turn, row_id),
        ready_since=since,
    )  # fmt: skip


def waiting(*flights):
    queue = Departures(Pacing(10_000, 20))
    for each in flights:
        queue.add(each)
    return queue


def order(queue, now=100.0):
    return [each.row_id for each in iter(lambda: queue.take(now), None)]


def test_the_urgent_leave_first_and_then_who_is_earlier_in_line():
    queue = waiting(flight(1, turn=90), flight(2, turn=30), flight(3, priority=0, turn=99), flight(4, turn=30))
    assert order(queue) == [3, 2, 4, 1]


def test_a_storm_of_answers_leaves_every_fifth_slot_to_the_rest():
    queue = waiting(*(flight(number, priority=1) for number in range(1, 11)), flight(50), flight(51))
    left = order(queue)
    assert [left.index(50), left.index(51)] == [4, 9]


def test_an_emergency_waits_for_nobody():
    queue = waiting(*(flight(number, priority=0) for number in range(1, 9)), flight(50))
    assert order(queue) == [*range(1, 9), 50]


def test_a_chat_whose_time_has_not_come_is_passed_over():
    queue = waiting(flight(1, chat_id=-7), flight(2))
    queue.pacing.leave(-7, 99.5, 3)
    assert order(queue) == [2]
    assert queue.next_at(100.0) == 100.5
    assert order(queue, 100.5) == [1]


def test_what_has_waited_too_long_is_turned_back():
    queue = waiting(flight(1, since=1.0), flight(2, since=5.0))
    assert [each.row_id for each in queue.turn_back(3.0)] == [1]
    assert [each.row_id for each in queue.turn_back_all()] == [2]
    assert (len(queue), queue.next_at(0.0)) == (0, float("inf"))


def test_what_is_kept_for_the_urgent_is_left_to_them():
    """Ordinary ones that have used their part wait, though they are ready; an answer that comes meanwhile leaves at once."""
    queue = Departures(Pacing(30, 20))
    now = 100.0
    queue.pacing.leave(-900, now, 1)
    for place in range(24):
        now = queue.pacing.token_ready_at(now, 3)
        queue.pacing.leave(-901 - place, now, 3)
    queue.add(flight(1))
    now = queue.pacing.token_ready_at(now)
    assert queue.take(now) is None
    assert queue.next_at(now) == 101.0
    queue.add(flight(2, priority=1))
    assert queue.next_at(now) == now
    assert queue.take(now).row_id == 2
