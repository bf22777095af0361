"""Six ways in which a well-known system lets a matter lie without a word; here each of them is heard."""

from tests.stories.ladder import LADDER, MANHOLE
from tests.stories.town import PEOPLE, living_town


async def test_what_is_assigned_to_nobody_climbs(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as town:
        await town.leader.says(town.m3, MANHOLE)
        await town.g.sees("待接单", label="接单")
        await town.time_passes("16m")
        await town.c.sees("无人接单", label="改派")


async def test_a_tier_without_a_supervisor_is_passed_over_and_the_next_one_hears_so(tmp_path):
    people = [each for each in PEOPLE if each[0] != "secretary"]
    async with living_town(tmp_path, policy=LADDER, people=people) as town:
        await town.leader.says(town.m3, MANHOLE)
        await town.g.sees("#A-1001")
        await town.time_passes("16m")
        await town.s.sees("社区没有值班的人", label="督办")


async def test_an_edit_does_not_set_the_clock_back(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as town:
        said = await town.leader.says(town.m3, MANHOLE)
        await town.g.sees("#A-1001")
        await town.time_passes("10m")
        await town.leader.edits(town.m3, said, MANHOLE + "，已经围了一圈")
        await town.g.sees("上报人改过原话")
        await town.time_passes("6m")
        await town.c.sees("无人接单")


async def test_more_than_one_page_of_matters_climbs(tmp_path, monkeypatch):
    monkeypatch.setattr("escalations.escalate_overdue.BATCH", 1)
    async with living_town(tmp_path, policy=LADDER) as town:
        for building in ("3幢", "5幢", "7幢"):
            await town.leader.says(town.m3, MANHOLE.replace("3幢", building))
        await town.g.sees("#A-1003")
        await town.time_passes("17m")
        for number in range(1001, 1004):
            await town.c.sees(f"#A-{number}", label="督办")


async def test_ordinary_limits_run_while_offices_are_open(tmp_path):
    async with living_town(tmp_path) as town:
        await town.turns_the_clock({"to": "2026-12-05T08:00:00+08:00"})  # a Saturday
        await town.leader.says(town.m3, "3幢旁边垃圾桶满了，没人清")
        await town.g.sees("限 12-07 12:00 前办完")
        await town.turns_the_clock({"to": "2026-12-07T11:59:00+08:00"})
        assert await town.told(town.c, "超时未办") == []
        await town.time_passes("2m")
        await town.c.sees("超时未办")


async def test_somebody_is_told_even_where_a_unit_has_no_chat(tmp_path):
    async with living_town(tmp_path, policy=LADDER, chatless=("C",)) as town:
        await town.leader.says(town.m3, MANHOLE)
        await town.g.sees("#A-1001")
        await town.time_passes("16m")
        await town.dm("secretary").sees("无人接单", label="督办")
