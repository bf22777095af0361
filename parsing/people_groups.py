"""Groups of people that a text names with a number, an article or a word for so many. Pure."""

import re
from dataclasses import dataclass
from itertools import islice

from parsing.numerals import to_int
from parsing.people_words import HEAD, who_is
from parsing.signs import signs_of


@dataclass(frozen=True, slots=True)
class Group:
    """Some people who stand at [start, end): how many at least, whether only about so many, and who (empty: not said)."""

    start: int
    end: int
    low: int
    who: str
    is_about: bool = False
    how: str = "number"
    """`number`, `kin` (母女, 父子俩), `siblings` (姐弟俩, 三兄妹), `article` (个, 有位) or `definite` (那个)."""
    is_ours: bool = False
    """Those who speak: 我们三个."""
    is_outside: bool = False
    """Those who stand outside of what the text tells."""
    is_open: bool = False
    """十几: what it says is only where the number begins."""

    @property
    def span(self) -> tuple[int, int]:
        """[start, end) in the text."""
        return self.start, self.end


_HAN = "一二两三四五六七八九十百千万"
_GUARD = rf"(?:(?<!\d:)(?<![\d.第每初高大周几数a-z#{_HAN}-])(?<!礼拜)(?<!星期)|(?<=周[{_HAN}日])|(?<=礼拜[{_HAN}日])|(?<=星期[{_HAN}日]))"
_AGE = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,4})(?:(?:多|几|来)?岁|个多?月)大?的?"
_KIND = r"[一二三四五六]年级|[初高][一二三]|高龄|年迈|年轻|独居|孤寡|空巢|残疾|瘫痪|失能|外地|本地|乡下|车间|工地|楼上|楼下|隔壁|对门|半大|瘦小|中年|陌生|住院|退休|留守|低年级|高年级|大肚子|男|女|小|老|大"
_FREE = r"[^\s,。!?;:、()a-z\d的把被给让叫说撞砸压咬到在着了过跟和有没是月时天年分次层楼车桶洞坑灯门口盖箱袋瓶都也就去来个位名家户岁系一二两三四五六七八九十百千]{1,3}?"
_MOD = rf"(?:[^\s,。!?;:、个村水锁]{{1,9}}?的)??(?:{_AGE}|{_KIND}|{_FREE})??(?:{_KIND})??"
NOMINAL = r"(?:[穿骑送戴卖捡拾喝跑搬扫钓讨唱拎住跳练推抱拄坐躺]|装[卸修]|打[工牌架]|开[车店]|做[工饭小保]|收[废破水电]|放[牛羊鸭学]|修[路车]|洗[碗衣]|要饭|看[门护]|[高低]年级|初[一二三中]|光头|染[^\s]?发|喝?醉|外来|上了?年纪)[^\s,。!?;:、\d的]{0,5}的(?![东车房钱事货店门狗猫])"
"""Somebody named by what he does: 骑车的, 穿校服的."""
_NO_TIME = r"(?!多?(?:月|小时|钟|星期|礼拜|晚上|白天|工作|学期|半(?!大))|年(?!轻|迈|纪)|半(?!大))"
_NUMBER = re.compile(
    rf"{_GUARD}(?P<least>上(?=[百千万])|不下|至少|起码|最少|少说)?(?P<n>\d{{1,5}}万?|[{_HAN}]{{1,7}}|[俩仨])(?P<about>多|余|来|几|\+|[-~到至]\d{{1,5}})?"
    rf"(?:(?P<class>个{_NO_TIME}|[名位]|口(?=人)|号(?=人|老人)|对|户(?![外型口主籍头均一门])|家(?=[都也全]|人|住户|邻居))(?:(?P<who>{_MOD}(?P<head>{HEAD}))|(?P<nominal>{NOMINAL}))?"
    rf"|(?P<bare>(?:{_KIND})?{HEAD})|(?<=[了着有住里][俩仨])(?=[\s,。!?在都]|$))"
)
_ARTICLE = re.compile(
    rf"(?:(?P<the>[那这][个位]|[那这](?=小伙|老头|老太))|(?<![几多整每哪各半另{_HAN}\d+])(?:个|(?<=有)[位名])){_NO_TIME}(?:{_MOD}(?P<head>{HEAD})|(?P<nominal>{NOMINAL}))"
)
_PAIRS = re.compile(
    rf"(?P<old>老(?:两口|俩口|夫妻|夫妇))|(?P<two>小?(?:夫妻|夫妇)(?:[俩二两][个人]?)?(?!店|肺|共同|财产|关系|感情|矛盾|档|房|生活)|小[两俩]口子?|[两俩]口子|两公婆|(?<=[那这])对(?=又|在|[天夜]|从|半|打|吵|闹))"
    rf"|一家(?:老小|大小|子)?(?P<family>[{_HAN}\d]{{1,2}})口"
    rf"|(?P<kin>母[子女]|父[子女]|婆媳|[爷祖]孙)(?P<kins>[俩仨]|[两二三四五](?:个人?|人)?)?(?!公司|保健|兵|关系|装)"
    rf"|(?:(?P<kids>姐妹|兄弟|姐弟|兄妹|弟兄|姊妹)|[娘爷哥姐]儿?|师徒|叔侄|妯娌|翁婿|邻居|[他她我咱你](?:们|几)?)(?P<both>[俩仨])"
    rf"|(?P<us>[我咱])?(?:[他她你]|(?<=[我咱]))们(?P<ours>[{_HAN}\d]{{1,3}})(?:个(?:人(?!家)|(?!{HEAD}|[月小单村楼组店厂班年钟礼星门车家多半老大]))|人(?!家))"
    rf"|(?P<siblings>[两二三四五六七八九\d])(?:兄[弟妹]|姐[妹弟]|弟兄|姊妹|妯娌|子女|母女|母子|父子)"
    rf"|(?P<one_and_one>一老一[小少])|(?P<men>[一两二三四五六\d])男(?P<women>[一两二三四五六\d])女"
)
"""Sets of people who are counted by what they are to each other."""
_OF_PAIRS = frozenset("口夫公对母父婆孙俩仨们兄姐姊弟妯子女男小少")
_OF_NUMBERS = frozenset("0123456789俩仨" + _HAN)
_OF_ARTICLES = frozenset("个位名那这")
"""Signs one of which stands in whatever each of the three patterns finds."""
_NEIGHBOURS = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)[十百千万]*$|百十$"
)
"""Two neighbouring digits, or 百十: about so many, and the lower one at least."""
_COUNTED = re.compile(r"(?:数|点)(?:[了过]|一?下)*(?:有|出)?$")
_HEAD = re.compile(HEAD)
_END = re.compile(r"[\s,。!?]|$")
"""Of the people who were spoken of, somebody counted so many: 我数了有十四五个."""
_LISTED = ("小孩", "孩子", "儿童", "老人", "大人", "妇女")
_ROOM = re.compile(r"(?:单元|[幢栋座楼号])$")
_NEEDED = re.compile(
    r"(?:缺|要|招|需|派|叫|喊|找|发展|凑|够|坐得?下|限|满|每|拉|请|能坐|容纳|[快再请能]来|差)(?:再|上|个|了)?$"
)
_ROOM_FOR = re.compile(r"(?:能|可以?|够|塞得|坐得|容得?)[^,。!?\s]{0,2}$|像$")
_WORK = re.compile(r"[都也才]?(?:能|够)?(?:[抬扛搬挪推拉拖抱][不得动着]|抬|扛|合抱)|的量|一[组桌间]|以[上内]")
"""People who are wanted, or who would be needed: nobody is there."""
_NONE = re.compile(r"(?:[都也]|影)?[都也]?[没不冇无]")
_RANKED = re.compile(
    r"[一二两三四五六七八九](?:奶奶|爷爷|大[爷妈娘伯]|阿[公婆]|婆婆|外[公婆]|小子|师傅|女儿|儿子|媳妇|孙[子女])"
)
"""One of several kin by rank: 二奶奶."""
_A_HOUSEHOLD = re.compile(
    r"一户(?:人家|老|孤|村民|居民|住户)|[有住着剩]一户(?![^\s,。!?]{0,2}(?:窗|阳台|厨房|厕所|门|墙|屋|灯|空调|水|装修))"
)
"""One household of which its people are meant: 有一户阳台 is a place."""
_LAST_WORD = re.compile(rf"{HEAD}$")
_PLENTY = 100
_MOST = 40
"""Groups of one sort that are read in one text."""


