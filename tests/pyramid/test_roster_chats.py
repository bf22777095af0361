from hypothesis import given
from hypothesis import strategies as st

from models.kinds import GroupState
from pyramid.roster_chats import Seat, plan_chats

BOT = 7


def seat(group_id, unit, chat, state=GroupState.BOUND, bot=BOT):
    return Seat(group_id, unit, chat, state, bot)


def planned(seats, wanted):
    plan = plan_chats({each.id: each for each in seats}, wanted)
    return (
        [(each.id, each.unit, each.chat_id, each.state) for each in plan.bound],
        [(each.id, each.unit, each.chat_id, each.state) for each in plan.released],
    )


def test_what_stays_is_not_named():
    assert planned([seat(1, "A", -1)], {"A": -1}) == ([], [])


def test_a_new_unit_gets_a_new_row():
    assert planned([], {"A": -1}) == ([(0, "A", -1, GroupState.BOUND)], [])


def test_a_chat_that_waited_for_a_unit_becomes_its_own():
    assert planned([seat(1, None, -1, GroupState.UNBOUND)], {"A": -1}) == ([(1, "A", -1, GroupState.BOUND)], [])


def test_a_chat_that_the_bot_has_left_waits_for_its_return():
    assert planned([seat(1, None, -1, GroupState.LEFT)], {"A": -1}) == ([(1, "A", -1, GroupState.AWAY)], [])


def test_a_unit_that_moves_to_another_chat_keeps_its_row_and_leaves_the_old_one():
    bound, released = planned([seat(1, "A", -1)], {"A": -2})
    assert bound == [(1, "A", -2, GroupState.BOUND)]
    assert released == [(0, None, -1, GroupState.UNBOUND)]


def test_the_row_that_greeted_in_a_chat_gives_way_to_the_units_own():
    bound, released = planned([seat(1, "A", -1, GroupState.AWAY), seat(2, None, -2, GroupState.UNBOUND)], {"A": -2})
    assert bound == [(1, "A", -2, GroupState.BOUND)]
    assert released == [(2, None, None, GroupState.LEFT)]


def test_a_chat_without_unit_is_released_or_forgotten():
    assert planned([seat(1, "A", -1)], {}) == ([], [(1, None, -1, GroupState.UNBOUND)])
    assert planned([seat(1, "A", -1, bot=None)], {}) == ([], [(1, None, -1, GroupState.LEFT)])


def test_the_chat_of_a_unit_that_ends_goes_over_with_its_row():
    assert planned([seat(1, "A", -1)], {"B": -1}) == ([(1, "B", -1, GroupState.BOUND)], [])


def test_two_units_that_swap_keep_their_rows():
    bound, released = planned([seat(1, "A", -1), seat(2, "B", -2)], {"A": -2, "B": -1})
    assert sorted(bound) == [(1, "A", -2, GroupState.BOUND), (2, "B", -1, GroupState.BOUND)]
    assert released == []


units = st.sampled_from("ABCDE")
chats = st.integers(-8, -1)


@st.composite
def situations(draw):
    taken = draw(st.lists(chats, unique=True, max_size=6))
    owners = draw(st.lists(units, unique=True, max_size=len(taken)))
    seats = []
    for number, chat in enumerate(taken, 1):
        unit = owners[number - 1] if number <= len(owners) else None
        states = (GroupState.BOUND, GroupState.AWAY) if unit else (GroupState.UNBOUND, GroupState.LEFT)
        seats.append(seat(number, unit, chat, draw(st.sampled_from(states)), draw(st.sampled_from([BOT, None]))))
    names = draw(st.lists(units, unique=True, max_size=5))
    places = draw(st.lists(chats, unique=True, min_size=len(names), max_size=len(names)))
    return seats, dict(zip(names, places, strict=True))


@given(situations())
def test_whatever_moves_every_unit_has_one_row_and_every_chat_one_row(situation):
    seats, wanted = situation
    plan = plan_chats({each.id: each for each in seats}, wanted)
    touched = {each.id for each in (*plan.bound, *plan.released) if each.id}
    final = [*plan.bound, *plan.released, *(each for each in seats if each.id not in touched)]
    rows = [each.id for each in final if each.id]
    assert len(rows) == len(set(rows))
    of_units = [each.unit for each in final if each.unit]
    assert len(of_units) == len(set(of_units))
    of_chats = [each.chat_id for each in final if each.chat_id]
    assert len(of_chats) == len(set(of_chats))
    assert {each.unit: each.chat_id for each in final if each.unit} == wanted
