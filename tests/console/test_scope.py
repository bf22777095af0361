"""Role × page × object: each sees the own part of the tree, and nothing tells whether there is more."""

from itertools import product

import pytest

from broadcasts.rights import thing_of
from console.scope import tops, unit_paths
from console.see_notices import in_sight
from console.store import notices as notice_store
from models.incidents import Incident
from models.kinds import Sensitivity, Tier
from pyramid.lookup import actor_of
from pyramid.permissions import Action, Thing, may
from tests.console.world import (
    ANOTHER_WORKER,
    BOSS,
    COMMUNITY,
    GRID,
    HEAD,
    HQ,
    LEADER,
    MICRO,
    MICRO_2,
    OTHER_COMMUNITY,
    OTHER_GRID,
    OTHER_MICRO,
    OTHER_SECRETARY,
    OTHER_STREET,
    POLICE,
    RESIDENT,
    SECRETARY,
    STREET,
    STREET_CHIEF,
    TIERS,
    WORKER,
    path_of,
)

VISITORS = (BOSS, STREET_CHIEF, SECRETARY, OTHER_SECRETARY, HEAD, WORKER, POLICE, ANOTHER_WORKER)
UNITS = (HQ, STREET, OTHER_STREET, COMMUNITY, OTHER_COMMUNITY, GRID, OTHER_GRID, MICRO, MICRO_2, OTHER_MICRO)
OWN = {
    BOSS: set(UNITS),
    STREET_CHIEF: {STREET, COMMUNITY, GRID, MICRO, MICRO_2},
    POLICE: {STREET, COMMUNITY, GRID, MICRO, MICRO_2},
    SECRETARY: {COMMUNITY, GRID, MICRO, MICRO_2},
    HEAD: {GRID, MICRO, MICRO_2},
    WORKER: {GRID, MICRO, MICRO_2},
    OTHER_SECRETARY: {OTHER_COMMUNITY, OTHER_GRID, OTHER_MICRO},
    ANOTHER_WORKER: {OTHER_GRID, OTHER_MICRO},
}
# Open and restricted alike; A-1004 is restricted and WORKER stands on its closed list.
INCIDENTS = {
    BOSS: {"A-1001", "A-1002", "A-1003", "A-1005"},
    STREET_CHIEF: {"A-1001", "A-1003", "A-1004", "A-1005"},
    SECRETARY: {"A-1001", "A-1003", "A-1005"},
    HEAD: {"A-1001", "A-1003", "A-1005"},
    WORKER: {"A-1001", "A-1003", "A-1004", "A-1005"},
    POLICE: set(),
    OTHER_SECRETARY: {"A-1002"},
    ANOTHER_WORKER: {"A-1002"},
}
NUMBERS = [f"A-100{n}" for n in range(1, 6)]


@pytest.mark.parametrize("visitor", VISITORS)
async def test_each_sees_the_own_units_and_no_other(signed_in, visitor):
    browser = await signed_in(visitor)
    unknown = await browser.page("/console/pyramid/999", 404)
    for unit in UNITS:
        page = await browser.page(f"/console/pyramid/{unit}", 200 if unit in OWN[visitor] else 404)
        assert unit in OWN[visitor] or page.replace(f"pyramid/{unit}", "") == unknown.replace("pyramid/999", "")


@pytest.mark.parametrize("visitor", VISITORS)
async def test_each_sees_the_own_incidents_and_no_other(signed_in, visitor):
    browser = await signed_in(visitor)
    unknown = await browser.page("/console/incidents/A-9999", 404)
    listed = await browser.page("/console/incidents?state=all")
    for number in NUMBERS:
        is_seen = number in INCIDENTS[visitor]
        page = await browser.page(f"/console/incidents/{number}", 200 if is_seen else 404)
        assert (f"#{number}" in listed) == is_seen
        assert is_seen or page.replace(number, "") == unknown.replace("A-9999", "")


@pytest.mark.parametrize(("visitor", "unit"), list(product((SECRETARY, ANOTHER_WORKER), UNITS)))
async def test_filtering_by_a_foreign_unit_finds_no_page(signed_in, visitor, unit):
    browser = await signed_in(visitor)
    await browser.page(f"/console/incidents?unit={unit}", 200 if unit in OWN[visitor] else 404)


@pytest.mark.parametrize("visitor", VISITORS)
async def test_the_machine_is_shown_to_the_head_office_only(signed_in, visitor):
    browser = await signed_in(visitor)
    status = 200 if visitor == BOSS else 403
    for path in ("/console/outbox", "/console/jobs", "/console/outbox/live", "/console/jobs/live"):
        page = await browser.page(path, status)
        assert visitor == BOSS or "只给区网格办查看" in page
    for deed in ("again", "drop"):
        if visitor != BOSS:
            assert (await browser.post(f"/console/outbox/3/{deed}")).status == 403
    front = await browser.page("/console")
    assert ("/console/jobs" in front) == (visitor == BOSS)


