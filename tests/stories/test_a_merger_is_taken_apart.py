"""Two matters were merged by mistake: the secretary takes them apart, and each reporter hears of the own one again."""

from tests.stories.town import PEOPLE, UNITS, living_town


async def test_a_merger_is_taken_apart(tmp_path):
    more = [("M6", "G", "micro_grid", "梧桐苑6幢")]
    async with living_town(
        tmp_path, units=[*UNITS, *more], people=[*PEOPLE, ("leader6", "micro_grid_leader", "M6")]
    ) as town:
        await town.leader.says(town.m3, "3幢停电了，电梯也不动")
        await town.m3.sees("#A-1001")
        await town.leader5.says(town.m5, "5幢没电了，冰箱都停了")
        await town.leader6.says(town.m6, "6幢整栋停电了，家里没电")
        await town.m6.sees("已并到 #A-1001 一起办")
        await town.m5.sees("已并到 #A-1001 一起办")
        await town.time_passes("9h")
        await town.dm("secretary").sees("3 个群都在说", label="拆出 #A-1003")
        assert await town.presses("worker", town.g, "接单")
        done = await town.presses("secretary", town.dm("secretary"), "拆出 #A-1003")
        assert done == "已拆开，各办各的，上报人也回到各自那件。"
        await town.m6.sees("#A-1003 · 停电")
        await town.g.sees("#A-1003", label="接单")
