"""Who was meant, told by the way or when it is over: the child waits at a neighbour's, the old man is alone at home. Pure."""

from parsing.late import Late
from parsing.people_states import is_ill
from parsing.people_told import GROWN, Told, old_or_young
from parsing.people_words import CHILD, ELDER

_WELL_OR_AWAY = r"(?:接(?:走|回|过去)|(?:已经?)?送(?:医|往|到|去|回|先)|先(?:送|放|住|接)|醒(?:了|过来)|好好的|没(?:什么|啥|大)*事|平安|脱险|救[出上下]来)"
_FOUND = Late(
    rf"(?:(?P<elderly>{ELDER})|(?P<minors>{CHILD}))(?![们的]|家长|卡|证|[、和跟])[^,。!?\s]{{0,8}}?{_WELL_OR_AWAY}(?![吗没么])"
)
"""One who was looked after, and where he is now; of whoever is found again the labellers say as often nothing."""
_BROUGHT = Late(
    r"那(?:个|位)?(?:姑娘|小伙子?|男的|女的|男子|女子|大[哥姐叔]|阿姨|人)[^,。!?\s]{0,6}?(?:[抱拉救劝扶拽][^,。!?\s]{0,2}[上下出]来了|控制住|稳住|带走)(?![吗没么])"
)
"""One grown up who was brought back from where he stood."""
_ALONE = Late(
    rf"(?:[就光只]|[有剩]下?|里[头面])(?:[有剩]下?)?[我他她]?家?的?(?:(?P<elderly>{ELDER})|(?P<minors>{CHILD}))(?![们的])[他她]?(?:一个人?|自己|单独)(?![们只跟和传接])"
)
"""One who is at home by himself, whatever the matter is: 家里就老人一个."""
_NEW_FAMILY = Late(r"(?:[搬换住来]|租给)[^,。!?\s]{0,5}?一(?:家人|户人家?)")
"""A household of which no number is told: 换了一家人住."""
_WE_TWO = Late(
    r"我[跟和同与]我?(?:老公|老婆|男人|女人|爱人|媳妇|丈夫|妻子|妈|爸|[哥姐弟妹]+|儿子|女儿|婆婆|公公|嫂子?|前[夫妻]|室友|同屋|闺蜜|对象|[男女]朋?友|工友|同事|合租的)(?![^,。!?\s]{0,3}(?:说|讲|商量|提|聊|离婚))"
)
"""Who speaks is of the count where he names himself with another: 我跟我男人过不下去了."""
_OF_US = ("dispute.family", "dispute.wage", "dispute.rental", "dispute.consumer", "work_market.food_safety")
_BUT_AGES = frozenset({"elderly", "minors"})
_STILL_GONE = Late(
    rf"走[丢失]了?的(?:那个|那位)?(?:(?P<elderly>{ELDER})|(?P<minors>{CHILD})|人|{GROWN})(?![们的])[^,。!?\s]{{0,4}}?[找寻]到了?(?:没有?|吗|么)"
)
"""Somebody asks after one who is missing."""
_SIGNS = frozenset("接送放住醒好事安险救")
_HANDS = frozenset("抱拉救劝扶拽控稳带")


def by_the_way(told: Told, leaf: str) -> None:
    """Counts one who is left alone, and a family that moved in, where nobody else is counted; and who speaks for two."""
    if leaf in _OF_US and "我" in told.text and told.counts.keys() <= _BUT_AGES:
        _we_two(told, "ill" if leaf == "work_market.food_safety" else "involved")
    if told.counts:
        return
    if "一个" in told.text or "自己" in told.text:
        old_or_young(_ALONE.search(told.text), told)
    if leaf == "service.population":
        family = _NEW_FAMILY.search(told.text)
        if family is not None:
            told.put("households", 1, family.span())


def _we_two(told: Told, key: str) -> None:
    pair = _WE_TWO.search(told.text)
    if pair is not None and (key != "ill" or is_ill(told.text)):
        told.put(key, 2, pair.span())


def found(told: Told, signs: frozenset[str]) -> None:
    """Counts the one of whom a message about no new matter says how it went."""
    asked = _STILL_GONE.search(told.text) if "走" in signs and not told.counts else None
    if asked is not None:
        told.put("missing", 1, asked.span())
        old_or_young(asked, told)
    if not _SIGNS.isdisjoint(signs):
        old_or_young(_FOUND.search(told.text), told)
    if "那" in signs and not _HANDS.isdisjoint(signs) and not told.counts:
        one = _BROUGHT.search(told.text)
        if one is not None:
            told.put("involved", 1, one.span())