@pytest.mark.parametrize("visitor", VISITORS)
async def test_codes_are_given_from_above_only(signed_in, visitor):
    browser = await signed_in(visitor)
    response = await browser.post(f"/console/pyramid/{MICRO_2}/code")
    above = {BOSS, STREET_CHIEF, SECRETARY, HEAD, WORKER}
    expected = 200 if visitor in above else 409 if visitor == POLICE else 404
    assert response.status == expected
    assert ('class="secret"' in await response.text()) == (visitor in above)


NOTICE_DEEDS = {
    BOSS: {"approve"},
    STREET_CHIEF: {"approve"},
    SECRETARY: {"stop"},
    HEAD: set(),
    WORKER: set(),
    POLICE: set(),
}


@pytest.mark.parametrize("visitor", VISITORS)
async def test_a_notice_concerns_those_above_and_below_it(signed_in, visitor):
    author = await signed_in(SECRETARY)
    await author.post("/console/notices/new", unit=str(COMMUNITY), kind="policy", words="停水一天", step="submit")
    browser = await signed_in(visitor)
    is_seen = visitor not in {OTHER_SECRETARY, ANOTHER_WORKER}
    page = await browser.page("/console/notices/A-N1", 200 if is_seen else 404)
    assert ("停水一天" in await browser.page("/console/notices")) == is_seen
    for deed in ("approve", "refuse", "stop", "recall", "resume", "remind"):
        offered = f'action="/console/notices/A-N1/{deed}"' in page
        if deed in {"approve", "stop"}:
            assert offered == (deed in NOTICE_DEEDS.get(visitor, set())), deed
        if not offered and not (deed == "stop" and visitor in {BOSS, STREET_CHIEF}):
            assert (await browser.post(f"/console/notices/A-N1/{deed}", count="3")).status == (
                409 if is_seen else 404
            ), deed


async def test_who_sees_a_part_of_a_notice_sees_its_receipts_only_there(signed_in):
    author = await signed_in(BOSS)
    await author.post("/console/notices/new", unit=str(HQ), kind="emergency", words="全区", step="submit")
    await author.post("/console/notices/new", unit=str(COMMUNITY), kind="policy", words="社区", step="submit")
    secretary = await signed_in(SECRETARY)
    page = await secretary.page("/console/notices/A-N1")
    assert "您看到的是康济社区这一部分" in page
    assert "东孝街道" not in page
    assert "下于社区" not in page
    for unit in (OTHER_COMMUNITY, HQ, OTHER_MICRO):
        await secretary.page(f"/console/notices/A-N1?under={unit}", 404)
    await secretary.page(f"/console/notices/A-N1?under={GRID}")


async def test_the_own_part_of_the_tree_agrees_with_the_one_policy(database):
    async with database.reading() as session:
        for person in (*VISITORS, LEADER, RESIDENT):
            actor = await actor_of(session, person)
            for unit in UNITS:
                is_covered = any(path_of(unit).startswith(top) for top in unit_paths(actor))
                thing = Thing(path=path_of(unit), tier=TIERS.get(unit, Tier.MICRO_GRID))
                assert is_covered == (may(actor, Action.SEE_UNIT, thing) is None)


@pytest.mark.parametrize("person", [*VISITORS, LEADER, RESIDENT])
async def test_the_list_of_notices_agrees_with_the_one_policy(signed_in, database, person):
    boss, secretary = await signed_in(BOSS), await signed_in(OTHER_SECRETARY)
    for unit in (HQ, STREET, COMMUNITY, GRID, MICRO):
        await boss.post("/console/notices/new", unit=str(unit), kind="policy", words=f"给{unit}", step="submit")
    await secretary.post("/console/notices/new", unit=str(OTHER_GRID), kind="policy", words="别处", step="submit")
    async with database.reading() as session:
        actor = await actor_of(session, person)
        listed = {row.number for row in await notice_store.rows(session, in_sight(actor), limit=99)}
        allowed = set()
        for number in (f"A-N{n}" for n in range(1, 7)):
            found = await notice_store.notice(session, number)
            assert found is not None
            if may(actor, Action.SEE_NOTICE, thing_of(*found)) is None:
                allowed.add(number)
        assert listed == allowed


async def test_restricted_matters_are_only_counted(signed_in):
    page = await (await signed_in(BOSS)).page("/console/incidents?state=all")
    assert "另有 1 件受限事项" in page
    assert "A-1004" not in page


async def test_every_sensitivity_is_in_the_small_world(database):
    from sqlalchemy import select

    async with database.reading() as session:
        assert set(await session.scalars(select(Incident.sensitivity))) == set(Sensitivity)


def test_paths_below_another_are_left_out():
    assert tops(["/1/2/", "/1/2/4/", "/1/3/", "/1/2/"]) == ("/1/2/", "/1/3/")
