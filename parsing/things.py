"""What was lost and what was found: which side the words are on, what kind of thing it is, its colour. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from parsing.normalise import normalise

_FOUND = re.compile(
    r"捡到|拾到|捡了|捡着|谁家的?[^,。!?]{0,8}(?:丢|掉|落|跑)|谁(?:丢|掉|落)(?:了|的|下)|认领|\bfound\b|\bpicked up\b",
    re.IGNORECASE,
)
_LOST = re.compile(r"丢了|丢失|不见了|掉了|找不到|遗失|弄丢|走丢|跑丢|跑掉|\blost\b|\bmissing\b", re.IGNORECASE)
_KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in {
        "key": r"钥匙|门禁卡|\bkeys?\b",
        "phone": r"手机|\bphones?\b",
        "wallet": r"钱包|皮夹|钱夹|\bwallets?\b|\bpurses?\b",
        "card": r"身份证|社保卡|市民卡|医保卡|银行卡|饭卡|公交卡|卡包|\bcards?\b",
        "dog": r"狗|犬|泰迪|金毛|柯基|柴犬|哈士奇|\bdogs?\b",
        "cat": r"猫|\bcats?\b",
        "bird": r"鹦鹉|鸟|\bbirds?\b",
        "bag": r"书包|背包|手提包|挎包|包包|\bbags?\b|\bbackpacks?\b",
        "glasses": r"眼镜|墨镜|\bglasses\b",
        "earphones": r"耳机|\bearphones?\b|\bairpods\b",
        "umbrella": r"雨伞|\bumbrellas?\b",
        "bicycle": r"自行车|电动车|电瓶车|滑板车|\bbikes?\b|\bbicycles?\b",
        "jewel": r"戒指|项链|手镯|手链|耳环|耳钉|\brings?\b|\bnecklaces?\b",
        "watch": r"手表|手环|\bwatch(?:es)?\b",
        "parcel": r"快递|包裹|\bparcels?\b",
        "clothes": r"衣服|外套|羽绒服|帽子|围巾|\bcoats?\b|\bjackets?\b|\bhats?\b",
    }.items()
}
_COLOURS: Mapping[str, re.Pattern[str]] = {
    colour: re.compile(words, re.IGNORECASE)
    for colour, words in {
        "black": r"黑|\bblack\b",
        "white": r"白|\bwhite\b",
        "red": r"红|\bred\b",
        "blue": r"蓝|\bblue\b",
        "green": r"绿|\bgreen\b",
        "yellow": r"黄|金色|\byellow\b",
        "brown": r"棕|咖啡色|褐|\bbrown\b",
        "grey": r"灰|\bgr[ea]y\b",
        "pink": r"粉|\bpink\b",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What the words tell of. `is_found` None: neither lost nor found."""

    is_found: bool | None
    kinds: frozenset[str]
    colours: frozenset[str]


def read_thing(text: str) -> Thing:
    """The side, the kinds of things and the colours that are named."""
    words = normalise(text)
    is_found = True if _FOUND.search(words) else False if _LOST.search(words) else None
    kinds = frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(words))
    colours = frozenset(colour for colour, pattern in _COLOURS.items() if pattern.search(words))
    return Thing(is_found, kinds, colours)


def may_be_the_same(one: Thing, other: Thing) -> bool:
    """One was lost and one found, both of a kind, and no two colours that cannot be one."""
    sides = {one.is_found, other.is_found}
    if sides != {True, False} or not one.kinds & other.kinds:
        return False
    return not one.colours or not other.colours or bool(one.colours & other.colours)
