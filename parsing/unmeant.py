"""Where the word of a spot is said, but no spot is meant. Pure.

None are: doors and stairs one goes through or has at home, offices that speak or are asked, schools one will go to, what somebody runs or
once lived in, what something is like, places that a notice lists.
"""

import re
from collections.abc import Container

from parsing.late import Late
from parsing.signs import signs_of
from parsing.spots import ENDS, GROUND, WORDS, Head

OWN_DOOR = frozenset({"门口", "门前", "大门口", "楼梯", "出口", "入口"})
"""Of a flat whose number is told these are its own; and one comes and goes by them."""
_MOVES = frozenset("进出上下坐修开关锁敲砸堵装换回走爬家")
_SENT = re.compile(
    r"(?:要上|麻烦|辛苦|拜托|联系|通知|催一?下?|[送住报被找问叫请让转跟向给读开归等打]|考上|这边的)[去到往进了在]?$"
)
_SPEAKS = re.compile(
    r"(?:都|也|又|那边)?(?:说|讲|叫|通知|答应|回复|不肯|不管|一口|开的|开了|给[我他她开]|让|的话|提醒|提示|告知|要求|的?同志|的?工作人员|的(?:师傅|医生|护士|大夫|民警|员工|人(?=来|说|登|上门|打|讲))|快点|赶紧|的图|退下|退休|上班|打工|要[关倒]|的车|托)"
)
_ACTS = re.compile(r"做笔录|录口供|来信|来电|已|正在|读|念|办(?![^ ,。]{0,6}[丧酒桌])|老师|同学|(?<=[学中])生")
"""What an office does, and who is of a school."""
_SOURCE_SIGNS = frozenset("出回过赶来")
_SOURCE = re.compile(r"(?:[出回过赶]来|来的)")
_AIMS = frozenset("去到往回来")
_ORDER = re.compile(r"(?:加强|巡查|排查|检查|不要|请勿|禁止|严禁|新闻说|视频里)[^,。!?;]{0,8}$")
_ORDERS = frozenset("强查请禁闻视不")
"""A sign of each order."""
_LISTED = re.compile(r"[^,。 ]{0,8}(?:巡查|排查|检查|秸秆不)")
_BOTH = re.compile(r"楼上楼下|[门房]前屋后|楼下[一-鿿]{1,3}楼上|门窗")
_DOUBLE = frozenset("楼门屋")
_FELL = re.compile(r"[掉跳流倒排扔漂进入][到进在入]?$")
_SEEN = frozenset({"看到", "见到", "遇到", "碰到", "闻到", "听到", "收到", "捡到"})
_SPREADS = frozenset("漫淹冲烧飘砸滚流漏蹿窜延扔倒堆摆停滑撞晃躲吵追")
"""What comes to a spot without going there: 水漫到饭店了."""
_NOBODYS = ("谁", "谁家", "哪家", "各家", "一股", "家里", "屋里")
_BECOMES = frozenset({"成了", "变成", "当成", "好像", "就像", "像个", "当作", "像进"})
"""What a thing is like: 雨一大就成了池塘."""
_MAKES = frozenset("盖建造办租买卖黑限")
"""What somebody builds, runs or sells is no place where it is; nor is what has no licence (黑诊所), or what it smells of (一股鱼塘味)."""
_ERRAND = re.compile(r"买|办|拿|取|吃|喝|看|接|送|玩|逛|问|报|交|领|开会|上课|上学|读书|体检")
"""What one goes to a place for, that has nothing to do with what is told."""
_LOOKED = re.compile(r"(?:转|巡|查|看)(?:了|过|一圈|一趟|一下)")
"""Who went round somewhere tells of that place."""
_LIKE_SIGNS = frozenset("里上一似那")
_LIKE = re.compile(r"(?:里|上)?(?:一样|似的|一般(?!般)|那样)")
"""What something is like stands before these."""
_WANTS = frozenset("关困要")
_JOB = re.compile(
    r"(?:(?:^|[我他她们人家在号室\d ,])开(?:的|了|着|个|家|黑|了家|了个)?(?![到进在去往])(?:[一-鿿]{0,2}))$|(?<![东西南北城海])关$|困$|[要](?=$)"
)
"""What somebody runs (我开馄饨店), is shut in, or wants of a works."""
_PAYS = re.compile(
    r"(?:也|愿意|答应|同意|只肯)?(?:出(?:了)?(?:钱|医药费|[一二三四五六七八九十两几\d]{1,4}[千万百块元])|赔[了钱偿礼给一二三四五六七八九十两\d]|退[了钱款]|道[了个]?歉)"
)
"""What a shop or a works does where a quarrel is made up: 超市出一万二."""
_LEAVES = re.compile(r"(?:里|上)?(?:溜|跑|逃|下[来去楼]|上[来去楼]|走[了掉下上])")
"""Who left by stairs is not there any more: 从楼梯溜了."""
_COUNTED_BY = frozenset("个处座")
_SOME = re.compile(r"(?<![第一])[二三四五六七八九十两几\d多][个处座]$")
"""How many there are is not where: 贴了三个楼道."""
_ASKED = re.compile(r"[吗嘛么没](?![人有])")
_OURS, _ASKS = frozenset({"我们", "咱们"}), frozenset("吗嘛么")
_PEOPLE = re.compile(r"[\d一二三四五六七八九十几两]+多?[个家户号位口人]")
"""我们车间四十多个人 are those who work there."""
_NOT_THERE = re.compile(r"的路上|(?:能|可以)[^,。 ]{1,10}[吗嘛]")
"""Who was on the way, or asks what can be had: 去超市的路上, 药店能刷卡吗."""
_HOMES, _DOOR_NUMBER = frozenset({"楼上", "楼下", "隔壁", "对面"}), re.compile(r"\d{3,4}(?!\d)")
"""楼下302 is a flat."""
_IN_LIFT = re.compile(
    r"的?(?:人|老人|小孩|老[太头])|那?[几两三四五六七八九\d]+个?人?|[那这几]|碰|遇|放广告|应该|的能|听"
)
_SHUT_IN = ("困", "关", "卡", "困在", "关在", "锁在", "卡在", "个人在")
"""A lift in which somebody is, or was met, is no place where something is."""
_LEARNS, _NO_LESSON = frozenset("上读念"), frozenset("早晚路街镇村乡马")
_THROUGH = frozenset("出进")
_GATES = frozenset({"校门", "大门", "小门", "侧门"})
"""One comes and goes by them: 四点就出校门了."""
_ONCE = re.compile(r"以前|从前|曾|早年|当年|年轻时")
"""With 过 behind the spot: somebody was there, long ago."""

