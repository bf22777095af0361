"""A short ladder for urgent matters, on the continuous clock: a story tells the same by day and by night."""

from sandbox.cast import StageChat
from tests.stories.town import POLICY, Town

LADDER = f"""{POLICY}
[urgency.urgent]
claim = "15m"
handle = "1h"
[[urgency.urgent.climb]]
after = "15m"
when = "unclaimed"
to = "community"
[[urgency.urgent.climb]]
after = "due"
when = "unfinished"
to = "street"
[[urgency.urgent.climb]]
after = "due+3h"
when = "unfinished"
to = "hq"
[leaf."municipal.manhole"]
handle = "1h"
"""
MANHOLE = "3幢门口井盖丢了，有人差点掉下去"


async def begins_to_put_off(town: Town) -> StageChat:
    """A matter of m3 is taken by the worker, who presses 挂账; their private chat, where the words are asked for."""
    await town.leader.says(town.m3, MANHOLE)
    private = town.dm("worker")
    await private.sees("#A-1001", label="接单")
    await town.presses("worker", private, "接单")
    await private.sees("处理中", label="挂账")
    await town.presses("worker", private, "挂账")
    return private
