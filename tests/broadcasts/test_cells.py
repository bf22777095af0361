"""Which cells seem deaf, and why; whoever taps, or has just joined, is left alone."""

from datetime import timedelta

from broadcasts.confirm_receipt import confirm_receipt
from broadcasts.store.cells import deaf_cells, unheard_of
from broadcasts.watch_cells import SETTLED, SILENT_AFTER, watch_cells
from models.kinds import GroupState, Role
from models.pyramid import Attendance
from tests.broadcasts.pyramids import STREET

DAY = timedelta(days=1)
TO_NIGHT, TO_MORNING = timedelta(hours=13), timedelta(hours=11)  # the town begins at ten in the morning


async def found(town):
    cells = await deaf_cells(
        town.session, town.now - SILENT_AFTER, town.now - SETTLED, parent_id=town.units["s1c1g1"].id
    )
    return {cell.name: cell.why for cell in cells}


async def test_each_reason_is_found_and_named(town):
    await town.dismiss(town.leaders["s1c1g1m1"])
    town.groups["s1c1g1m2"].state = GroupState.AWAY
    town.session.add(
        Attendance(
            group_id=town.groups["s1c1g1"].id, user_id=town.leaders["s1c1g1m3"], is_present=False, looked_at=town.now
        )
    )
    await town.session.flush()
    assert await found(town) == {}, "they have only just joined"
    town.now += 2 * DAY
    assert await found(town) == {"U-s1c1g1m1": ("no_leader",), "U-s1c1g1m2": ("away",), "U-s1c1g1m3": ("absent",)}


async def test_a_cell_is_silent_after_three_notices_and_hears_again_with_one_tap(town):
    town.now += 2 * DAY
    for _ in range(2):
        last = await town.sent_to_all(to="s1c1g1m1")
    assert await found(town) == {}
    last = await town.sent_to_all(to="s1c1g1m1")
    assert await found(town) == {"U-s1c1g1m1": ("silent",)}
    assert [each.number for each in await unheard_of(town.session, town.units["s1c1g1m1"].id, 9)] == [
        "A-N3",
        "A-N2",
        "A-N1",
    ]
    leader = await town.actor(town.leaders["s1c1g1m1"])
    await confirm_receipt(town.session, last, town.groups["s1c1g1m1"].id, leader, now=town.now)
    assert await found(town) == {}


async def test_those_above_are_told_once_a_week_and_not_at_night(town):
    await town.person(320, "s1c1g1", Role.GRID_HEAD)
    town.now += 2 * DAY
    told = []
    for after in (TO_NIGHT, TO_MORNING, timedelta(hours=1), 7 * DAY):
        town.now += after
        told.append(await watch_cells(town.session, policy=town.policy, now=town.now))
    assert told[0] == told[2] == 0
    assert told[1] == told[3] > 0
    rows = await town.rows(town.units["s1"].id, "deaf_cells")
    assert {row.user_id for row in rows} == {STREET}, "nobody leads the communities below"
    assert len(rows) == 2
