"""The scene of a worker's day, played with the real bot in the demo's town: every step is seen in time."""

from tests.stories.demo_town import demo_stage, played


async def test_nothing_in_a_workers_day_is_late(tmp_path):
    async with demo_stage(tmp_path) as stage:
        await played(stage, "worker")
