"""How many people, and which: what the words state, and vague crowds quoted as written. Pure.

The rule, as the labelled messages of the owner count:

- A number with a word for people counts under what befell them (`injured`, `dead`, `trapped`, `missing`, `ill`), else under
  `involved`; old people, children and households are counted under their own key as well.
  两口子, 母女俩, 一家三口, 三兄妹 are numbers; 老两口 are two of the elderly, 两大一小 two and a child. No one hurt is `injured: 0`.
- Who is counted may be told before the number (租客三个, 娃摔仨), or not at all: 还剩俩没出来 counts by what befell them, 住了十二个
  where people are what the matter is about. A list of names for an event is no count, nor is who is out of danger again.
- A lower end only (十几, 二十来, 五六十, 一百多, 上百) goes to `involved_min`, of old people and children too, and is quoted as `people_text`;
  of households it is only quoted, the sick of a school are `minors_min`, and of what befell people the plain key holds it, save for 十几.
  No end at all (好多人, 好几个小朋友, 一帮人) is quoted and not counted. A sum (今天4个 连那两个一共六个娃) stands for its parts.
- One person counts where the matter is about a person: whom nobody finds is `missing`, who collapses is `injured`, who is in the
  lift is `trapped`, who would die, rages or sleeps rough is `involved`, with `elderly` or `minors` where the words show it. The two
  of a violent couple are two, a child beside them one of the minors. Old people alone, neglected children and those in the
  water count under their own key. Who came to harm in an accident is `injured`, number or not; 有人 is nobody's number.
- Shut in beside the one who writes, he counts as well: 我被困 还有个孕妇 are two. Whoever writes that he is beaten, or stuck at home, is
  nobody's count; 我婆婆 is kin and not surely old, 钱婆婆 is; whom a family mourns is not counted among those who quarrel.
- Whoever is told with one whom something befell is one more (司机跟一个客人 on the roof of a car); 我跟弟弟两个 are two in all. Who is still in a
  house that burns or floods counts: 老太太没出来 is `trapped` and one of the elderly. A wound counts in a matter of things as well.
- One person elsewhere counts only where a number says one and nobody else is counted (一个醉汉, 就一个老人家), in matters of what somebody does; not
  one with an article (有个大妈把鞋堆在过道), save a suspect of whom it says how he looked, nor who helps, is wanted, has moved out, or speaks.
  Old people and children who fall ill are `ill` as well, and those who fight are `involved` as well.
- Who is left alone at home counts as old or young in any matter (家里就老人一个), and who was meant when it is over (孩子先放我家). Whoever is still
  upstairs (没下来) is not yet `trapped`, as who cannot get out (没出来) is. Who speaks for two of a dispute is one of them (我跟我男人过不下去了).
- An age beside a number tells the class (一名78岁女性; 两个 都七十几岁). One set upon by several is one more (三个后生按着一个打). Who is shut in beside
  an unnumbered 有人 is no number of `trapped`; one person who coughs is `ill` only where sickness is the matter.
- Whoever is named beside a harm to his body is `injured` in any matter (`people_hurt.py`), as is the one who writes; who is buried, shut in or
  dead by what happened is told so likewise (`people_plight.py`). What nearly came, an animal's wound and a figure of speech are nobody's.
"""

import re

from parsing.numerals import to_int
from parsing.people_beside import beside, lone, without_parts
from parsing.people_crowds import find_crowd, is_told_again
from parsing.people_found import by_the_way, found
from parsing.people_groups import find_groups
from parsing.people_harm import count_harm
from parsing.people_hurt import hurt
from parsing.people_inside import are_let_out, are_more, together
from parsing.people_matter import (
    ALL_INSIDE,
    FOLK,
    ONLY_ONE,
    SEVERAL,
    SICK_LEAVES,
    are_sick,
    in_matter,
    is_nobody,
    is_part_of_the_sick,
    own_key,
    state_in_matter,
    takes_state,
)
from parsing.people_one import find_one
from parsing.people_plight import plight
from parsing.people_sets import Group
from parsing.people_states import in_one_breath, is_ill, states_of
from parsing.people_told import Told, old_or_young_in
from parsing.signs import signs_of

