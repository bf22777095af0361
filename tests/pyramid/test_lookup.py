from datetime import timedelta

import pytest

from models.kinds import GroupState, Role, Tier
from models.pyramid import FormerChat, Person
from pyramid.load_roster import load_roster
from pyramid.lookup import (
    Tally,
    actor_of,
    ancestors,
    checkers,
    children,
    duty_holders,
    group_of_chat,
    group_of_unit,
    head_office,
    holders,
    subtree_groups,
    unit_at_tier,
    unit_by_code,
    unit_of,
    units_named,
    who_must_act,
)
from tests.pyramid.conftest import NOBODY, PEOPLE, UNITS


async def test_a_stranger_is_an_actor_without_hats(session, town):
    stranger = await actor_of(session, NOBODY, language="en")
    assert (stranger.hats, stranger.person_id, stranger.language) == ((), None, "en")


async def test_a_known_person_speaks_the_language_they_chose(session, town):
    assert (await actor_of(session, 32, language="zh")).language == "en"
    assert (await actor_of(session, 31, language="en")).language == "en"


async def test_an_anonymous_speaker_has_no_hats_whoever_it_seems_to_be(session, town):
    assert (await actor_of(session, 31, is_anonymous=True)).hats == ()


async def test_a_resident_is_known_and_has_no_rights(session, town):
    session.add(Person(user_id=NOBODY, name="居民"))
    await session.flush()
    resident = await actor_of(session, NOBODY)
    assert resident.person_id is not None
    assert resident.hats == ()


async def test_a_chat_is_found_by_its_former_id_too(session, town, now):
    group = await town.group("M1")
    session.add(FormerChat(chat_id=-7, group_id=group.id, until=now))
    await session.flush()
    assert await group_of_chat(session, -107) is group
    assert await group_of_chat(session, -7) is group
    assert await group_of_chat(session, -8) is None


async def test_a_unit_without_chat_has_no_group(session, town):
    assert await group_of_unit(session, (await town.unit("M2")).id) is None


async def test_units_are_found_by_code_and_by_tier(session, town):
    micro = await unit_by_code(session, "M1")
    assert (await unit_at_tier(session, micro.id, Tier.MICRO_GRID)).code == "M1"
    assert (await unit_at_tier(session, micro.id, Tier.COMMUNITY)).code == "C1"
    assert await unit_at_tier(session, (await town.unit("C1")).id, Tier.GRID) is None
    assert await unit_by_code(session, "nowhere") is None
    assert (await head_office(session)).code == "HQ"
    with pytest.raises(LookupError):
        await unit_of(session, 10**6)


async def test_ancestors_come_nearest_first_and_children_by_code(session, town):
    assert [unit.code for unit in await ancestors(session, (await town.unit("M1")).id)] == ["G1", "C1", "S1", "HQ"]
    assert [unit.code for unit in await children(session, (await town.unit("C1")).id)] == ["G1", "G2"]
    assert await ancestors(session, (await town.unit("HQ")).id) == []


async def test_units_are_found_by_words_in_their_names_within_a_subtree(session, town):
    top, community = await town.unit("HQ"), await town.unit("C1")
    assert [unit.code for unit in await units_named(session, top.path, ["号楼"])] == ["M1", "M2", "M3"]
    assert [unit.code for unit in await units_named(session, community.path, ["江", "网格"])] == ["G1", "G2", "C1"]
    assert await units_named(session, (await town.unit("S2")).path, ["号楼"]) == []
    assert await units_named(session, top.path, ["%", "_", " "]) == []


async def test_the_chats_of_a_subtree_are_counted_by_tier(session, town):
    (await town.group("M3")).state = GroupState.AWAY
    await session.flush()
    tallies = await subtree_groups(session, (await town.unit("C1")).id)
    assert tallies == {
        Tier.HQ: Tally(),
        Tier.STREET: Tally(),
        Tier.COMMUNITY: Tally(1, 1, 0),
        Tier.GRID: Tally(2, 2, 0),
        Tier.MICRO_GRID: Tally(3, 2, 1),
    }


async def test_duty_holders_come_in_the_order_they_are_asked(session, town):
    found = await duty_holders(session, (await town.unit("G1")).id)
    assert [(holder.user_id, holder.role) for holder in found] == [
        (31, Role.GRID_WORKER),
        (32, Role.GRID_WORKER),
        (33, Role.GRID_HEAD),
    ]
    police = await holders(session, (await town.unit("G1")).id, [Role.PART_TIME_WORKER])
    assert [(holder.user_id, holder.field) for holder in police] == [(51, "police")]


async def act(session, town, code):
    unit, found = await who_must_act(session, (await town.unit(code)).id)
    return unit.code, [holder.user_id for holder in found]


async def test_the_grids_workers_must_act_and_without_them_its_head_and_without_one_the_community(session, town, now):
    assert await act(session, town, "M1") == ("G1", [31, 32])
    assert await act(session, town, "M3") == ("G2", [34])
    await load_roster(session, UNITS, PEOPLE.replace("34,郑格,grid_head,G2,\n", ""), now=now, retire=True)
    assert await act(session, town, "M3") == ("C1", [21])
    assert await act(session, town, "S2") == ("S2", [12])


async def test_a_post_that_nobody_claimed_cannot_be_asked(session, town, now):
    await load_roster(session, UNITS, PEOPLE.replace("34,郑格", ",何某"), now=now, retire=True)
    assert await act(session, town, "M3") == ("C1", [21])


@pytest.mark.parametrize(
    ("without", "asked"),
    [({31}, [32]), ({31, 32}, [33]), ({31, 32, 33}, [21]), ({31, 32, 33, 21}, [11]), (set(), [31, 32])],
)
async def test_work_is_checked_by_a_colleague_else_the_head_else_those_above(session, town, without, asked):
    found = await checkers(session, (await town.unit("M1")).id, without)
    assert [holder.user_id for holder in found] == asked


async def test_a_post_that_has_ended_gives_no_hat(session, town, now):
    await load_roster(
        session,
        UNITS,
        PEOPLE.replace("31,孙格,grid_worker,G1,\n", ""),
        now=now + timedelta(days=1),
        retire=True,
    )
    assert (await actor_of(session, 31)).hats == ()
