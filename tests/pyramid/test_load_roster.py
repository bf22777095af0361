from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.kinds import GroupState, OutgoingState, Role
from models.outbox import Outgoing
from models.pyramid import EnrolmentCode, FormerChat, Group, Person, Post, Unit, UnitVersion
from outbox.enqueue import Say, enqueue
from pyramid.load_roster import load_roster
from pyramid.lookup import actor_of, ancestors, duty_holders, unit_by_code
from pyramid.roster_change import What
from tests.pyramid.conftest import BOT, NAMELESS, PEOPLE, UNITS, what_changed

TABLES = (Unit, UnitVersion, Group, Person, Post, EnrolmentCode)


async def counts(session):
    return [await session.scalar(select(func.count()).select_from(table)) for table in TABLES]


async def fresh(session, code):
    """The unit as it stands in the database now."""
    return (
        await session.scalars(select(Unit).where(Unit.code == code).execution_options(populate_existing=True))
    ).one()


async def test_the_whole_pyramid_stands_after_one_load(session, empty, now):
    outcome = await load_roster(session, UNITS, PEOPLE, now=now)
    assert not outcome.errors
    assert len([change for change in outcome.changes if change.what is What.UNIT_NEW]) == 10
    top, micro = await fresh(session, "HQ"), await fresh(session, "M1")
    line = [await fresh(session, code) for code in ("HQ", "S1", "C1", "G1", "M1")]
    assert micro.path == "/" + "/".join(str(unit.id) for unit in line) + "/"
    assert top.path == f"/{top.id}/"
    assert micro.kind == "building"
    hats = (await actor_of(session, 31)).hats
    assert [(hat.role, hat.path) for hat in hats] == [(Role.GRID_WORKER, line[3].path)]
    fire = (await actor_of(session, 52)).hats[0]
    assert (fire.role, fire.field) == (Role.DEPARTMENT, "fire")


async def test_a_second_time_changes_nothing(session, empty, now):
    await load_roster(session, UNITS, NAMELESS, now=now)
    before = await counts(session)
    again = await load_roster(session, UNITS, NAMELESS, now=now + timedelta(hours=1), retire=True)
    assert again.changes == again.errors == again.links == ()
    assert await counts(session) == before


async def test_a_dry_run_tells_the_same_and_writes_nothing(session, empty, now):
    before = await counts(session)
    dry = await load_roster(session, UNITS, NAMELESS, now=now, dry_run=True)
    assert await counts(session) == before
    assert dry.links == ()
    assert dry.changes == (await load_roster(session, UNITS, NAMELESS, now=now)).changes


async def test_one_mistake_anywhere_and_nothing_is_written(session, empty, now):
    outcome = await load_roster(session, UNITS, PEOPLE + "61,错,grid_head,G9,\n62,错,boss,G1,\n", now=now)
    assert [(error.file, error.row, error.column) for error in outcome.errors] == [
        ("people.csv", 15, "unit"),
        ("people.csv", 16, "role"),
    ]
    assert outcome.changes == outcome.links == ()
    assert await counts(session) == [0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("61,甲,grid_head,C1,", "role"),
        ("31,孙二,mediator,C1,", "name"),
        ("32,周格,mediator,C1,zh", "language"),
        ("31,孙格,grid_worker,G1,", "unit"),
    ],
)
async def test_lines_of_people_that_do_not_fit_are_named(session, empty, now, line, column):
    (error,) = (await load_roster(session, UNITS, PEOPLE + line, now=now)).errors
    assert (error.file, error.row, error.column) == ("people.csv", 15, column)


async def test_mistakes_in_cells_and_in_the_tree_are_told_together(session, empty, now):
    units = UNITS.replace("G2,C1,grid", "G2,C1,gird").replace("M2,G1", "M2,G7")
    errors = (await load_roster(session, units, PEOPLE, now=now)).errors
    assert [(error.row, error.column, error.what) for error in errors] == [
        (8, "tier", "no_tier"),
        (10, "parent", "parent_unknown"),
    ]


async def test_a_moved_unit_takes_its_subtree_and_its_history_along(session, town, now):
    later = now + timedelta(days=3)
    outcome = await load_roster(session, UNITS.replace("G2,C1", "G2,C2"), None, now=later)
    assert what_changed(outcome) == [("unit_moved", "G2")]
    second, micro = await fresh(session, "G2"), await fresh(session, "M3")
    assert micro.path.startswith(second.path)
    assert second.path.startswith((await fresh(session, "C2")).path)
    versions = list(
        await session.scalars(select(UnitVersion).where(UnitVersion.unit_id == second.id).order_by(UnitVersion.id))
    )
    assert [(each.valid_from, each.valid_to) for each in versions] == [(now, later), (later, None)]
    assert versions[0].parent_id == (await fresh(session, "C1")).id
    assert [unit.code for unit in await ancestors(session, micro.id)] == ["G2", "C2", "S1", "HQ"]


async def test_what_is_absent_stays_unless_it_shall_be_retired(session, town, now):
    units = UNITS.replace("M3,G2,micro_grid,stairwell,三号楼,-109\n", "")
    people = PEOPLE.replace("42,褚楼,micro_grid_leader,M3,\n", "").replace("22,钱社,community_secretary,C2,\n", "")
    assert (await load_roster(session, units, people, now=now)).changes == ()
    outcome = await load_roster(session, units, people, now=now, retire=True)
    assert what_changed(outcome) == [
        ("chat_released", "M3"),
        ("post_ended", "C2"),
        ("post_ended", "M3"),
        ("unit_retired", "M3"),
    ]
    assert (await actor_of(session, 42)).hats == ()
    assert (await fresh(session, "M3")).valid_to == now
    group = await town.chat(-109)
    await session.refresh(group)
    assert (group.unit_id, group.state, group.leave_at) == (None, GroupState.UNBOUND, now + timedelta(minutes=15))
    assert [row.group_id for row in await town.said("group_released")] == [group.id]
    assert (await load_roster(session, units, people, now=now, retire=True)).changes == ()


