"""Groups of people that a text names with a number, an article or a word for so many. Pure."""

import re
from collections.abc import Iterator
from itertools import islice

from parsing.numerals import to_int
from parsing.people_nobody import is_not_there, is_one_not_there
from parsing.people_sets import HAN, Group, find_sets
from parsing.people_words import FIRST, HEAD, compiled, who_is
from parsing.signs import signs_of

_AGE = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,4})(?:(?:多|几|来)?岁|个多?月)大?的?"
_KIND = r"[一二三四五六]年级|[初高][一二三]|高龄|年迈|年轻|独居|孤寡|空巢|残疾|瘫痪|失能|外地|本地|乡下|车间|工地|楼上|楼下|隔壁|对门|半大|瘦小|中年|陌生|住院|退休|留守|低年级|高年级|大肚子|男|女|小|老|大"
_FREE = r"[^\s,。!?;:、()a-z\d的把被给让叫说撞砸压咬到在着了过跟和有没是月时天年分次层楼车桶洞坑灯门口盖箱袋瓶都也就去来个位名家户岁系一二两三四五六七八九十百千]{1,3}?"
_MOD = rf"(?:[^\s,。!?;:、个村水锁]{{1,9}}?的)??(?:{_AGE}|{_KIND}|{_FREE})??(?:{_KIND})??"
_OWN_THING = r"(?![东车房钱事货店门狗猫摊铺柜箱盒桶袋机器牌炉锅灯管线洞坑棚包床椅桌衣鞋帽伞书手声味照视菜])"
"""What follows 的 so that those before it are no people: 骑车的狗."""
NOMINAL = (
    r"(?:(?:[穿骑送戴卖捡拾喝跑搬扫钓讨唱拎住跳练推抱拄坐躺割挖采挑赶]|[蹬遛]|踩(?:三轮|单车|自行)|拉(?!稀|肚)|装[卸修]|打(?:[工牌架球鱼]|麻将)|开[车店]|做[工饭小保]|收(?:[废破水电租钱]|停车|垃圾|快递)|[裹披]|光[着膀]|滑[冰雪]|溜冰|上坟|扫墓|清淤|掏粪|种[菜地田瓜花树]|养[鸭鸡猪鱼蜂羊牛]|路过|过路|散步|遛弯|晨练|锻炼|逛街|等车|看热闹|围观|买[菜药票早]|游泳|洗澡|玩水|[捞摸]鱼|拉货|跑腿|值[班夜]|放[牛羊鸭学]|修[路车]|洗[碗衣]|纹身|要饭|讨饭|流浪|拾荒|逃荒|看[门护]|自称|[高低一二三四五六]年级|初[一二三中]|光头|染[^\s]?发|喝?醉|外来|上了?年纪)[^\s,。!?;:、\d的]{0,5}"
    r"|(?:[背提挎扛烫烤炒织缝磨砌刷焊绑拔推修教学做贴摆][^\s,。!?;:、\d的好完了过]|发(?:传单|小广告|卡片|名片)|说[^\s,。!?;:、\d的]{1,3}话|[^\s,。!?;:、\d的]{1,4}口音|没(?:戴|系|穿|带|拴)[^\s,。!?;:、\d的]{1,2}|[黑白红灰蓝花黄绿粉]色?(?:衣|上衣|衬|帽|马甲|短袖|外套|夹克|制服|工装)|[\d一二两三四五六七八九十]{1,3}(?:多|几|来)?岁(?:左右|上下|大)?|合租|合住|同住|借住|新来)[^\s,。!?;:、\d的]{0,3}|(?:外[地省乡面国]|乡下|农村|山里|城里|镇上|县里|老家|本地|北方|南方|东北|[云贵湖江广河山][南州北西东]|四川|重庆|安徽|福建|浙江|陕西|甘肃|新疆|上海|北京|越南|缅甸)(?:那边)?(?:过?来|打工)?)的"
) + _OWN_THING
"""Somebody named by what he does: 骑车的, 穿校服的."""
_AT_ODDS = r"(?:[又天还]|今天|昨[天晚]|一直|上午|下午|早上|晚上)*(?:为了?|因为?|吵|闹|争|打[了起架得]|骂|对[骂着]|互(?:相[骂打吵指推]|骂|殴|不相让)|顶[上了起嘴]|掐|杠|干[起上架仗]|僵|动手|和[好解]|签了?|协商|调解|坐下来|[谈说讲]+[得不]*[好拢妥]|握手|翻脸|结[怨仇]|扯[皮不]|(?:的)?地界|当面)"
"""What households do that are at odds, or no longer: 两家为了一棵树."""
_NO_TIME = r"(?!多?(?:月|小时|钟|星期|礼拜|晚上|白天|工作|学期|半(?!大))|年(?!轻|迈|纪)|半(?!大))"
_HURT = r"(?:[呛熏烫烧砸摔撞咬扎划冻压](?:到|着|伤|倒|晕|昏|断)|受了?伤|昏迷|骨折|晕倒|[轻重]伤)的(?=[\s,。!?已都也被在还送抬没现全刚正上]|$)"
WHOM = re.compile(rf"(?P<who>{_MOD}(?P<head>{HEAD}))|(?P<nominal>{NOMINAL}|{_HURT})")
"""Who is counted, behind the word that counts: 高龄老人, 穿校服的."""
_RUN = re.compile(
    rf"[\d{HAN}俩仨](?:(?<=[俩仨])|[\d{HAN}]{{0,9}}(?=[多余来几好+把到至~个名位口号对户家{FIRST}高年瘫失本车工楼隔半中陌住退留低-]))"
)
"""Number signs before one that a count of people goes on with."""
_COUNT = re.compile(
    rf"(?P<n>\d{{1,5}}万?|[{HAN}]{{1,7}}|[俩仨])(?P<about>(?<=十)好几|[几来][二三四五六七八九]?十|多|余|来|几|\+|(?<=[百千万个])把|[-~到至]\d{{1,5}})?"
    rf"(?P<class>个{_NO_TIME}|[名位]|口子?(?=人)|号(?=人(?!家)|老人)|(?<=[多来余])号(?!楼)|(?<=几)号(?=[民租打]工?|业主|村民|工)|对|户(?![外型口主籍头均]|一(?![百千十共])|门(?![槛口前]))|家(?=[都也全]|{_AT_ODDS}|(?![店铺厂超公饭门银单医网宾酒药茶理早小奶快伙])[^,。!?\s]{{1,3}}都|人|住户|邻居|隔壁|邻舍|乡邻|(?P<door>[\s,。!?没锁不在还]|$)))?"
)
_BARE = re.compile(rf"(?:{_KIND})??(?P<head>{HEAD})")
_LONE = re.compile(r"[\s,。!?在都还没]|$")
"""俩 and 仨 are people by themselves where nothing else follows: 还剩俩."""
_NO_COUNT = frozenset(f"0123456789.第每初高大周几数abcdefghijklmnopqrstuvwxyz#{HAN}-拜期")
"""What stands so before a number makes it another's: an ordinal, a day, a part of a longer one."""
_LOT_BEHIND_ROOM = re.compile(r"(?<=\d)[两俩仨]$")
"""So many right behind a room or a house: 302和402两家."""
_THIS_WEEK = re.compile(r"(?:[这本上下每]个?(?:周|礼拜|星期)|大大小小)$")
_NO_WEEKDAY = "七八九两十百"
"""No day of the week has such a number: 这礼拜九个."""
_ARTICLE = re.compile(rf"[个位名那这](?:(?<=[个位名]){_NO_TIME}|(?<=[那这])(?:[个位]{_NO_TIME}|(?=小伙|老头|老太)))")
_AT_SCHOOL = re.compile(r"[一二三四五六]年级")
"""Somebody named by his school: 一个二年级的."""
_OURS = ("我们", "咱们", "俺们", "咱", "我们这", "我们那")
"""Before a trade it says that they are no helpers who come: 我们六个保安."""
_GATHERED = ("凑", "叫", "喊", "拉", "找", "邀", "叫了", "喊了", "拉了", "找了", "凑了")
"""Before a number that is only about so many it says that they come: 凑五六十号人."""
_THOSE = ("那", "这")
_OF_NUMBERS = frozenset(f"0123456789俩仨{HAN}")
_OF_ARTICLES = frozenset("个位名那这")
_NO_ARTICLE = frozenset("几多整每哪各半另俩仨0123456789+" + HAN)
_NEIGHBOURS = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)[十百千万]*$|百十$"
)
"""Two neighbouring digits, or 百十: about so many, and the lower one at least."""
_ALL_TOLD = re.compile(
    r"(?:(?:数|点)(?:[了过]|一?下)*(?:有|出)?|(?:一|总|拢|合)共(?:有|是)?|[加合]起来(?:有|是)?|连[我他她大][^\s,。!?]{0,3}|[加算]上[^\s,。!?]{1,4})$"
)
"""So many in all, of the people who were spoken of: 我数了有十四五个, 连我四个."""
_OF_THEM = rf"(?P<head>{HEAD})(?:还|就|才|共|一共|总共|大概|大约|差不多|得)?[有剩]?$"
"""Who was named before they are counted: 租客三个, 老人有两位."""
_END = re.compile(r"[\s,。!?]|$")
_END_OF_COUNT = re.compile(r"[\s,。!?都全]|$")
_REACHED = re.compile(r"了(?:[\s,。!?]|$)")
"""So many by now: 报名的有86个了."""
_IN_A_LIST = re.compile(r"(?:小孩|孩子|儿童|老人|大人|妇女)$")
_COUNTED_KIND = re.compile(r"(?:^|[^\d人])(?P<head>小孩|孩子|儿童|老人|大人|妇女|学生)$")
"""A kind before its number of 人: 独居老人6人; more of them make a list."""
_MIXED = re.compile(r"(?:大人|老人|男的|女的|[、和跟])$")
"""Before the last kind that is told before a number they say that it counts all: 大人小孩七个."""
_TOLD_BEFORE = frozenset([("person", None), ("", "个"), ("", "名"), ("", "位")])
"""Who a number seems to count and the word that counts, where who is meant may stand before it."""
_POLITE = ("名", "位")
"""Behind those whom they count, whatever follows: 工人15名反映."""
_ON = frozenset("地路桥楼街厂车岸山船台网群村镇场边头店马晚早班")
"""With 上 they name a place or a time: 工地上百十号人 are not a hundred at least."""
_ROOM = re.compile(r"(?:单元|[幢栋座楼号])$")
_ROUND = re.compile(r"(?:跑|走|访|敲|问|查|通知|上门|登记|剩|差|漏|进|还有)(?:[了过完到遍]|下)*$")
"""Doors that somebody went to, one after the other: 跑了二十家."""
_RANKED = re.compile(
    r"[一二两三四五六七八九](?:奶奶|爷爷|大[爷妈娘伯]|阿[公婆]|婆婆|外[公婆]|小子|师傅|女儿|儿子|媳妇|孙[子女]|[叔舅伯姑姨]|嫂|婶)"
)
"""One of several kin by rank: 二奶奶."""
_A_HOUSEHOLD = re.compile(
    r"一户(?:人家|老|孤|村民|居民|住户)|[有住着剩]一户(?![^\s,。!?]{0,2}(?:窗|阳台|厨房|厕所|门|墙|屋|灯|空调|水|装修))"
)
"""One household of which its people are meant: 有一户阳台 is a place."""
_PLENTY = 100
_MOST = 40
"""Groups of one sort that are read in one text."""