_NOBODY = re.compile(
    r"(?<![瓜果树蛋包车外])皮[都也]没(?:[磕擦蹭划]?破|[擦蹭]着)|毫发[无未][伤损]|没(?:有)?磕着碰着|一根(?:汗毛|毫毛|头发)[都也]没|一个(?:受伤|伤着|伤到)的(?:人)?[都也]没|一个[都也]没(?:有)?(?:受|伤)|没有?一个人?(?:[受负]伤|伤[着到])|没(?:有)?(?:[砸撞碰压]|造成)(?:到|着|中)?(?:人(?![家行])|(?:人员)?伤亡)|(?<!有)没(?:有)?(?:受伤|伤[着到](?!要害)|伤到?人)|(?:没有?人|没得人|无人|没人|无人员|没有人员|人员?没有?|均未|未造成人员|人没)(?:员)?(?:受伤|伤亡|伤)|(?:(?<![一-鿿])|(?<=[来去]了)|(?<=好在|幸好|还好|幸亏|所幸|万幸))人(?:都|倒|还|也)?没(?:有|啥|什么|多)?大?(?:事(?!先|实|前|故)|碍)|没(?:有)?(?:出人命|死人)"
)
_OF_HARM = frozenset("伤事砸撞碰压皮毛发碍死命")
_OF_DEATH = ("死人", "人命")
_OLD_HOUSEHOLD = re.compile(r"老人|老太|老头|孤老")
_TOLL = re.compile(r"(?P<dead>[一二两三四五六七八九十\d]{1,3})死(?P<injured>[一二两三四五六七八九十\d]{1,3})伤")
_TAG = re.compile(r"#[^#\n]{1,30}#")
"""What a post is about; how many it names there are not those that it tells of."""


def find_people(
    text: str, category: str | None
) -> tuple[dict[str, int], tuple[int, int] | None, dict[str, tuple[int, int]]]:
    """(counts by key, span of a vague crowd, spans by key) as far as the words tell them; a number is never guessed."""
    counts: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}

    def put(key: str, value: int, span: tuple[int, int]) -> None:
        if key not in counts:
            counts[key], spans[key] = value, span

    if "接龙" in text:
        return counts, None, spans
    signs = signs_of(text)
    leaf = category or ""
    nobody = _NOBODY.search(text) if not _OF_HARM.isdisjoint(signs) else None
    if nobody is not None:
        put("dead" if nobody[0].endswith(_OF_DEATH) else "injured", 0, nobody.span())
    toll = _TOLL.search(text) if "死" in signs else None
    if toll is not None:
        put("dead", to_int(toll["dead"]) or 1, toll.span())
        put("injured", to_int(toll["injured"]) or 1, toll.span())
    groups = [in_matter(text, leaf, group) for group in find_groups(_TAG.sub(_blank, text) if "#" in text else text)]
    told = Told(text, without_parts(text, groups), counts, put)
    crowd = find_crowd(text, signs, leaf)
    if leaf in ALL_INSIDE:
        together(told)
    vague = _count_groups(told, leaf) if groups else None
    crowd = vague or crowd
    plight(told, leaf)
    find_one(told, leaf, is_crowd=crowd is not None)
    hurt(told, leaf)
    count_harm(told, leaf)
    if leaf:
        by_the_way(told, leaf)
    else:
        found(told, signs)
    if not counts and groups and crowd is None:
        lone(told, leaf)
    return counts, None if crowd is not None and is_told_again(text, crowd, counts) else crowd, spans


def _blank(tag: re.Match[str]) -> str:
    return " " * len(tag[0])


