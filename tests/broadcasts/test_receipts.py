from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcasts.confirm_receipt import Tap, confirm_receipt
from broadcasts.notice_progress import notice_progress
from broadcasts.recall_notice import recall_notice
from broadcasts.receipts import Cell, tabulate
from models.kinds import OutgoingState, Role, Tier
from models.pyramid import Post
from tests.broadcasts.pyramids import HQ, RESIDENT
from texts.render import line


async def tap(town, notice_id, code, by):
    group_id = town.groups[code].id if code else None
    return await confirm_receipt(town.session, notice_id, group_id, await town.actor(by), now=town.now)


async def heard(town, notice_id):
    return (await notice_progress(town.session, notice_id)).whole.heard


async def test_a_group_has_heard_when_a_role_holder_of_that_unit_taps(town):
    notice_id = await town.sent_to_all()
    done = await tap(town, notice_id, "s1c1g1m1", town.leaders["s1c1g1m1"])
    assert (done.tap, done.unit) == (Tap.HEARD, "U-s1c1g1m1")
    assert await heard(town, notice_id) == 1


async def test_residents_leaders_of_other_groups_and_superiors_are_thanked_and_not_counted(town):
    notice_id = await town.sent_to_all()
    for by in (RESIDENT, town.leaders["s1c1g1m2"], HQ):
        assert (await tap(town, notice_id, "s1c1g1m1", by)).tap is Tap.THANKED
    assert await heard(town, notice_id) == 0


async def test_tapping_again_changes_nothing(town):
    notice_id = await town.sent_to_all()
    leader = town.leaders["s1c1g1m1"]
    await tap(town, notice_id, "s1c1g1m1", leader)
    assert (await tap(town, notice_id, "s1c1g1m1", leader)).tap is Tap.AGAIN
    assert await heard(town, notice_id) == 1


async def test_a_second_role_holder_does_not_make_a_second_group(town):
    notice_id = await town.sent_to_all()
    await town.person(303, "s1c1g1m1", Role.PART_TIME_WORKER)
    await tap(town, notice_id, "s1c1g1m1", town.leaders["s1c1g1m1"])
    await tap(town, notice_id, "s1c1g1m1", 303)
    assert await heard(town, notice_id) == 1


async def test_who_becomes_a_role_holder_counts_from_the_next_tap(town):
    notice_id = await town.sent_to_all()
    await tap(town, notice_id, "s1c1g1m1", RESIDENT)
    await town.person(RESIDENT, "s1c1g1m1", Role.MICRO_GRID_LEADER)
    assert (await tap(town, notice_id, "s1c1g1m1", RESIDENT)).tap is Tap.HEARD
    await town.dismiss(RESIDENT)
    await tap(town, notice_id, "s1c1g1m1", RESIDENT)
    assert await heard(town, notice_id) == 1


async def test_a_tap_under_a_private_reminder_counts_for_all_own_groups(town):
    notice_id = await town.sent_to_all()
    await town.person(304, "s1c1g1m1", Role.MICRO_GRID_LEADER)
    person = (await town.actor(304)).person_id
    unit_id = town.units["s1c1g1m2"].id
    town.session.add(Post(person_id=person, unit_id=unit_id, role=Role.MICRO_GRID_LEADER, valid_from=town.now))
    await town.session.flush()
    done = await tap(town, notice_id, None, 304)
    assert (done.tap, done.unit) == (Tap.HEARD, "U-s1c1g1m1 · U-s1c1g1m2")
    assert await heard(town, notice_id) == 2


async def test_a_tap_under_a_recalled_notice_says_so(town):
    notice_id = await town.sent_to_all()
    await recall_notice(town.session, notice_id, await town.actor(HQ), now=town.now)
    assert (await tap(town, notice_id, "s1c1g1m1", town.leaders["s1c1g1m1"])).tap is Tap.RECALLED


async def test_many_taps_ask_for_one_look(town):
    notice_id = await town.sent_to_all()
    for code in ("s1c1g1m1", "s1c1g1m2", "s1c1g1m3"):
        await tap(town, notice_id, code, town.leaders[code])
        town.now += timedelta(seconds=1)
    notice = await town.notice(notice_id)
    assert notice.next_step_at == town.now
    cards = [row.wanted for row in await town.rows(notice_id, "notice_progress")]
    await town.advance(notice_id)
    assert [row.wanted for row in await town.rows(notice_id, "notice_progress")] == [wanted + 1 for wanted in cards]
    assert (await town.notice(notice_id)).next_step_at > town.now + timedelta(minutes=10)


async def test_the_table_shows_every_child_and_the_own_chat(town):
    notice_id = await town.sent_to_all(to="s1")
    await tap(town, notice_id, "s1c1g1m1", town.leaders["s1c1g1m1"])
    progress = await notice_progress(town.session, notice_id)
    assert [(line.name, line.total, line.sent, line.heard) for line in progress.by_unit] == [
        ("U-s1", 1, 1, 0), ("U-s1c1", 9, 9, 1), ("U-s1c2", 9, 9, 0),
    ]  # fmt: skip
    assert [(line.name, line.total, line.heard) for line in progress.by_tier] == [
        ("street", 1, 0), ("community", 2, 0), ("grid", 4, 0), ("micro_grid", 12, 1),
    ]  # fmt: skip
    assert progress.whole.silent == 18
    assert len(progress.silent_units) == 12
    part = await notice_progress(town.session, notice_id, under=town.units["s1c1"].id)
    assert (part.whole.total, part.whole.heard) == (9, 1)


async def test_before_the_fan_out_the_whole_is_what_was_counted(town):
    made = await town.submit()
    assert (await notice_progress(town.session, made.notice_id)).whole.total == 39
    assert await notice_progress(town.session, 4711) is None


async def test_names_of_people_stand_on_no_list_of_the_silent(town):
    notice_id = await town.sent_to_all()
    progress = await notice_progress(town.session, notice_id)
    assert set(progress.silent_units) <= {unit.name for unit in town.units.values()}


cells = st.lists(
    st.builds(
        Cell,
        tier=st.sampled_from(Tier),
        child_id=st.sampled_from([None, 1, 2]),
        state=st.sampled_from(OutgoingState),
        is_shown=st.booleans(),
        is_heard=st.booleans(),
        count=st.integers(0, 1000),
    ),
)


@given(cells)
def test_every_copy_stands_in_exactly_one_column_of_one_line(found):
    whole, by_tier, by_unit = tabulate(found, "own", [(1, "a"), (2, "b")])
    assert whole.total == sum(cell.count for cell in found)
    assert whole.total == whole.sent + whole.waiting + whole.parked + whole.uncertain + whole.dropped + sum(
        cell.count for cell in found if not cell.is_shown and cell.state is OutgoingState.SENT
    )
    assert 0 <= whole.heard <= whole.sent <= whole.total
    for lines in (by_tier, by_unit):
        assert sum(line.total for line in lines) == whole.total
        assert sum(line.heard for line in lines) == whole.heard


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("tap", Tap)
def test_every_tap_has_an_answer(tap, language):
    assert line(f"receipt.{tap.value}", language, unit="U-s1")