def find_groups(text: str) -> list[Group]:
    """The groups of people that are named with a number or an article, in order; each sign belongs to one of them."""
    signs = signs_of(text)
    found = list(find_sets(text, _MOST))
    if not _OF_NUMBERS.isdisjoint(signs):
        _add(found, _find_counted(text))
    if not _OF_ARTICLES.isdisjoint(signs):
        _add(found, _find_single(text))
    return sorted(found, key=lambda group: group.start) if len(found) > 1 else found


def _add(found: list[Group], groups: Iterator[Group]) -> None:
    for group in groups:
        if not any(group.start < other.end and other.start < group.end for other in found):
            found.append(group)


def _find_counted(text: str) -> Iterator[Group]:
    for run in islice(_RUN.finditer(text), _MOST):
        start = _begins(text, run.start(), run.end())
        match = _COUNT.match(text, start) if start is not None else None
        group = _counted(text, match) if match is not None else None
        if group is not None:
            yield group


def _begins(text: str, at: int, end: int) -> int | None:
    """Where the number of a run of number signs begins, behind a weekday that is no part of it; None when it counts nothing."""
    if text[at].isdigit() and (lot := _LOT_BEHIND_ROOM.search(text, at, end)) is not None:
        return lot.start()
    before = text[max(0, at - 4) : at]
    if before[-1:] not in _NO_COUNT or not before:
        return None if before[-1:] == ":" and before[-2:-1].isdigit() else at
    if _THIS_WEEK.search(before) and "十" in text[at : at + 2]:
        return at
    if before.endswith(("周", "礼拜", "星期")) and text[at] in HAN:
        return at if text[at] in _NO_WEEKDAY else at + 1 if end - at > 1 else None
    return None


