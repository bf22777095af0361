"""Vague crowds, quoted as they are written: 好多人, 好几个小朋友, 一帮小年轻, 好几家. Pure."""

import re

from parsing.late import Late
from parsing.people_groups import NOMINAL
from parsing.people_words import HEAD

_SIGNS = frozenset("好许很群帮伙不几堆拨批屋些车")
_MOD = r"(?:[^\s,。!?;:、个]{1,6}?的|[^\s,。!?;:、个的把被在了着没有给让割然粪口幅台张条辆只件块片根棵把]{1,3}?)??"
_CROWD = re.compile(
    rf"(?<![那这哪前后剩来叫找派十百千万\d])(?:好几百|好几十|好几千|好[几多些]|几[十百千]|许多|很多|不少|大批|成群|一大?[群帮伙堆拨批]|好?几[拨群帮]|(?:满|一|满满一)屋子?|一车|几)"
    rf"(?:来|多)?(?:个|名|位|号|口子)?的?(?:{_MOD}(?:{HEAD})(?:的(?=[被都在围把老天也还就堵站坐蹲\s,。!?]|$))?|户(?:人家)?(?![外型口主])|家(?=[都也全私自乱偷住的没]|人|住户|邻居))"
    rf"|几[十百千]号(?![^\s,。!?堵围等在来去要都说约准今明后昨一聚坐上跑拉集联排])|(?<=[那这])几户(?![型口主])"
)
_WORTH = re.compile("好[几多些]|几|许多|很多|不少|大批|成群|一大?[群帮伙堆拨批屋车]|满一?屋|满满一屋")
"""Literals first, as `re` seeks them fast."""
_HEADLESS = re.compile(
    r"(?<![那这哪十百千万\d])(?:好几|几)[个位](?=[都也]?(?:[出起发拉吐烧病倒躺被没请挂受伤]|头|肚子|水痘|在家|在医院|住院|没来|请假|咳|感冒|中招))"
)
_GANG = Late(rf"(?<![那这哪])好?几个{NOMINAL}")
_GANGS = ("care.minor", "security.", "dispute.")
"""Matters in which several who are known by what they do are the crowd: 几个高年级的."""
_PERSONAL = ("care.", "disaster.", "work_market.food", "security.fight", "security.animal_attack", "traffic.accident")
_MANY_DO = "sanitation.sorting"
"""What many do, and nobody in particular: 好多人混装."""
_SOME_DOORS = ("几户", "好几户", "几家", "好几家")
_ASKED = re.compile(r"[问查数][^,。!?\s]{0,6}$")
"""Before 几个人 it says that somebody would know how many: 问家里住几个人. What is no matter asks too: 要几户签字."""
_TENS = frozenset("十百千")
_TIMES = re.compile(r"次|回|年(?![轻纪级])|天")


def find_crowd(text: str, signs: frozenset[str], leaf: str) -> tuple[int, int] | None:
    """Where a text speaks of a crowd without a number; of a leaf about people the word for them may be missing."""
    if _SIGNS.isdisjoint(signs) or leaf == _MANY_DO:
        return None
    worth = _WORTH.search(text)
    match = _CROWD.search(text, worth.start()) if worth is not None else None
    if match is None and leaf.startswith(_PERSONAL):
        match = _HEADLESS.search(text)
    if match is None and leaf.startswith(_GANGS):
        match = _GANG.search(text)
    if match is None or _TIMES.search(match[0]):
        return None
    if match[0][0] == "几" and match[0][1] not in _TENS and (not leaf or _ASKED.search(text, 0, match.start())):
        return None
    return match.span()


def is_told_again(text: str, crowd: tuple[int, int], counts: dict[str, int]) -> bool:
    """Whether the crowd is counted elsewhere in the text: 那几户要转移 有3户."""
    return "households" in counts and text.startswith(_SOME_DOORS, crowd[0])