def find_groups(text: str) -> list[Group]:
    """The groups of people that are named with a number or an article, in order; each sign belongs to one of them."""
    found: list[Group] = []
    signs = signs_of(text)
    for pattern, gate, read in (
        (_PAIRS, _OF_PAIRS, _set),
        (_NUMBER, _OF_NUMBERS, _counted),
        (_ARTICLE, _OF_ARTICLES, _one),
    ):
        for match in islice(pattern.finditer(text), _MOST) if not gate.isdisjoint(signs) else ():
            group = read(match)
            if group is not None and not any(group.start < other.end and other.start < group.end for other in found):
                found.append(group)
    return sorted(found, key=lambda group: group.start)


def _set(match: re.Match[str]) -> Group | None:
    said = match.groupdict()
    if said["men"] is not None:
        low: int | None = (to_int(said["men"]) or 0) + (to_int(said["women"]) or 0)
    else:
        words = next(
            (said[name] for name in ("family", "kins", "both", "ours", "siblings") if said[name] is not None), "两"
        )
        low = to_int(words.rstrip("个人"))
    if low is None:
        return None
    who = "elderly" if said["old"] is not None else "person"
    how = "kin" if said["kin"] is not None else "siblings" if said["kids"] or said["siblings"] else "number"
    return Group(match.start(), match.end(), low, who, how=how, is_ours=said["us"] is not None or "我" in match[0])