def _counted(text: str, match: re.Match[str]) -> Group | None:
    """The people of whom a number tells: with a word that counts, a word for people, or alone."""
    start, end, counter = match.start(), match.end(), match["class"]
    before = text[max(0, start - 9) : start]
    low, is_about = _value(match["n"])
    if not low or match["n"].startswith("万一"):
        return None
    if (least := _least(before, match["n"])) or match["about"] is not None:
        is_about, start = True, start - least
    whom = (_BARE if counter is None and match["n"] not in "俩仨" else WHOM).match(text, end)
    end = whom.end() if whom is not None else end
    if counter in {"户", "家"}:
        return _households(match, Group(start, end, low, "households", is_about), before)
    who = _who(whom) if whom is not None else ""
    if who == "helper" and before.endswith(_OURS):
        who = "adult"
    if (who, counter) in _TOLD_BEFORE and (counter in _POLITE or _END_OF_COUNT.match(text, end)):
        who = _named_before(text, start, before, counter) or who
    is_lone = counter is None and match["n"] in "俩仨" and _LONE.match(text, end) is not None
    if not who and not is_lone and counter in {None, "对"}:
        return None
    if (counter is None and _is_no_count(text, match, low, who, before)) or is_not_there(
        text, end, before, low, "gathered" if is_about and before.endswith(_GATHERED) else who
    ):
        return None
    low *= 2 if counter == "对" else 1
    how = (
        "bare" if not who and (is_lone or _ends(text, end, before)) else "those" if before[-1:] in _THOSE else "number"
    )
    is_open = (match["about"] or "").startswith(("几", "好几"))
    return Group(start, end, low, who, is_about, how, is_outside="外" in before[-5:], is_open=is_open)


