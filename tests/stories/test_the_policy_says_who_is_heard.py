"""[hearing] residents: `open` files their words like a leader's, `emergency_only` hears nothing but emergencies."""

from tests.stories.town import POLICY, living_town

WORDS = "2单元楼道灯坏了，晚上看不见"


async def test_open_hearing_files_residents_words_at_once(tmp_path):
    async with living_town(tmp_path, policy=f'{POLICY}\n[hearing]\nresidents = "open"') as town:
        said = await town.resident.says(town.m3, WORDS)
        answer = await town.m3.sees("已上报，等网格员接单", label="我也是")
        assert answer["reply_to"] == said
        await town.g.sees("#A-1001", label="接单")


async def test_emergency_only_hears_nothing_else(tmp_path):
    async with living_town(tmp_path, policy=f'{POLICY}\n[hearing]\nresidents = "emergency_only"') as town:
        await town.resident.says(town.m3, WORDS)
        said = await town.resident.says(town.m3, "6楼起火了，有人被困")
        answer = await town.m3.sees("#A-1001")
        assert answer["reply_to"] == said
        await town.calms_down()
        assert await town.told(town.dm("leader"), "要上报吗") == []
        assert len(await town.told(town.m3, "#A-")) == 1
        await town.leader.says(town.m3, WORDS)
        await town.m3.sees("#A-1002")
