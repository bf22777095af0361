"""The scene of a notice, played with the real bot in the demo's town: written, agreed to, out, heard, and the silent reminded."""

from tests.stories.demo_town import demo_stage, played


async def test_nothing_in_the_life_of_a_notice_is_late(tmp_path):
    async with demo_stage(tmp_path) as stage:
        await played(stage, "notice")
