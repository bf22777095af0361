"""Who is shut in: the one whom the words name, the one who writes, and those beside him. Pure."""

from parsing.late import Late
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
SHELTERS = (
    "fire.active_fire", "utility.gas_leak", "disaster.severe_weather", "disaster.landslide", "housing.dangerous_building",
    "municipal.waterlogging",
)  # fmt: skip
"""Matters in which it counts who is still in a house or a car."""
_OLD_PAIR = Late(r"爷爷奶奶|外公外婆|阿公阿婆|姥姥姥爷|公公婆婆")
_OF_MANY = Late(r"养老院|敬老院|福利院|幼儿园|托班|学校|小学|中学|校车")
"""Houses of which old people or children are told without a number: not one of them."""
_PARENTS = r"[我俺他她]?[家们]?的?(?:爸妈|父母|爹[妈娘]|爷爷奶奶|外公外婆|公公婆婆)"
_WHO = rf"(?:(?P<elderly>(?<![家户]){ELDER})|(?P<minors>(?<!老人){CHILD})|(?P<grown>{GROWN}))(?!们|小孩|孩子|妇|[和跟]?小?孩)"
"""One, but no kind of people (老人孩子) and not so many households of them."""
_NOT_OUT = r"(?:没|未)(?:有)?(?:[逃跑爬撤冲]?出来|[逃跑爬]来)|[出下逃]不[来去]"
_CALLS = r"[没未不](?:有)?(?:能)?(?:[出下逃跑爬撤]来|[出下]去)|[出下逃跑]不[来去了]|喊救命|呼救|拍门"
_NO_ANSWER = r"叫不[醒应]|没(?:有)?(?:反应|动静|声音)|敲门(?:都|也)?[不没][应开有]"
_STILL_THERE = r"(?:[都也还]|就是)?没(?:有)?下来|[睡住躺还待留](?:在|着)*(?:里|屋|房|家里|楼上|阁楼|上面|老屋)|在(?:里[面头边]|屋里)"
_LIVES = rf"[就只](?:有|剩)?(?:我|他|她)?家?的?(?:{ELDER}|婆婆|公公)(?:一个人)?[住睡]|[住睡]着?的?(?:就?是)?(?:我|个)?家?(?:{ELDER})"
_LEFT = Late(
    rf"(?P<both>{_PARENTS}(?:[^,。!?\s]{{0,5}}?(?:{_NOT_OUT})|[^,。!?\s]{{0,3}}困[在住]))|(?P<lives>{_LIVES})"
    rf"|{_WHO}(?:好像|可能|都|也|就|还|被|让|给|一个人|自己|单独){{0,3}}(?:(?:[困关锁埋压卡睡住躺待留坐]|在)[^,。!?\s外]{{0,6}}?(?P<stuck>{_CALLS})"
    rf"|[^,。!?\s外]{{0,5}}?(?P<held>{_NOT_OUT}|困[在住])|[^,。!?\s外]{{0,3}}?(?:{_NO_ANSWER})|(?:{_STILL_THERE})|[^,。!?\s外]{{1,6}}?还(?:在(?:屋|里|楼上|床|家)|睡着|躺着)|[^,。!?\s外]{{0,5}}?(?:不肯|不愿|不想|就是不)(?:搬|走|动|撤|出|转))"
)
"""Who is inside, and whether he cannot get out."""
_CRIES = Late(
    rf"(?:里[面头边]?|屋里|房里|楼上|窗[口边户]|阳台上?)[^,。!?\s]{{0,3}}(?:[有是]|[趴站蹲坐探露伸](?:出|着|了)+)(?:一?个)?[^,。!?\s几些]{{0,3}}?{_WHO}[^,。!?\s]{{0,4}}(?:[喊哭叫]|拍[门窗玻]|敲[门窗玻]|呼救|招手|挥)"
)
"""One inside who calls: 里面有个小孩在喊."""
_LET_OUT = Late(r"人(?:都|全|也|已经?|安全)*[放救拉扶接弄带]出来了(?!吗|没)")
_SEVERAL = r"有人|们|几个|大家|都[在被困关]|人数"
_AND = r"[跟和与]|、"


def are_let_out(text: str) -> bool:
    """Whether nobody is shut in any more: 里头的人都放出来了."""
    return "出来了" in text and _LET_OUT.search(text) is not None


def are_more(text: str, first: Group) -> bool:
    """Whether others of whom no number is told are shut in beside the first who are named: 里头有人在拍 还有个小孩."""
    return (
        first.low == 1
        and "有人" in text[: first.start]
        and text.endswith(("还有", "另有", "还带", "还抱"), 0, first.start)
    )


def inside(told: Told) -> None:
    """The one who is shut in alone, unless the words tell of several or of those who stand outside."""
    first = compiled(_INSIDE).search(told.text) if compiled(_SEVERAL).search(told.text) is None else None
    is_served = compiled(_ME_STUCK).search(told.text) is None and any(
        group.who == "helper" or group.is_outside for group in told.groups
    )
    if (
        first is not None
        and not is_served
        and not are_let_out(told.text)
        and told.counts.get("trapped", 1) == 1
        and not compiled(_AND).match(told.text, first.end())
    ):
        told.put("trapped", 1, first.span())
        old_or_young(first, told)


def together(told: Told) -> None:
    """Those who are shut in with the one who writes: 我和宝宝 are two, and 我跟爸妈三个 are told as three."""
    told_all = next((group for group in told.groups if group.how == "all"), None)
    if told_all is not None:
        told.put("trapped", told_all.low, told_all.span)
        return
    if (lots := _beside_me(told)) != []:
        told.put("trapped", 1 + sum(group.low for group in lots), (lots[0].start, lots[-1].end))
        return
    with_me = compiled(_WITH_ME).search(told.text) or compiled(_AND_ME).search(told.text)
    if with_me is None:
        return
    lot = next((group for group in told.groups if with_me.start() < group.start <= with_me.end()), None)
    more = sum(group.low for group in told.groups if group.start > with_me.end() and _goes_on(told.text, group))
    told.put("trapped", 1 + (lot.low if lot is not None else 1) + more, with_me.span())
    if lot is None:
        old_or_young(with_me, told)


def _goes_on(text: str, group: Group) -> bool:
    """Whether a group of people is told as being inside too: 我跟我妈还有个送外卖的."""
    is_folk = group.who not in {"", "households", "helper"} and not group.is_outside
    return is_folk and compiled(_ALSO).search(text[max(0, group.start - 10) : group.start]) is not None


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


def left_inside(told: Told) -> None:
    """Whoever is still where it burns, cracks or floods: 老太太还在里头没出来; who only lives there counts as old or young."""
    if "trapped" in told.counts:
        return
    cry = _CRIES.search(told.text)
    if cry is not None:
        low = max((group.low for group in told.groups if cry.start() <= group.start < cry.end()), default=1)
        told.put("trapped", low, cry.span())
        old_or_young(cry, told)
        return
    left = _LEFT.search(told.text) if not told.knows_age else None
    if left is None or _OF_MANY.search(told.text) is not None:
        return
    if _OLD_PAIR.search(told.text[max(0, left.start() - 2) : left.end()]) is not None:
        told.put("elderly", 2, left.span())
    elif left["lives"] is not None:
        told.put("elderly", 1, left.span())
    old_or_young(left, told)
    if left["both"] is not None:
        told.put("trapped", 2, left.span())
    elif left["stuck"] is not None or left["held"] is not None:
        told.put("trapped", 1, left.span())
