"""One, two or a lot of people who died, are buried or cannot get out, told without what other rules look for. Pure.

Who it is stands beside the plight as he stands beside a harm (`people_hurt`): 我老公被埋了, 李阿婆没气了, 两个工人压在石头底下. It counts in matters
in which that happens; who is only kept at home (电梯坏了 老人下不来) is not shut in, and whom a family lost long ago is not told here.
"""

import re

from parsing.late import Late
from parsing.people_hurt import put, whose
from parsing.people_sets import Group
from parsing.people_told import Told

_DYING = (
    "traffic.accident", "work_market.con", "work_market.workplace", "disaster.landslide", "disaster.severe", "disaster.drowning", "security.fight",
    "housing.f", "housing.dangerous", "municipal.", "fire.", "utility.gas", "utility.power",
)  # fmt: skip
"""Matters in which somebody may have died of them."""
_IS_DEAD = Late(
    r"(?:被[^,。!?\s]{0,5})?[淹压砸撞碾轧烧毒电捅砍摔炸]死(?:了(?!人|[一两几好]|我|只)|(?=[\s,。!]|$))|当场(?:就|都)?(?:没了|死|断气|没气|身亡|没命|不行了)|(?:已经?|都)?死(?:了(?![一两三几十人年])|亡)|没救[回过]来|断了?气了?|没气了|身亡|遇难|溺亡|不治"
)
_DEATHS = frozenset("死亡气救难治")
_SHUT = ("disaster.landslide", "housing.dangerous", "municipal.manhole", "municipal.road_collapse", "fire.active", "disaster.severe", "municipal.waterlogging", "work_market.con", "utility.gas")  # fmt: skip
"""Matters in which somebody may be buried or shut in."""
_CRUSH = ("disaster.landslide", "housing.dangerous", "fire.active")
"""Of these, the ones in which he who lies under something is sought, not only hurt."""
_UNDER = r"被?(?:压|砸)(?:在|到)[^,。!?\s]{0,5}(?:下面?|底下|下头|里面?|里头)"
_NOT_OUT = r"被?(?:困(?:在|住|于)|埋(?:在|住|着|进))[^,。!?\s]{0,5}|被(?:困|埋)(?:了|(?=[\s,。!?]|$))|(?:卡|夹|陷|掉|落|锁|关)(?:在|到|进)?[^,。!?\s]{1,5}?(?:出|上)不来|没(?:有)?(?:来得及)?[逃跑爬撤]?出来(?!走|说|反|管|帮)|[逃跑爬]不出来"
_IS_SHUT = Late(_NOT_OUT)
_IS_UNDER = Late(f"{_UNDER}|{_NOT_OUT}")
_SHUTS = frozenset("困埋压砸卡夹陷出锁关掉落")
_SO_DEEP = re.compile(r"[埋压井坑洞车]")
"""Who writes is counted where he is so shut in, not where he is kept at home."""
_OUT_AGAIN = Late(r"[救拉拖抬挖扒背抱弄捞][出上下]来了(?!吗|没|么)|脱[困险]|得救|获救|出来了(?!吗|没|么)")


def plight(told: Told, leaf: str) -> None:
    """Counts who is dead or shut in, where nothing counted him yet."""
    text = told.text
    if leaf.startswith(_DYING) and "dead" not in told.counts and not _DEATHS.isdisjoint(text):
        _count(told, "dead", _IS_DEAD)
    is_in = leaf.startswith(_SHUT) and "trapped" not in told.counts and not _SHUTS.isdisjoint(text)
    if is_in and _OUT_AGAIN.search(text) is None:
        _count(told, "trapped", _IS_UNDER if leaf.startswith(_CRUSH) else _IS_SHUT)


def _count(told: Told, key: str, words: Late) -> None:
    """Counts under `key` the first whom `words` tell of."""
    for match in words.finditer(told.text):
        who = whose(told, match)
        if who is None:
            continue
        if not isinstance(who, Group) and who.lastgroup == "self" and (key == "dead" or not _SO_DEEP.search(match[0])):
            continue
        put(told, who, match, key)
        return
