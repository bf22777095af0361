"""In a community's chat the words name a building: the matter goes to its grid, or one question by button sends it there."""

import json

from sqlalchemy import text

from tests.stories.town import PEOPLE, UNITS, living_town

TWO_GRIDS = [
    *UNITS,
    ("G2", "C", "grid", "第二网格"),
    ("N3", "G2", "micro_grid", "翠苑花园3幢"),
    ("N13", "G2", "micro_grid", "翠苑花园13幢"),
]
MORE_PEOPLE = [*PEOPLE, ("worker2", "grid_worker", "G2")]
MOVED = "好的，转给那边的网格了。"


def two_grids(tmp_path, **more):
    return living_town(tmp_path, units=TWO_GRIDS, people=MORE_PEOPLE, **more)


async def row(town, number):
    wish = (
        "SELECT incident.*, unit.code AS owner FROM incident JOIN unit ON unit.id = owner_unit_id "
        f"WHERE number = '{number}'"
    )
    async with town.app.database.reading() as session:
        return (await session.execute(text(wish))).one()


async def test_one_place_needs_no_question_and_two_need_one(tmp_path):
    async with two_grids(tmp_path) as town:
        await town.secretary.says(town.c, "13幢着火了，快来人")
        await town.c.sees("#A-1001", label="我也是")
        assert "翠苑花园" in (await town.c.sees("#A-1001", label="我也是"))["text"]
        await town.g2.sees("#A-1001", label="接单")
        assert await town.told(town.c, "说的是哪一处") == []
        assert await town.told(town.g, "#A-1001") == []

        await town.secretary.says(town.c, "3幢着火了，快来人")
        asked = await town.c.sees("#A-1002 已上报。说的是哪一处？", label="翠苑花园3幢")
        before = await row(town, "A-1002")
        assert before.owner == "C"
        assert await town.presses("secretary", town.c, "都不是", asked["id"]) == "好的，先按现在的办。"
        assert await town.presses("worker2", town.c, "翠苑花园3幢", asked["id"]) != MOVED
        assert (await row(town, "A-1002")).owner == "C"
        assert await town.presses("secretary", town.c, "翠苑花园3幢", asked["id"]) == MOVED
        await town.g2.sees("#A-1002", label="接单")
        await town.dm("worker2").sees("#A-1002", label="接单")
        after = await row(town, "A-1002")
        assert (after.owner, after.opened_at, after.handle_due_at) == ("G2", before.opened_at, before.handle_due_at)
        assert json.loads(after.place)["compound"] == "翠苑花园"
        await town.presses("worker2", town.g2, "接单")
        assert await town.presses("secretary", town.c, "梧桐苑3幢", asked["id"]) != MOVED
        assert (await row(town, "A-1002")).owner == "G2"

        await town.secretary.says(town.c, "7幢着火了，快来人")
        await town.c.sees("#A-1003")
        assert (await row(town, "A-1003")).owner == "C"


async def hands_in(town, name):
    """The draft is handed in, and belongs to the other grid."""
    await town.presses(name, town.dm(name), "提交")
    await town.g2.sees("#A-1001", label="接单")
    assert (await row(town, "A-1001")).owner == "G2"


async def test_in_private_the_words_say_which_building(tmp_path):
    async with two_grids(tmp_path) as town:
        dm = town.dm("leader")
        await town.leader.says(dm, "翠苑花园13幢着火了，快来人")
        await dm.sees("翠苑花园13", label="提交")
        await hands_in(town, "leader")


async def test_in_private_two_places_are_asked_about_on_the_draft_itself(tmp_path):
    async with two_grids(tmp_path) as town:
        dm = town.dm("secretary")
        await town.secretary.says(dm, "3幢着火了，快来人")
        draft = await dm.sees("说的是下面哪一处？", label="翠苑花园3幢")
        assert await town.presses("secretary", dm, "翠苑花园3幢", draft["id"]) == "已选「翠苑花园3幢」"
        await dm.sees("地点：翠苑花园3幢", label="提交")
        await hands_in(town, "secretary")


async def test_in_private_home_is_meant_if_it_fits(tmp_path):
    async with two_grids(tmp_path) as town:
        dm = town.dm("leader")
        await town.leader.says(dm, "3幢着火了，快来人")
        draft = await dm.sees("请核对", label="提交")
        assert "哪一处" not in draft["text"]
