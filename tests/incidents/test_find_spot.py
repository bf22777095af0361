"""The place in the words leads to one unit, to a question that matters, or to nothing."""

from types import SimpleNamespace

import pytest

from incidents import find_spot as room
from incidents.find_spot import MOST_UNITS, find_spot, with_spot
from parsing.report import Location

# id, code, name, path, owner
TOWN = [
    (2, "G", "第一网格", "/1/2/", 2),
    (3, "M3", "梧桐苑3幢", "/1/2/3/", 2),
    (4, "M3b", "梧桐苑3幢东", "/1/2/4/", 2),
    (5, "M5", "梧桐苑5幢", "/1/2/5/", 2),
    (6, "G2", "第二网格", "/1/6/", 6),
    (7, "N5", "翠苑花园5幢", "/1/6/7/", 6),
    (8, "N13", "翠苑花园13幢", "/1/6/8/", 6),
]
AROUND = SimpleNamespace(id=1, code="C", name="梧桐社区", path="/1/")


def unit(number, code, name, path, owner):
    return SimpleNamespace(id=number, code=code, name=name, kind="", path=path, owner=owner)


@pytest.fixture(autouse=True)
def town(monkeypatch):
    units = [unit(*row) for row in TOWN]
    owners = {row[0]: SimpleNamespace(id=row[4]) for row in TOWN}

    async def below(_session, _around, limit):
        return units[:limit]

    async def act(_session, unit_id):
        return owners[unit_id], []

    monkeypatch.setattr(room, "units_below", below)
    monkeypatch.setattr(room, "who_must_act", act)
    return units


async def codes(**place):
    spot = await find_spot(None, Location(**place), AROUND)
    return spot.unit and spot.unit.code, [each.code for each in spot.options]


async def test_one_place_is_an_answer():
    assert await codes(building="13") == ("N13", [])
    assert await codes(compound="翠苑花园", building="5") == ("N5", [])


async def test_two_owners_are_a_question_and_one_owner_is_none():
    assert await codes(building="5") == (None, ["M5", "N5"])
    assert await codes(building="3") == (None, [])


async def test_no_place_or_an_unknown_one_is_as_it_was():
    assert await codes() == (None, [])
    assert await codes(building="99") == (None, [])
    assert await codes(room="301") == (None, [])


async def test_a_place_with_too_many_units_is_not_searched(town):
    town.extend(unit(9 + n, f"X{n}", f"{n + 100}幢", f"/1/6/{9 + n}/", 6) for n in range(MOST_UNITS))
    assert await codes(building="13") == (None, [])


def test_the_unit_completes_the_place_and_takes_nothing_away():
    found = with_spot(Location(building="5", unit="2", room="301"), unit(*TOWN[5]))
    assert found == Location(compound="翠苑花园", building="5", unit="2", room="301")
    gate = unit(10, "E", "岗亭", "/1/10/", 1)
    assert with_spot(Location(room="1"), gate).room == "1"