async def test_without_a_people_file_only_posts_of_retired_units_end(session, town, now):
    units = UNITS.replace("M3,G2,micro_grid,stairwell,三号楼,-109\n", "")
    outcome = await load_roster(session, units, None, now=now, retire=True)
    assert [change.about for change in outcome.changes if change.what is What.POST_ENDED] == ["M3"]
    assert (await actor_of(session, 31)).hats


MERGED = (
    UNITS.replace("name,chat_id", "name,chat_id,successor")
    .replace("G2,C1,grid,,第二网格,-106\n", "G2,C1,grid,,第二网格,,G1\n")
    .replace("M3,G2", "M3,G1")
)


async def test_a_merged_unit_keeps_its_matters_and_its_code_leads_to_the_successor(session, town, now):
    old = await town.unit("G2")
    people = PEOPLE.replace("grid_head,G2", "grid_head,G1")
    outcome = await load_roster(session, MERGED, people, now=now, retire=True)
    assert not outcome.errors
    retired = await fresh(session, "G2")
    assert (retired.id, retired.valid_to) == (old.id, now)
    session.expunge_all()
    successor = await unit_by_code(session, "G2")
    assert successor.code == "G1"
    assert [unit.code for unit in await ancestors(session, old.id)] == ["C1", "S1", "HQ"]
    assert {holder.user_id for holder in await duty_holders(session, old.id)} == {31, 32, 33, 34}


async def test_the_chat_of_a_merged_unit_follows_with_its_row_if_the_successor_has_none(session, town, now):
    units = UNITS.replace("name,chat_id", "name,chat_id,successor").replace(
        "M3,G2,micro_grid,stairwell,三号楼,-109\n", "M3,G2,micro_grid,stairwell,三号楼,,M2\n"
    )
    before = await town.group("M3")
    outcome = await load_roster(session, units, PEOPLE.replace("leader,M3", "leader,M2"), now=now, retire=True)
    assert ("chat_moved", "M2") in what_changed(outcome)
    await session.refresh(before)
    assert (before.unit_id, before.chat_id, before.state) == ((await town.unit("M2")).id, -109, GroupState.BOUND)
    assert [row.group_id for row in await town.said("group_bound")] == [before.id]


async def test_people_may_not_stand_on_a_retired_unit(session, town, now):
    (error,) = (await load_roster(session, MERGED, PEOPLE, now=now)).errors
    assert (error.file, error.column, error.what, error.other) == ("people.csv", "unit", "unit_retired", "G1")


async def test_a_unit_that_moves_to_another_chat_takes_what_waits_for_it_along(session, town, now):
    group = await town.group("M1")
    await enqueue(session, [Say("notice_copy", group_id=group.id)], now=now)
    session.add(Group(chat_id=-207, bot_id=BOT, state=GroupState.UNBOUND, since=now, leave_at=now))
    await session.flush()
    outcome = await load_roster(session, UNITS.replace("一号楼,-107", "一号楼,-207"), None, now=now)
    assert what_changed(outcome) == [("chat_bound", "M1"), ("chat_released", "M1")]
    await session.refresh(group)
    assert (group.chat_id, group.state, group.leave_at) == (-207, GroupState.BOUND, None)
    (waiting,) = await town.said("notice_copy")
    assert (waiting.group_id, waiting.state) == (group.id, OutgoingState.PENDING)
    left = await town.chat(-107)
    assert (left.unit_id, left.state) == (None, GroupState.UNBOUND)


async def test_two_chats_may_be_swapped(session, town, now):
    first, third = await town.group("M1"), await town.group("M3")
    swapped = UNITS.replace("-107", "x").replace("-109", "-107").replace("x", "-109")
    assert what_changed(await load_roster(session, swapped, None, now=now)) == [
        ("chat_moved", "M1"),
        ("chat_moved", "M3"),
    ]
    await session.refresh(first)
    await session.refresh(third)
    assert (first.chat_id, third.chat_id) == (-109, -107)


async def test_the_old_id_of_a_chat_that_became_a_supergroup_changes_nothing(session, town, now):
    group = await town.group("M1")
    group.chat_id = -100107
    session.add(FormerChat(chat_id=-107, group_id=group.id, until=now))
    await session.flush()
    assert (await load_roster(session, UNITS, PEOPLE, now=now)).changes == ()


async def test_a_chat_of_another_unit_is_refused(session, town, now):
    (error,) = (await load_roster(session, UNITS.replace("二号楼,", "二号楼,-101"), None, now=now)).errors
    assert (error.row, error.column, error.value, error.other) == (10, "chat_id", "-101", "S1")


async def test_nobody_is_told_anything_by_the_first_load(session, empty, now):
    await load_roster(session, UNITS, NAMELESS, now=now)
    assert await session.scalar(select(func.count()).select_from(Outgoing)) == 0


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_change_reads_as_one_line(session, town, now, language):
    outcome = await load_roster(
        session, MERGED, NAMELESS.replace("grid_head,G2", "grid_head,G1").replace("worker,G2", "worker,G1"), now=now
    )
    for change in outcome.changes:
        assert change.about in change.sentence(language)
        assert "\n" not in change.sentence(language)
