"""A grid without workers: the grid head has it; without a head, too: the community."""

from tests.stories.town import PEOPLE, living_town

WORDS = "3幢2单元楼道灯坏了，晚上看不见"


async def test_without_workers_the_grid_head_has_it(tmp_path):
    people = [row for row in PEOPLE if row[1] != "grid_worker"]
    async with living_town(tmp_path, people=people) as town:
        await town.leader.says(town.m3, WORDS)
        await town.g.sees("#A-1001", label="接单")
        await town.dm("head").sees("#A-1001", label="接单")
        assert await town.presses("head", town.dm("head"), "接单") == "您已接单。60 秒内可撤销。"
        await town.presses("head", town.dm("head"), "完成")
        await town.dm("secretary").sees("请核查 #A-1001", label="通过")


async def test_without_anybody_in_the_grid_the_community_has_it(tmp_path):
    people = [row for row in PEOPLE if row[2] != "G"]
    async with living_town(tmp_path, people=people) as town:
        await town.leader.says(town.m3, WORDS)
        await town.c.sees("#A-1001", label="接单")
        await town.g.sees("#A-1001", label="接单")
        await town.dm("secretary").sees("#A-1001", label="接单")
        assert await town.presses("secretary", town.c, "接单") == "您已接单。60 秒内可撤销。"
        await town.m3.sees("网格员已接单")