def _ends(text: str, end: int, before: str) -> bool:
    """Whether nothing follows a number that ends there: 住了十二个, 报名的有86个了."""
    return _END.match(text, end) is not None or (before.endswith("有") and _REACHED.match(text, end) is not None)


def _least(before: str, number: str) -> int:
    """How many signs right before a number say that it is the least: 不下三十, 上百."""
    if before.endswith("上") and number[0] in "百千万" and before[-2:-1] not in _ON:
        return 1
    return 2 if before.endswith(("不下", "至少", "起码", "最少", "少说")) else 0


def _who(match: re.Match[str]) -> str:
    if match["head"] is not None:
        return who_is(match["head"])
    return "minors" if _AT_SCHOOL.search(match[0]) else "adult"


def _households(match: re.Match[str], group: Group, before: str) -> Group | None:
    """The households that a number counts; of one it must be sure that its people are meant, of bare 家 that somebody went to them."""
    text, start, end = match.string, match.start(), match.end()
    if group.low == 1 and not (match["class"] == "户" and _A_HOUSEHOLD.search(text, max(0, start - 2), end + 2)):
        return None
    if match["door"] is None:
        return None if before.endswith("左右") and text.startswith("也", end) else group
    return group._replace(how="round") if _ROUND.search(before) else None


def _named_before(text: str, start: int, before: str, counter: str | None) -> str:
    """Whom a number at the end of a clause counts, told before it: 租客三个, 老人6人, 工人…一共五个."""
    if counter is None:
        kind = _COUNTED_KIND.search(before)
        return who_is(kind["head"]) if kind is not None else ""
    named = compiled(_OF_THEM).search(before)
    if named is not None:
        return "person" if _MIXED.search(before, 0, named.start("head")) else who_is(named["head"])
    return "person" if _ALL_TOLD.search(before) and compiled(HEAD).search(text, 0, start) else ""


def _is_no_count(text: str, match: re.Match[str], low: int, who: str, before: str) -> bool:
    """Whether a number right before a word for people is a room, money, a rank among kin, or one of a list (小孩3人大人6人)."""
    is_room = match["n"].isdigit() and low >= _PLENTY and (low % 10 != 0 or _ROOM.search(before) is not None)
    return (
        (who == "person" and _IN_A_LIST.search(before) is not None)
        or (who == "helper" and match["n"] not in "俩仨")
        or (who == "adult" and "万" in match["n"])
        or (is_room and who != "person")
        or _RANKED.match(text, match.start()) is not None
    )


def _find_single(text: str) -> Iterator[Group]:
    """Those with an article: 有个老头, 那位大姐."""
    for match in islice(_ARTICLE.finditer(text), _MOST):
        at, is_the = match.start(), match[0][0] in "那这"
        before = text[max(0, at - 4) : at]
        if not is_the and ((before[-1:] in _NO_ARTICLE and before) or (match[0] in "名位" and before[-1:] != "有")):
            continue
        whom = WHOM.match(text, match.end())
        if whom is not None and not is_one_not_there(text, at, whom.end(), before):
            yield Group(at, whom.end(), 1, _who(whom), how="definite" if is_the else "article")


def _value(words: str) -> tuple[int | None, bool]:
    about = _NEIGHBOURS.match(words) if len(words) > 1 else None
    if about is None:
        return to_int(words), False
    if about["tens"] is not None:
        return to_int(words[:-1]), True
    return to_int(words[0] if words == "百十" else words[0] + words[2:]), True
