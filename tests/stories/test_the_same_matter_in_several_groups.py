"""Neighbouring groups tell of one matter: suggested and merged; an outage becomes one; what returns becomes a root matter."""

import pytest

from tests.stories.town import PEOPLE, UNITS, living_town

MORE = [("M6", "G", "micro_grid", "梧桐苑6幢")]
LEADERS = [("leader6", "micro_grid_leader", "M6")]


@pytest.fixture
async def wide_town(tmp_path):
    async with living_town(tmp_path, units=[*UNITS, *MORE], people=[*PEOPLE, *LEADERS]) as made:
        yield made


async def test_one_hole_seen_from_two_buildings_is_merged_and_both_are_answered(wide_town):
    town = wide_town
    await town.leader.says(town.m3, "望江路12号门口路面塌了个坑，电瓶车差点翻了")
    await town.g.sees("#A-1001", label="接单")
    await town.leader5.says(town.m5, "望江路12号那个路面的坑还没人管，越来越大，路面破损严重")
    await town.g.sees("可能和 #A-1001 是同一件事", label="并到 #A-1001")
    assert await town.presses("leader5", town.m5, "我也是")
    assert await town.presses("worker", town.g, "并到 #A-1001") == "已合并。"
    await town.m5.sees("已并到 #A-1001 一起办：已上报")
    card = await town.g.sees("并进来 1 件", label="接单")
    await town.presses("worker", town.g, "接单", card["id"])
    await town.m5.sees("已并到 #A-1001 一起办：网格员已接单")


async def test_an_outage_told_by_three_groups_is_one_matter_with_one_answer(wide_town):
    town = wide_town
    await town.leader.says(town.m3, "3幢停电了，电梯也不动")
    await town.m3.sees("#A-1001")
    await town.leader5.says(town.m5, "5幢没电了，冰箱都停了")
    await town.leader6.says(town.m6, "6幢整栋停电了，家里没电")
    await town.m6.sees("已并到 #A-1001 一起办")
    await town.m5.sees("已并到 #A-1001 一起办")
    card = await town.g.sees("3 个群都在说，合成这一件统一办", label="接单")
    await town.presses("worker", town.g, "接单", card["id"])
    await town.m5.sees("已并到 #A-1001 一起办：网格员已接单")
    await town.m6.sees("已并到 #A-1001 一起办：网格员已接单")


NEXT_DOOR = [
    ("C2", "S", "community", "桂花社区"),
    ("G2", "C2", "grid", "桂花网格"),
    ("M8", "G2", "micro_grid", "桂花苑8幢"),
]
THERE = [("worker2", "grid_worker", "G2"), ("leader8", "micro_grid_leader", "M8")]


async def test_an_outage_over_two_communities_of_a_street_is_one_matter_with_one_answer(tmp_path):
    async with living_town(tmp_path, units=[*UNITS, *NEXT_DOOR], people=[*PEOPLE, *THERE]) as town:
        await town.leader.says(town.m3, "3幢停电了，电梯也不动")
        await town.m3.sees("#A-1001")
        await town.leader5.says(town.m5, "5幢没电了，冰箱都停了")
        await town.leader8.says(town.m8, "8幢整栋停电了，家里没电")
        for chat in (town.m5, town.m8):
            await chat.sees("已并到 #A-1001 一起办")
        card = await town.s.sees("3 个群都在说，合成这一件统一办", label="接单")
        await town.presses("commander", town.s, "接单", card["id"])
        for chat in (town.m3, town.m5, town.m8):
            await chat.sees("已接单")
        await town.presses("commander", town.s, "完成", card["id"])
        for chat in (town.m5, town.m8):
            await chat.sees("已并到 #A-1001 一起办：")


async def test_a_far_storm_whose_first_matter_is_taken_goes_up_and_the_worker_hears_how_it_goes_on(tmp_path):
    async with living_town(tmp_path, units=[*UNITS, *NEXT_DOOR], people=[*PEOPLE, *THERE]) as town:
        desk = town.dm("worker")
        await town.leader.says(town.m3, "3幢停电了，电梯也不动")
        card = await town.g.sees("#A-1001", label="接单")
        await town.presses("worker", town.g, "接单", card["id"])
        await town.leader5.says(town.m5, "5幢没电了，冰箱都停了")
        await town.leader8.says(town.m8, "8幢整栋停电了，家里没电")
        told = await desk.sees("已经往上交，统一来办，不用您一个人扛")
        above = await town.s.sees("下面的网格员先接过", label="接单")
        below = await town.g.sees("3 个群都在说，合成这一件统一办")
        assert {each["text"] for row in below["buttons"] for each in row}.isdisjoint({"接单", "完成", "督办", "改派"})
        await town.worker.says(desk, "配电房烧了，电力的人在路上", reply_to=told["id"])
        await town.presses("commander", town.s, "经过", above["id"])
        await town.s.sees("补充")
        await town.presses("commander", town.s, "接单", above["id"])
        await desk.sees("上面有人接手了")
        for chat in (town.m3, town.m5, town.m8):
            await chat.sees("已接单")
        await town.s.sees("下面的网格员先接过", label="完成")
        await town.presses("commander", town.s, "完成", above["id"])
        await town.commander.says(town.s, "线路抢通了，全部来电")
        await town.hq.sees("#A-1001", label="通过")
        assert (await town.presses("boss", town.hq, "通过")).startswith("已通过，事情办结。")
        await desk.sees("您先接过的这件事办完了")


async def test_the_third_time_within_a_month_becomes_a_root_matter(town):
    for number in (1001, 1002, 1003):
        await town.leader.says(town.m3, "3幢2单元下水道堵了，污水漫出来了")
        card = await town.g.sees(f"#A-{number}", label="接单")
        await town.presses("worker", town.g, "接单", card["id"])
        await town.g.sees(f"#A-{number}", label="完成")
        await town.presses("worker", town.g, "完成", card["id"])
        await town.worker.says(town.g, "通了")
        await town.g.sees(f"#A-{number}", label="通过")
        await town.presses("colleague", town.g, "通过", card["id"])
        await town.calms_down()
    await town.c.sees("同一个地方 30 天里第 3 次了：#A-1001 #A-1002 #A-1003", label="接单")