def _count_groups(told: Told, leaf: str) -> tuple[int, int] | None:
    """Counts what the groups are and what befell them; the span of the first that has a lower end only."""
    vague: tuple[int, int] | None = None
    befallen: dict[str, Group] = {}
    free: list[Group] = []
    for group, befell in states_of(told.text, told.groups):
        state = state_in_matter(leaf, befell, group)
        if is_nobody(told.text, leaf, group, state):
            continue
        own = own_key(told.text, leaf, group)
        is_part = is_part_of_the_sick(leaf, group, told.counts)
        is_befallen = not is_part and takes_state(leaf, state, own)
        if own is not None and (group.who or not is_part):
            _put_own(own, group, told, leaf, None if is_befallen else befell or "")
        if is_part:
            continue
        if state is not None and is_befallen:
            _put_befallen(state, group, told, befallen)
        elif own is None and group.who in FOLK:
            free.append(group)
        if vague is None and group.is_about and (group.is_open or not is_befallen) and (own or group.who in FOLK):
            vague = group.span
    if leaf in ALL_INSIDE:
        _put_inside(ALL_INSIDE[leaf], befallen, told)
    elif (
        leaf not in ONLY_ONE
        and befallen.keys() <= {"injured", "ill"}
        and not (leaf in SICK_LEAVES and "ill" in befallen)
    ):
        _put_free(free, told, is_sick=leaf in SICK_LEAVES and is_ill(told.text))
    return vague


def _put_befallen(state: str, group: Group, told: Told, befallen: dict[str, Group]) -> None:
    """Counts whom something befell; those who are told in one breath with the last whom it befell are added to them."""
    last = befallen.get(state)
    is_each = last is not None and not (last.who or group.who) and last.low == group.low == 1
    low = group.low + beside(told.text, group)
    if last is not None and state in told.counts and (is_each or in_one_breath(told.text, last, group)):
        told.counts[state] += group.low
    told.put("involved_min" if group.is_open else state, low, group.span)
    befallen[state] = group
    if not group.who:
        old_or_young_in(told, group.span, group.low)


def _put_own(key: str, group: Group, told: Told, leaf: str, befell: str | None) -> None:
    """Old people, children and households, and the sick of them; so many at least are only involved, and of households only quoted.

    `befell` is None where what befell them is counted, else what the words beside them say.
    """
    if group.is_about and leaf not in SICK_LEAVES:
        if key != "households" and befell is not None:
            told.put("involved_min", group.low, group.span)
        return
    told.put(f"{key}_min" if group.is_about else key, group.low, group.span)
    if (
        key == "households"
        and (group.low == 1 or "户" in told.text[group.start : group.end])
        and _OLD_HOUSEHOLD.search(told.text, group.start, group.end)
    ):
        told.put("elderly", group.low, group.span)
    if befell is not None and are_sick(told.text, leaf, group, befell):
        told.put("ill", group.low, group.span)


def _put_inside(plight: str, befallen: dict[str, Group], told: Told) -> None:
    """All who are named are inside: those of whom only 人 is said are the whole, else one lot adds to another."""
    inside = [group for group in told.groups if group.who not in {"", "households", "helper"} and not group.is_outside]
    whole = next((group for group in inside if group.who == "person"), None)
    if inside and plight not in befallen and not are_let_out(told.text) and not are_more(told.text, inside[0]):
        low = whole.low if whole is not None else sum(group.low for group in inside)
        told.put(plight, low, (inside[0].start, inside[-1].end))


def _put_free(free: list[Group], told: Told, *, is_sick: bool) -> None:
    """Those whom no state claims: the first lot is who is involved, or who is sick; but 母女 and 父子 beside each other add up."""
    lots = [group for group in free if group.low >= SEVERAL and group.low != told.counts.get("injured")]
    if lots:
        kin = [group for group in lots if group.how == "kin"]
        lots = lots if kin == lots else lots[:1]
        low = sum(group.low for group in lots)
        key = "ill" if is_sick and "ill" not in told.counts else "involved"
        told.put("involved_min" if lots[0].is_about else key, low, (lots[0].start, lots[-1].end))