def _counted(match: re.Match[str]) -> Group | None:
    text, start, end, counter = match.string, match.start(), match.end(), match["class"]
    low, is_about = _value(match["n"])
    if low is None or low == 0:
        return None
    is_about = is_about or match["about"] is not None or match["least"] is not None
    if counter in {"户", "家"}:
        is_one = low == 1 and not (counter == "户" and _A_HOUSEHOLD.search(text, max(0, start - 2), end + 2))
        return None if is_one else Group(start, end, low, "households", is_about)
    before = text[max(0, start - 5) : start]
    who = _who(match)
    if not who and _COUNTED.search(before) and _END.match(text, end) and _HEAD.search(text, 0, start):
        who = "person"
    if (counter is None and _is_no_count(match, low, who, before)) or (counter == "对" and not who):
        return None
    if _is_nobody(text, end, before, low, who):
        return None
    low *= 2 if counter == "对" else 1
    return Group(start, end, low, who, is_about, is_outside="外" in before, is_open=match["about"] == "几")


def _who(match: re.Match[str]) -> str:
    if match["bare"] is not None:
        word = _LAST_WORD.search(match["bare"])
        return who_is(word[0] if word is not None else match["bare"])
    if match["head"] is not None:
        return who_is(match["head"])
    return "adult" if match["nominal"] is not None else ""


def _is_no_count(match: re.Match[str], low: int, who: str, before: str) -> bool:
    """Whether a number right before a word for people is a room, a rank among kin, or one of a list (小孩3人大人6人)."""
    is_room = match["n"].isdigit() and low >= _PLENTY and (low % 10 != 0 or _ROOM.search(before) is not None)
    return (
        before.endswith(_LISTED)
        or who == "helper"
        or (is_room and who != "person")
        or _RANKED.match(match[0]) is not None
    )


def _is_nobody(text: str, end: int, before: str, low: int, who: str) -> bool:
    """Whether such people are only wanted, needed, thought of or denied; children and old people may be looked for."""
    if low == 1 and (_NONE.match(text, end) or before.endswith(("没有", "没", "无", "另"))):
        return True
    is_wanted = who not in {"elderly", "minors"} and (_NEEDED.search(before) or _WORK.match(text, end))
    return bool(is_wanted or _ROOM_FOR.search(before))


def _one(match: re.Match[str]) -> Group | None:
    text = match.string
    before = text[max(0, match.start() - 4) : match.start()]
    if (
        _ROOM_FOR.search(before)
        or before.endswith(("没", "没有", "无", "缺", "要", "派", "叫", "找", "喊"))
        or _NONE.match(text, match.end())
    ):
        return None
    who = who_is(match["head"]) if match["head"] else "adult"
    return Group(match.start(), match.end(), 1, who, how="article" if match["the"] is None else "definite")


def _value(words: str) -> tuple[int | None, bool]:
    about = _NEIGHBOURS.match(words)
    if about is None:
        return to_int(words), False
    if about["tens"] is not None:
        return to_int(words[:-1]), True
    return to_int(words[0] if words == "百十" else words[0] + words[2:]), True
