"""A short ladder for urgent matters, on the continuous clock: a story tells the same by day and by night."""

from tests.stories.town import POLICY

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
