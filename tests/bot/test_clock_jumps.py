"""The machine's wall clock jumps under the running timetable: nothing climbs, nobody is told that we were away, one alarm."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.clock import Clock
from bot.database import open_database
from bot.jump_guard import REST
from bot.settings import Settings
from bot.timetable import jobs
from models.incidents import Escalation
from models.outbox import Outgoing
from pyramid.policy import built_in_policy
from tests.incidents.town import LEADER, START, Town

BEAT = 15


class Wall(Clock):
    """A clock that is moved by hand: `wall` may jump, `steady` never does."""

    def __init__(self):
        super().__init__()
        self.wall, self.steady = START, 0.0

    def machine(self):
        return self.wall

    def monotonic(self):
        return self.steady

    def runs(self, seconds):
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds


@pytest.fixture
async def house(sqlite_url):
    clock = Wall()
    database = open_database(sqlite_url, clock.machine)
    policy = built_in_policy()
    async with database.transaction() as session:
        town = await Town(session, policy).build()
        town.now = clock.now()
        await town.says(LEADER)
    named = {job.name: job.run for job in jobs(database, clock, policy, Settings())}

    async def beats(*names):
        clock.runs(1)
        for name in names:
            await named[name]()

    async def counts(model, *where):
        async with database.reading() as session:
            return await session.scalar(select(func.count()).select_from(model).where(*where))

    await beats("escalate_overdue", "heartbeat")
    yield clock, beats, counts
    await database.dispose()


@pytest.mark.parametrize("jump", [timedelta(hours=3), -timedelta(hours=3)])
@pytest.mark.parametrize("first", ["escalate_overdue", "heartbeat"])
async def test_a_jump_freezes_climbing_alarms_once_and_tells_no_group_that_we_were_away(house, jump, first):
    clock, beats, counts = house
    clock.wall += jump
    await beats(first, "escalate_overdue", "heartbeat")
    for _ in range(int(REST) // BEAT - 1):
        clock.runs(BEAT - 1)
        await beats("heartbeat", "escalate_overdue")
        assert await counts(Escalation) == 0
    assert await counts(Outgoing, Outgoing.kind == "we_were_down") == 0
    clock.runs(BEAT * 2)
    await beats("heartbeat", "escalate_overdue", "heartbeat")
    assert await counts(Escalation) == (3 if jump > timedelta(0) else 0), "after its rest the new time is believed"
    assert await counts(Outgoing, Outgoing.kind == "we_were_down") == 0
    alarms = await counts(Outgoing, Outgoing.kind == "machine_says", Outgoing.group_id.is_not(None))
    assert alarms == 1, "that it jumped, and not that nothing is swept"


async def test_a_real_stillness_is_told(house):
    clock, beats, counts = house
    clock.runs(11 * 60)
    await beats("escalate_overdue", "heartbeat")
    assert await counts(Outgoing, Outgoing.kind == "we_were_down") > 0
