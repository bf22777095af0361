"""How many people, and which: what the words state, and vague crowds quoted as written. Pure.

The rule, as the labelled messages of the owner count:

- A number with a word for people counts under what befell them (`injured`, `dead`, `trapped`, `missing`, `ill`), else under
  `involved`; old people, children, pregnant and disabled people and households are counted under their own key as well.
  两口子, 母女俩, 一家三口, 三兄妹 are numbers; 老两口 are two of the elderly. No one hurt is `injured: 0`.
- A lower end only (十几, 二十来, 五六十, 一百多, 上百) goes to `<key>_min` and is quoted as `people_text`; of what befell people
  the plain key holds it, save for 十几. No end at all (好多人, 好几个小朋友, 一帮人) is quoted and not counted.
- One person counts where the matter is about a person: whom nobody finds is `missing`, who collapses is `injured`, who is in the
  lift is `trapped`, who would die, rages or sleeps rough is `involved`, with `elderly` or `minors` where the words show it. The two
  of a violent couple are two, a child beside them one of the minors. Old people alone, neglected children and those in the
  water count under their own key. Who came to harm in an accident is `injured`, number or not.
- Shut in beside the one who writes, he counts as well: 我被困 还有个孕妇 are two. Whoever writes that he is beaten, or stuck at home, is
  nobody's count; 我婆婆 is kin and not surely old, 钱婆婆 is; whom a family mourns is not counted among those who quarrel.
- One person elsewhere does not: who puts his shoes in the corridor is nobody's count, nor is who helps, is wanted, or speaks.
"""

import re

from parsing.numerals import to_int
from parsing.people_crowds import find_crowd
from parsing.people_groups import Group, find_groups
from parsing.people_inside import together
from parsing.people_one import counts_singles, find_one
from parsing.people_states import harmed, states_of
from parsing.people_told import Told
from parsing.signs import signs_of

_NOBODY = re.compile(
    r"(?:没有?人|没得人|无人|没人|无人员|没有人员|人员?没有?|均未|未造成人员|人没)(?:员)?(?:受伤|伤亡|伤)|(?<![一-鿿])人(?:都|倒)?没(?:有)?事"
)
_OWN = frozenset({"elderly", "minors", "pregnant", "disabled", "households"})
_FOLK = frozenset({"adult", "person"})
_OLD_HOUSEHOLD = re.compile(r"老人|老太|老头|孤老")
_ALL_INSIDE = {"housing.elevator_trapped": "trapped"}
"""Leaves whose people are all in the same plight."""
_ONLY_ONE = frozenset({"care.medical_help", "care.missing_person"})
"""Leaves in which others than the one they are about are those who help."""
_ONE_FELL = frozenset({"care.medical_help"})
"""Leaves in which whoever collapsed counts as one who is hurt, whatever the words for it."""
_SICK_LEAVES = frozenset({"disaster.infectious", "work_market.food_safety"})
_SCHOOL = re.compile(r"幼儿园|托[班儿]|[中小大]班|班[上里级]|年级|学校|小学|中学|初中|高中|[一-鿿]校|同班|书法班")
_FELL_ILL = re.compile(
    r"(?:了|都|也|全|在)?(?:水痘|[发高]烧|[出起长].{0,2}[疹痘疱泡红]|[吐拉倒烧]|没来|请假|中招|先后|冒|肚子|[\s,。!?]|$)|娃"
)
_TOLL = re.compile(r"(?P<dead>[一二两三四五六七八九十\d]{1,3})死(?P<injured>[一二两三四五六七八九十\d]{1,3})伤")
_TAG = re.compile(r"#[^#\n]{1,30}#")
"""What a post is about; how many it names there are not those that it tells of."""
_SEVERAL = 2


