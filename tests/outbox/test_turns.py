"""Who floods the line stands in its own way only."""

from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Tier
from models.pyramid import Group, Unit
from outbox.turns import FARTHEST, FORGET_AT, STEP, Turns
from tests.outbox.senders import NOW as THEN
from tests.outbox.senders import PERSON, Say, to

NOW = 1_800_000_000_000
WISHES = st.lists(st.tuples(st.integers(0, 200), st.sampled_from("ABC")), min_size=1, max_size=150)


@given(WISHES)
def test_within_a_street_who_came_first_goes_first(wishes):
    turns, now, last = Turns(), NOW, {}
    for pause, street in wishes:
        now += pause
        place = turns.take(street, now)
        assert place > last.get(street, 0)
        last[street] = place


@given(st.integers(1, 1_500), st.integers(0, 20_000))
def test_a_flood_of_one_street_lets_another_through_after_what_had_time_to_leave(flood, later):
    turns = Turns()
    before = [turns.take("A", NOW) for _ in range(flood)]
    mine = turns.take("B", NOW + later)
    assert sum(place < mine for place in before) <= later / STEP + 1


@given(st.lists(st.sampled_from("AB"), min_size=1, max_size=200))
def test_two_streets_with_much_to_say_go_out_by_turns(wishes):
    turns = Turns()
    places = sorted((turns.take(street, NOW), street) for street in wishes)
    fewest = min(wishes.count("A"), wishes.count("B"))
    for end in range(1, 2 * fewest + 1):
        left = [street for _, street in places[:end]]
        assert abs(left.count("A") - left.count("B")) <= 1


def test_a_line_is_never_longer_than_a_minute_and_an_ended_one_takes_no_room():
    turns = Turns()
    assert max(turns.take("A", NOW) for _ in range(5_000)) == NOW + FARTHEST
    for street in range(FORGET_AT + 5):
        turns.take(street, NOW + 2 * FARTHEST + street * STEP)
    assert len(turns._ends) < FORGET_AT


async def test_rows_get_places_by_the_street_of_their_group(town):
    async with town.database.transaction() as session:
        for key, path in ((2, "/1/2/"), (3, "/1/3/")):
            parent = {"parent_id": 1, "valid_from": THEN}
            session.add(Unit(id=key, code=f"u{key}", tier=Tier.STREET, name="S", path=path, **parent))
            await session.flush()
            (await session.get_one(Group, key)).unit_id = key
    await town.say(*(to(2, subject_id=number) for number in range(3)), to(3), Say("card", 9, user_id=PERSON))
    rows = await town.rows()
    start = int(town.machine.timestamp() * 1000)
    assert [row.turn - start for row in rows.values()] == [0, STEP, 2 * STEP, 0, 0]
