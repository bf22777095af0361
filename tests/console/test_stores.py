"""The lists of the console on both engines: the same rows, and exactly those that the one policy allows."""

import pytest

from bot.database import open_database
from console.scope import incident_reach, unit_paths
from console.see_notices import in_sight
from console.store import incidents, machinery, notices, pyramid
from incidents.read_view import read_view
from models.kinds import OutgoingState
from outbox.store import sending
from pyramid.lookup import actor_of
from pyramid.permissions import Action, may
from tests.console.world import BOSS, COMMUNITY, GRID, HQ, NOW, POSTS, RESIDENT, Clock, build

NUMBERS = [f"A-100{n}" for n in range(1, 6)]


@pytest.fixture
async def either(database_url):
    made = open_database(database_url, Clock().machine)
    async with made.transaction() as session:
        await build(session)
    yield made
    await made.dispose()


async def test_the_list_of_incidents_is_what_the_one_policy_allows(either):
    async with either.reading() as session:
        for person in (*POSTS, RESIDENT):
            actor = await actor_of(session, person)
            wanted, reach = incidents.Wanted(states="all"), incident_reach(actor)
            listed = {row.number for row in await incidents.rows(session, reach, wanted, NOW, limit=99)}
            allowed = set()
            for number in NUMBERS:
                found = await read_view(session, await incidents.id_of(session, number) or 0)
                assert found is not None
                if may(actor, Action.SEE_INCIDENT, found[0].thing()) is None:
                    allowed.add(number)
            assert listed == allowed, person
            assert await incidents.count(session, reach, wanted, NOW) == len(listed)


async def test_what_presses_is_counted(either):
    async with either.reading() as session:
        reach = incident_reach(await actor_of(session, BOSS))
        assert await incidents.pressing(session, reach, NOW) == incidents.Pressing(3, 1, 1, 0)
        assert await incidents.restricted_count(session, reach) == 1
        late = incidents.Wanted(is_overdue=True)
        assert [row.number for row in await incidents.rows(session, reach, late, NOW, limit=9)] == ["A-1001"]


async def test_units_know_their_chats_and_leaders(either):
    async with either.reading() as session:
        found = {node.id: node for node in await pyramid.nodes(session, [HQ, COMMUNITY, GRID])}
        assert (found[HQ].below, found[HQ].below_bound, found[HQ].below_away) == (9, 8, 1)
        assert (found[GRID].leaders, found[GRID].claimed, found[GRID].is_admin) == (2, 2, False)
        paths = unit_paths(await actor_of(session, BOSS))
        assert await pyramid.chat_states(session, paths) == (10, 9, 1)
        assert await pyramid.unit_ids_at(session, paths) == [HQ]


async def test_the_machine_is_counted(either):
    async with either.reading() as session:
        assert await machinery.troubles(session) == machinery.Troubles(1, 1, 1, 0, 0)
        counts = await machinery.outgoing_counts(session)
        assert counts[1, OutgoingState.SENT] == 2
        assert [row.trouble for row in await machinery.kept_rows(session, [OutgoingState.UNCERTAIN], 9)] == ["timeout"]
        assert len(await machinery.dead_updates(session, 9)) == 1
        assert await machinery.freezes(session) == []
        assert await notices.rows(session, in_sight(await actor_of(session, BOSS)), limit=9) == []


async def test_a_row_is_settled_once(either):
    async with either.transaction() as session:
        assert await sending.settle_row(session, 3, OutgoingState.DROPPED, "seen")
        assert not await sending.settle_row(session, 3, OutgoingState.PENDING, None)