_STORY = Late(
    r"新闻|视频|电视|那部?剧|电影里|外[省地市]|国外|小时候|小辰光|年轻|当年|早年|从前|去年|[几十]年前|前年|梦|哪个|点赞|表扬|接龙|已转|转给|考上|早啊|早上好|(?:昨天|以前|上次)才|(?:说|讲)过了"
)
"""What is told of other times and other parts, and what is only passed on: it has no spot here."""
_IDLE = WORDS["house"] | WORDS["furniture"] | {"门口", "门前", "门卫", "食堂", "饭店", "老街"}
"""What is in everybody's way: where nothing happens it says nothing."""


def is_story(text: str) -> bool:
    """True where talk is of another time or another part."""
    return _STORY.search(text) is not None


def is_idle(spot: str) -> bool:
    """True for a spot that says nothing where nothing happens."""
    return spot in _IDLE


def is_aim(before: str) -> bool:
    """True where what follows is only where somebody goes."""
    return before[-1:] in _AIMS and before[-2:] not in _SEEN and before[-2:-1] not in _SPREADS


def is_none(text: str, start: int, head: Head, *, bare: bool, told: Container[str]) -> bool:
    """True where the word of a spot is said, but no spot is meant."""
    at, end, sort = head
    word, before = text[at:end], text[max(0, start - 10) : start]
    if start == at and (_is_passed(word, before, told) or (before[-1:] == "从" and _LEAVES.match(text, end))):
        return True
    if (text[end : end + 1] in _LIKE_SIGNS and _LIKE.match(text, end)) or _is_job(text, start, at):
        return True
    if "过" in text[end : end + 3] and _ONCE.search(before):
        return True
    if text[start:at] == "黑" or _is_counted(text, before, end):
        return True
    if bare and (_is_said_of(text, head, before, told) or _is_somebody(text, head, before)):
        return True
    if start == at and ((sort == GROUND and _FELL.search(before)) or (bare and word == "医院")):
        return True
    if start == at and not _ORDERS.isdisjoint(signs_of(text)) and (_ORDER.search(before) or _LISTED.match(text, end)):
        return True
    return text[at] in _DOUBLE and _BOTH.search(text, max(0, at - 2), end + 6) is not None


def _is_passed(word: str, before: str, told: Container[str]) -> bool:
    """True where a door is only gone through, or is that of a flat whose number is told."""
    if word in OWN_DOOR and ("room" in told or before[-1:] in _MOVES):
        return True
    return before[-1:] in _THROUGH and word in _GATES


def _is_counted(text: str, before: str, end: int) -> bool:
    """True where spots are counted, built, asked for or nobody's."""
    last = before[-1:]
    if last in _MAKES or before.endswith(_NOBODYS) or before[-2:] in _BECOMES:
        return True
    return (last in _COUNTED_BY and _SOME.search(before) is not None) or (
        last == "有" and _ASKED.match(text, end) is not None
    )


def _is_said_of(text: str, head: Head, before: str, told: Container[str]) -> bool:
    """True where those are told of who work or are there, or who live at a number; where a school is somebody's, or an office begins to speak."""
    end = head[1]
    if (before[-2:] in _OURS and _PEOPLE.match(text, end)) or (is_aim(before) and text[end : end + 1] in _ASKS):
        return True
    if _NOT_THERE.match(text, end) and (text[end] != "的" or is_aim(before)):
        return True
    if text[head[0] : end] in _HOMES and _DOOR_NUMBER.match(text, end):
        return True
    if text.startswith("电梯里", head[0]):
        return before.endswith(_SHUT_IN) or _IN_LIFT.match(text, end) is not None
    if before[-1:] in _LEARNS and before[-2:-1] not in _NO_LESSON and text[head[0] : end] in WORDS["people"]:
        return True
    return text[end : end + 1] == ":" or (before.endswith("隔壁") and "number" in told)


def _is_job(text: str, start: int, at: int) -> bool:
    """True where somebody runs a spot, is shut in it, or wants something of it."""
    begin = max(0, start - 4)
    return (text[at - 1 : at] in _WANTS or "开" in text[begin:at]) and _JOB.search(text, begin, at) is not None


def _is_somebody(text: str, head: Head, before: str) -> bool:
    """True where an office or a shop is sent for, asked or heard, or something came out of it."""
    if (text[head[1] : head[1] + 1] in _SOURCE_SIGNS and _SOURCE.match(text, head[1])) or (
        is_aim(before) and _ERRAND.match(text, head[1])
    ):
        return True
    if _PAYS.match(text, head[1]):
        return True
    if text[head[0] : head[1]] in WORDS["people"]:
        if _ACTS.match(text, head[1]):
            return True
    elif head[2] != ENDS:
        return False
    if _LOOKED.match(text, head[1]):
        return False
    return bool(_SENT.search(before) or is_aim(before) or _SPEAKS.match(text, head[1]))
