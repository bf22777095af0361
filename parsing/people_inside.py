"""Who is shut in: the one whom the words name, the one who writes, and those beside him. Pure."""

from parsing.people_sets import Group
from parsing.people_told import GROWN, Told, old_or_young
from parsing.people_words import CHILD, ELDER, KIN, compiled

_INSIDE = rf"(?P<elderly>我?(?:{ELDER}))|(?P<minors>{CHILD})|(?P<grown>{GROWN}|(?<=我)(?:一个人|自己)?(?:还|正|就)?(?:被|让|给)?(?:[困卡关锁夹]在?|在(?:里|电?梯|轿)|出不[来去]))"
_BESIDE = r"(?:和|跟|同|带着?|抱着?|背着?|搀着?|扶着?)"
_ME_AND = rf"(?:我|{KIN}|{ELDER}){_BESIDE}$"
_ME_STUCK = r"(?<![帮替给])我(?:一个人)?(?:也|被|让|给)?[困卡关夹]|除了我"
_ALSO = r"(?:还有|另有|除了我[^,。!?]{0,2}|[旁身]边(?:还)?[有是]|同[梯行层](?:还)?[有是])$"
"""Before a group that is inside with the one who writes."""
_WITH_ME = rf"(?:我|{KIN}){_BESIDE}[^\s,。!?]{{0,4}}?(?:(?P<minors>{CHILD})|(?P<elderly>{ELDER})|{KIN}|[爸妈])"
_AND_ME = rf"(?:(?P<minors>{CHILD})|(?P<elderly>{ELDER})|{KIN}|我[爸妈])[和跟同]我(?:也|都|一起|一块|一道)?(?:被|让|给)?[困卡关夹锁在]"
_SEVERAL = r"有人|们|几个|大家|都[在被困关]|人数"
_AND = r"[跟和与]|、"


def inside(told: Told) -> None:
    """The one who is shut in alone, unless the words tell of several or of those who stand outside."""
    first = compiled(_INSIDE).search(told.text) if compiled(_SEVERAL).search(told.text) is None else None
    is_served = compiled(_ME_STUCK).search(told.text) is None and any(
        group.who == "helper" or group.is_outside for group in told.groups
    )
    if (
        first is not None
        and not is_served
        and told.counts.get("trapped", 1) == 1
        and not compiled(_AND).match(told.text, first.end())
    ):
        told.put("trapped", 1, first.span())
        old_or_young(first, told)


def together(told: Told) -> None:
    """Those who are shut in with the one who writes: 我和宝宝 are two."""
    if (lots := _beside_me(told)) != []:
        told.put("trapped", 1 + sum(group.low for group in lots), (lots[0].start, lots[-1].end))
        return
    with_me = compiled(_WITH_ME).search(told.text) or compiled(_AND_ME).search(told.text)
    if with_me is None:
        return
    lot = next((group for group in told.groups if with_me.start() < group.start <= with_me.end()), None)
    told.put("trapped", 1 + (lot.low if lot is not None else 1), with_me.span())
    if lot is None:
        old_or_young(with_me, told)


def _beside_me(told: Told) -> list[Group]:
    """The groups that are shut in beside the one who writes, or beside his kin."""
    is_stuck = compiled(_ME_STUCK).search(told.text) is not None
    lots = []
    for group in told.groups:
        before = told.text[max(0, group.start - 10) : group.start]
        if group.who in {"", "households", "helper"} or group.is_outside or "外" in before[-6:]:
            continue
        if compiled(_ME_AND).search(before) or (is_stuck and compiled(_ALSO).search(before)):
            lots.append(group)
    return lots
