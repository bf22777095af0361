"""What users of other systems ask for: nights, weekends and holidays are free, by the place's clock; what is dangerous does not wait."""

import time
from datetime import datetime, timedelta

import pytest

from tests.stories.ladder import LADDER
from tests.stories.town import SHANGHAI, living_town

pytestmark = pytest.mark.usefixtures("digests_at_once")
GARBAGE = "3幢旁边垃圾桶满了，没人清"
LEAK = "3幢2单元水管爆了，已经淹到一楼"
TUESDAY, FRIDAY = 1, 4
UNWARNED = f"""{LADDER}
[urgency.normal]
warn = []
"""


@pytest.fixture
def far_away(monkeypatch):
    """The server stands in another part of the world."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


def coming(weekday: int, hour: int, minute: int = 0) -> datetime:
    """That day of the next week or the week after it, by the place's clock."""
    later = datetime.now(SHANGHAI) + timedelta(days=1)
    day = later + timedelta(days=(weekday - later.weekday()) % 7)
    return day.replace(
        hour=hour, minute=minute, second=30, microsecond=0
    )  # Telegram cuts off what is less than a second


async def test_weekends_and_holidays_are_free_shifted_days_are_worked_by_the_hours_of_the_place(tmp_path, far_away):
    friday = coming(FRIDAY, 17)
    saturday, sunday, monday, tuesday = (friday + timedelta(days=n) for n in range(1, 5))
    days = f'[calendar]\nworkdays = ["{sunday:%F}"]\nholidays = ["{monday:%F}"]\n'
    async with living_town(tmp_path, policy=UNWARNED + days) as town:
        await town.turns_the_clock({"to": friday.isoformat()})
        await town.leader.says(town.m3, GARBAGE)
        await town.g.sees(f"限 {sunday:%m-%d} 11:00 前办完")  # one hour today, three on the Sunday that is worked
        await town.turns_the_clock({"to": saturday.isoformat()})
        assert await town.told(town.c, "还没办完") == []
        await town.turns_the_clock({"to": sunday.isoformat()})
        await town.c.sees("还没办完", label="督办")
        await town.leader.says(town.m3, GARBAGE.replace("3幢", "5幢"))
        await town.g.sees(f"限 {tuesday:%m-%d} 11:00 前办完")
        await town.turns_the_clock({"to": monday.isoformat()})
        assert len(await town.told(town.c, "还没办完")) == 1
        await town.turns_the_clock({"to": tuesday.isoformat()})
        assert len(await town.told(town.c, "还没办完")) == 2


async def test_a_small_thing_of_the_night_waits_for_the_office_and_what_is_dangerous_does_not(tmp_path):
    days = "[calendar]\nworkdays = []\nholidays = []\n"
    async with living_town(tmp_path, policy=UNWARNED + days) as town:
        await town.turns_the_clock({"to": coming(TUESDAY, 23, 30).isoformat()})
        await town.leader.says(town.m3, GARBAGE)
        await town.leader.says(town.m3, LEAK)
        await town.g.sees("#A-1002", label="接单")
        everywhere = [*town.chats.values(), *map(town.dm, town.people)]
        told = [await town.told(chat, "#A-1001") for chat in everywhere]
        await town.time_passes("16m")
        await town.c.sees("无人接单", label="督办")
        await town.time_comes("08:00")
        await town.dm("commander").sees("#A-1002", label="督办")
        assert [len(await town.told(chat, "#A-1001")) for chat in everywhere] == [len(each) for each in told]
        await town.time_comes("12:01")
        await town.dm("secretary").sees("#A-1001", label="督办")
