"""The scenes of the four ladders, played one after the other with the real bot in the demo's town."""

from bot.demo import demo_policy
from tests.stories.demo_town import demo_stage, played

LADDERS = ("whistle", "three_whistles", "direct_order", "mediation")


async def test_every_ladder_has_a_scene_in_which_nothing_is_late(tmp_path):
    assert {ladder.name for ladder in demo_policy().ladders.values()} == set(LADDERS)
    async with demo_stage(tmp_path) as stage:
        for scene in LADDERS:
            await played(stage, scene)
