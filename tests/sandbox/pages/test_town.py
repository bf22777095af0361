"""The town that scenes and the demo are played in."""

from sandbox.scene_town import members_of, read_town
from sandbox.server import SCENES

TIERS = ["hq", "street", "community", "grid", "micro_grid"]


def test_the_town_is_one_pyramid_of_five_tiers():
    town = read_town(SCENES)
    counts = [sum(unit["tier"] == tier for unit in town.units.values()) for tier in TIERS]
    assert counts == [1, 2, 3, 4, 8]
    for unit in town.units.values():
        above = town.units.get(unit["parent"])
        assert (above["tier"] if above else None) == ([None, *TIERS][TIERS.index(unit["tier"])])


def test_ids_and_names_are_nobody_elses():
    town = read_town(SCENES)
    people = list(town.people.values())
    assert len({person["id"] for person in people}) == len(people)
    assert len({person["first"] for person in people}) == len(people)
    assert len({unit["chat_id"] for unit in town.units.values()}) == len(town.units)


def test_a_chat_holds_its_own_people_and_the_leaders_of_the_units_directly_below():
    town = read_town(SCENES)
    names = {person["id"]: person["first"] for person in town.people.values()}
    grid = {names[member] for member in members_of(town, "WJ-WT-1")}
    assert grid == {"陆建平", "马晓东", "林小燕", "陈秀英", "周德福"}
    assert {names[member] for member in members_of(town, "WJ-WT-1-3")} == {"陈秀英", "杨梅", "胡一鸣", "赵春兰"}


async def test_the_seeded_town_is_in_the_sandbox_with_its_bot_everywhere(stage, town):
    assert len(town["chats"]) == 18
    view = (await stage.get("/control/stage"))["town"]
    assert len(view["units"]) == 18
    assert len(view["people"]) == 57
    for unit in view["units"]:
        members = await stage.get("/people/members", chat=unit["chat"])
        assert [member["status"] for member in members if member["is_bot"]] == ["administrator"]