def find_people(
    text: str, category: str | None
) -> tuple[dict[str, int], tuple[int, int] | None, dict[str, tuple[int, int]]]:
    """(counts by key, span of a vague crowd, spans by key) as far as the words tell them; a number is never guessed."""
    counts: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}

    def put(key: str, value: int, span: tuple[int, int]) -> None:
        if key not in counts:
            counts[key], spans[key] = value, span

    signs = signs_of(text)
    leaf = category or ""
    nobody = _NOBODY.search(text) if "伤" in signs or "事" in signs else None
    if nobody is not None:
        put("injured", 0, nobody.span())
    toll = _TOLL.search(text) if "死" in signs else None
    if toll is not None:
        put("dead", to_int(toll["dead"]) or 1, toll.span())
        put("injured", to_int(toll["injured"]) or 1, toll.span())
    groups = find_groups(_TAG.sub(_blank, text) if "#" in text else text)
    told = Told(text, groups, counts, put)
    crowd = find_crowd(text, signs, leaf)
    if leaf in _ALL_INSIDE:
        together(told)
    vague = _count_groups(told, leaf) if groups else None
    if crowd is None or (vague is not None and vague[0] < crowd[0]):
        crowd = vague or crowd
    find_one(told, leaf, is_crowd=crowd is not None)
    harm = harmed(text, leaf) if "injured" not in counts else None
    if harm is not None:
        put("injured", 1, harm)
    return counts, crowd, spans


def _blank(tag: re.Match[str]) -> str:
    return " " * len(tag[0])


def _count_groups(told: Told, leaf: str) -> tuple[int, int] | None:
    """Counts what the groups are and what befell them; the span of the first that has a lower end only."""
    vague: tuple[int, int] | None = None
    befallen: set[str] = set()
    free: list[Group] = []
    for group, state in states_of(told.text, told.groups):
        if group.low < _SEVERAL and not counts_singles(leaf) and state != "injured":
            continue
        if group.how == "definite" and not leaf.startswith("care."):
            continue
        own = _own_key(told.text, leaf, group)
        if own is not None:
            _put_own(own, group, told)
        takes_state = state is not None and not (own and leaf in _SICK_LEAVES) and leaf not in _ONE_FELL
        if state is not None and takes_state:
            told.put(f"{state}_min" if group.is_open else state, group.low, group.span)
            befallen.add(state)
        elif own is None and group.who in _FOLK:
            free.append(group)
        if vague is None and group.is_about and (group.is_open or not takes_state) and (own or group.who in _FOLK):
            vague = group.span
    if leaf in _ALL_INSIDE:
        _put_inside(_ALL_INSIDE[leaf], befallen, told)
    elif leaf not in _ONLY_ONE and befallen <= {"injured", "ill"}:
        _put_free(free, told)
    return vague


def _own_key(text: str, leaf: str, group: Group) -> str | None:
    """The key of its own under which a group counts whatever befell it."""
    if leaf == "care.minor" and group.how == "siblings":
        return "minors"
    return group.who if group.who in _OWN else _school_age(text, leaf, group)


def _put_own(key: str, group: Group, told: Told) -> None:
    told.put(f"{key}_min" if group.is_about else key, group.low, group.span)
    if key == "households" and group.low == 1 and _OLD_HOUSEHOLD.search(told.text, group.start, group.end):
        told.put("elderly", 1, group.span)


def _put_inside(plight: str, befallen: set[str], told: Told) -> None:
    """All who are named are inside: those of whom only 人 is said are the whole, else one lot adds to another."""
    inside = [group for group in told.groups if group.who not in {"", "households", "helper"} and not group.is_outside]
    whole = next((group for group in inside if group.who == "person"), None)
    if inside and plight not in befallen:
        low = whole.low if whole is not None else sum(group.low for group in inside)
        told.put(plight, low, (inside[0].start, inside[-1].end))


def _put_free(free: list[Group], told: Told) -> None:
    """Those whom no state claims: the first lot is who is involved, but 母女 and 父子 beside each other add up."""
    lots = [group for group in free if group.low >= _SEVERAL]
    if lots:
        kin = [group for group in lots if group.how == "kin"]
        lots = lots if kin == lots else lots[:1]
        low = sum(group.low for group in lots)
        told.put("involved_min" if lots[0].is_about else "involved", low, (lots[0].start, lots[-1].end))


def _school_age(text: str, leaf: str, group: Group) -> str | None:
    """The key of people without a name who fall ill in a school: they are its children."""
    if leaf not in _SICK_LEAVES or group.who not in {"", "person"} or group.low < _SEVERAL:
        return None
    is_ill = group.who == "person" or _FELL_ILL.match(text, group.end) is not None
    return "minors" if is_ill and _SCHOOL.search(text) else None
