import pytest
from sqlalchemy import event, func, select

from broadcasts.publish_notice import publish_notice
from models.kinds import GroupState, NoticeKind, OutgoingState, Priority, Repeat
from models.outbox import Outgoing
from tests.broadcasts.pyramids import HQ, STREET, Town


@pytest.fixture
def statements(database):
    """Every statement that reaches the database."""
    said = []

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, _context, executemany):
        said.append((statement, len(parameters) if executemany else 1))

    yield said
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)


@pytest.mark.parametrize("micro_grids", [1, 40])
async def test_a_fan_out_takes_one_insert_whatever_the_number_of_groups(session, policy, now, statements, micro_grids):
    town = Town(session, policy, now)
    await town.build(streets=2, communities=2, grids=2, micro_grids=micro_grids, people=False)
    town.with_notices(approve_above=1000)
    statements.clear()
    made = await town.submit(kind=NoticeKind.EMERGENCY)
    written = [(said, times) for said, times in statements if said.startswith("INSERT INTO outgoing")]
    fanned = [(said, times) for said, times in written if "SELECT" in said]
    assert [times for _, times in fanned] == [1]
    assert len(statements) < 20
    assert await town.count(made.notice_id) == len(town.groups)


async def test_every_group_gets_exactly_one_message_however_often_it_is_fanned_out(town):
    made = await town.submit(kind=NoticeKind.EMERGENCY)
    notice = await town.notice(made.notice_id)
    notice.state = notice.state.HELD
    assert await publish_notice(town.session, notice, now=town.now) == 0
    groups = [row.group_id for row in await town.rows(made.notice_id, "notice_copy")]
    assert sorted(groups) == sorted(group.id for group in town.groups.values())


async def test_a_copy_holds_no_words_and_leaves_by_the_bot_of_its_group(town):
    town.groups["s1"].bot_id = 7001
    town.groups["s1c1"].state = GroupState.AWAY
    made = await town.submit(to="s1", by=STREET, kind=NoticeKind.EMERGENCY)
    by_group = {row.group_id: row for row in await town.rows(made.notice_id, "notice_copy")}
    own, away = by_group[town.groups["s1"].id], by_group[town.groups["s1c1"].id]
    assert (own.bot_id, own.state, own.viewer, own.args) == (7001, OutgoingState.PENDING, "street", {})
    assert (own.priority, own.repeat, own.wanted, own.shown) == (Priority.EMERGENCY, Repeat.AGAIN, 1, 0)
    assert (own.offered, own.attempts, own.unsure, own.caused_at) == ([], 0, 0, town.now)
    assert own.not_before == town.session.info["machine_now"]
    assert own.key == f"notice:{made.notice_id}:g{own.group_id}"
    assert (away.state, away.trouble) == (OutgoingState.PARKED, "away")


async def test_other_branches_and_retired_units_get_nothing(town):
    town.units["s1c2g1m1"].valid_to = town.now
    made = await town.submit(to="s1", kind=NoticeKind.EMERGENCY)
    reached = {row.group_id for row in await town.rows(made.notice_id, "notice_copy")}
    assert reached == {group.id for code, group in town.groups.items() if code.startswith("s1")} - {
        town.groups["s1c2g1m1"].id
    }


async def test_a_path_that_only_begins_alike_is_another_branch(session, policy, now):
    town = Town(session, policy, now)
    await town.build(streets=12, communities=0, grids=0, micro_grids=0)
    assert town.units["s1"].path == "/1/2/"
    assert town.units["s12"].path == "/1/13/"
    made = await town.submit(to="s1", by=HQ, kind=NoticeKind.EMERGENCY)
    assert await town.count(made.notice_id) == 1


async def test_the_outbox_is_woken(town):
    await town.submit(kind=NoticeKind.EMERGENCY)
    assert town.session.info["outbox_grew"] is True


async def test_no_row_is_left_without_a_group(town):
    made = await town.submit(kind=NoticeKind.EMERGENCY)
    alone = select(func.count()).where(Outgoing.subject_id == made.notice_id, Outgoing.kind == "notice_copy")
    assert await town.session.scalar(alone.where(Outgoing.group_id.is_(None))) == 0
