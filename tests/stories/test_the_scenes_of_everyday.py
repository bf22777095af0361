"""The scenes of what people touch every day, played one after the other with the real bot in the demo's town."""

from tests.stories.demo_town import demo_stage, played

EVERYDAY = ("dispute", "clerk", "card", "same_matter", "hands", "privacy")


async def test_in_the_scenes_of_everyday_nothing_is_late(tmp_path):
    async with demo_stage(tmp_path) as stage:
        for scene in EVERYDAY:
            await played(stage, scene)
