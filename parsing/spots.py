"""The words and patterns of spots: what is one, what belongs to it, what stands before and behind it. Pure.

A spot's word is found by its first two signs, in one look over the text; what must or must not stand beside it is asked only there.
"""

import re
from collections.abc import Iterator
from itertools import product
from operator import itemgetter

from parsing.late import Late
from parsing.names import BEFORE, PLACES

_SPOTS = PLACES["spots"]
WORDS = {kind: frozenset(words.split()) for kind, words in _SPOTS.items() if isinstance(words, str)}
TAIL_ENDS = frozenset(_SPOTS["tail_ends"])
TAIL_ENDS_THERE = TAIL_ENDS | frozenset(_SPOTS["tail_ends_there"])
GATE, PLACE, HOUSE, GROUND, FAR, ENDS, WEAK, BANK, SCHOOL, WITHIN, SIDED, FURNITURE, PART, INNER = range(14)
"""Sorts of a spot's word: a gate, a place, a part of a house, something in the open, what needs a name (`far`, `ends`), what is one only by
itself (`weak`), a bank, a school by its number, what one is in (在厂里), what needs a name and a side, furniture, a part of a spot, a further part."""
NEEDS_NAME = frozenset({FAR, ENDS, WEAK, SIDED})
INSIDE = frozenset({PART, INNER})
NAMELESS = frozenset({HOUSE, FURNITURE, INNER, WITHIN, SCHOOL})

Word = tuple[str, int]
Head = tuple[int, int, int]
"""Where a spot's word begins and ends, and its sort."""


def _words() -> Iterator[Word]:
    """Every word of a spot."""
    for kind, sort in (
        ("alone", PLACE),
        ("house", HOUSE),
        ("ends", ENDS),
        ("weak", WEAK),
        ("banks", BANK),
        ("within", WITHIN),
        ("sided", SIDED),
        ("furniture", FURNITURE),
        ("parts", PART),
        ("inner", INNER),
    ):
        yield from ((word, sort) for word in WORDS[kind])
    for sort, rows in (
        (GROUND, _SPOTS["ground"]),
        (GATE, _SPOTS["gates"]),
        (FAR, _SPOTS["far"]),
        (SCHOOL, [_SPOTS["schools"]]),
    ):
        for row in rows:
            yield from (("".join(pair), sort) for pair in product(*(half.split() for half in row)))


def _by_first(signs: int) -> dict[str, tuple[Word, ...]]:
    """Words by their first sign or signs, the longest first."""
    table: dict[str, list[Word]] = {}
    for word, sort in sorted(_words(), key=lambda row: (-len(row[0]), row[1])):
        if (len(word) > 1) == (signs > 1):
            table.setdefault(word[:signs], []).append((word, sort))
    return {first: tuple(rows) for first, rows in table.items()}


_PAIRS, _SINGLES = _by_first(2), _by_first(1)
_PAIR = re.compile(
    rf"[{''.join(sorted({pair[0] for pair in _PAIRS}))}](?=[{''.join(sorted({pair[1] for pair in _PAIRS}))}])"
)
_SINGLE = re.compile(f"[{''.join(sorted(_SINGLES))}]")
_BY_PLACE = itemgetter(0)
BEGINS = frozenset(first[0] for first in (*_PAIRS, *_SINGLES))
"""Every spot's word begins with one of these."""
END_SIGNS = frozenset(word[0] for word in WORDS["ends"]) | frozenset("工水祠")
"""What may stand some signs behind another spot begins with one of these: 供销社旧书店, 大桥改造工地."""
_SIDE = (
    r"(?<=库)(?:负|地下)[一二三123]层(?:[a-z]?\d{1,3}号(?:车?位)?)?(?:坡道)?|的?(?:正?对[面过门岸]|斜对[面过]|跟前|深处|[内外里左右前后]侧|一侧|外边|里边|[左右](?:手边|边|面|首)|[东西南北]首|侧[面边]|[背正]面|(?:外围|周[边围]|四周)(?!环境|[居商住群村]|的)|[前后]方(?!便)|进口处?|过去(?:一点|点|几步|几米|一截)?(?!了)|(?<!卫)[那这](?:里(?!的人)|一[带片块排]|块(?=[老总一又也都常经有没是被 ,。]))|两[边侧旁头]|(?<=游)一段|(?:出来|进来|进去|下来|上来|上去|过去|往里)(?=的?那|这一)|下去(?=的?那一?[段截条片排])|一带|上头|(?:扩建|改造|翻建|新建)(?=的?(?:那[个片块栋]|工地|工棚))|[上下]方(?!便)|(?<=[棚亭])顶(?=上)|最(?:里|外|[东南西北上下])(?:[面头边间])|(?<=[库场])[a-h]区|转弯(?=[ ,。处口那]|$)|(?<=[檐吊牌])下(?![来去午面头边])|最[里外]面|[东南西北]口|[上下]游(?![泳玩荡])|[前后](?=[ ,。!?;、]|$)|楼(?=[东南西北]{1,2}[侧边面头角])|旁边|边上|附近|后面|后头|后边|背后|前面|前头|前边|外面|外头|底下|下面|下头|上面|门口|门前|那边|那头|[东南西北]{1,2}[侧边面头角]|方向|隔壁|(?<=[墙门])外|拐角处?|拐弯处|转角处?|入口处?|出口处?|尽头|中间|中央|当中"
    r"|角[上落]|墙[角脚]|(?<=[墙坡])[脚根角]|[旁边](?![防界缘境角])|(?<=[阁塔楼崖山坝])脚下|(?<=[桥树山架坝])[下上]|(?<=[园场棚库东南西北道洞坳坡路])口(?:子(?![女上]))?(?![气味罩腔岸号头令碑福感粮水音渴袋])|第[一二三四五六七八九十]{1,2}[家排户间]|(?<=站)[a-h]\d?(?:号|出|出入)?口|\d{1,2}号[门闸](?![面卫市诊]))"
)
_AWAY = r"(?:往[东南西北前后里外][走开去]?(?:[一二三四五六七八九十百两几]{1,4}|\d{1,4})米)|(?:大约|约|大概)?\d{1,4}米(?:处|左右|远|开外|的地方)?"
_THAT = "(?:[那这][个家间条座栋排面片])"
_NOT_BEHIND = {
    GATE: re.compile(
        r"(?<=号[门闸])口|(?<=门[外前])[头面边]|(?<=岗)亭|[栋幢店把锁禁窗铃面洞诊票槛卫厅缝框板]|牌(?!坊)"
    ),
    PLACE: re.compile(
        r"(?<=银行)[卡账流贷]|(?<=校园)[贷卡霸欺]|(?<=[石大廊]桥)[头墩洞]|(?<=山路)口|(?<=[舍寓属子字务业委]楼)(?:[道梯顶上]|下(?![面头边]))|(?<=广场)舞|(?<=危房)(?:[户人]|排查|改造)|(?<=地块)(?:的事|转让|拍卖)"
    ),
    HOUSE: re.compile(r"(?<=楼道)长|(?<=门前)[三屋]|(?<=花园)[洋式]|(?<=单元门)禁"),
    GROUND: re.compile(r"(?<=桥[上下])游|(?<=地头)上|(?<=村[东南西北])[村路街]|(?<=边)摊|(?<=[区村园]后)门"),
    ENDS: re.compile(
        r"[长员招主家商位贩面镇]|乡(?!下)|社区|(?<=园)区|方(?!向)|片区|公司|(?<=院)落|(?<=塔)吊|(?<=站)(?:累|楼[下顶]|马路|路[边中]|田|太阳|雨)|(?<=摊)[钱费到]|(?<=站)出(?![口站])|(?<=站)(?:[在了起住不到岗稳立队满那得]|着(?!火)|一(?!股))|(?<=铺)(?:[上了满盖得好平成完板砖设]|着(?!火)|在(?!办|装))|(?<=里摊)[着了开在]|(?<=桥)[面洞墩]"
    ),
    SCHOOL: re.compile(
        r"(?!门|[东南西北][侧边面门]|附近|旁|对面|后|前|[一二三四五六七八九十\d]{1,2}[楼年层]|操场|食堂|围墙|$|[ ,。!?])"
    ),
    WITHIN: re.compile(r"(?<=街道)(?!讨|拉|堵|闹|上访|要说|静坐|坐)|(?<=物业)(?!$|[堵闹大门办找围])"),
    BANK: re.compile(r"[道人走李车动业驶为政事善程]"),
}
_NOT_BEFORE = {
    "站": frozenset("人个女男的子主孩她他们公婆爷奶妈爸叔姨哥姐弟妹"),
    "室": frozenset("一二三四五六七八九十两几"),
}
"""Who stands, and how many rooms: 老太太站, 三室."""
_BROKEN = re.compile(
    r"(?<=墙)(?:[裂歪倒皮]|瓷砖)|(?<=[后侧外]墙)(?:肚皮|往外|都)?鼓|(?<=[后侧外]墙)肚皮|(?<=墙)(?<![围院火隔山石泥土砖城高矮]墙)上|(?<!墙)(?:[被裂歪倒断坏缺少松掉碎锈撞塌翘破鼓]|没了|不见|生锈)"
)
"""What is broken is no place: 供销社外墙瓷砖."""
_DAYS = frozenset("今昨前每天几期拜")
"""昨天桥下 is no 天桥."""
_IN_IT = frozenset("在到从去找")
_NUMERALS = frozenset("一二三四五六七八九十第两几那这每大老中高")
_WEAK_BEHIND = re.compile(
    r"[像又]|跟(?=[^ ,。]{1,3}(?:一样|一个|似))|[河溪江]?水(?![管表电库位])|[一二三四五六七八九十两几那这有在里边上下旁]|[ ,。!?;]|$"
)
_PART_BEHIND = re.compile(
    r"的?(?:那里|(?<!墙)那边|前[面头边]|[上下]方|两[边侧]|[边旁]|底下|外[边面头]|外(?=那[户家])|[下后][面头边]|对面|附近|后面|(?<=[凳椅])[上下]|(?<=[树檐吊架牌])下(?![来去面头边午])|(?:那个?)?小(?:房?间|屋)|(?<![凳椅桶箱闸灯栏泉塑千杠位台樟树])[角脚根]|那小屋)"
)

_SIDED_BEHIND = re.compile(
    r"正?对[面过]|斜对[面过]|旁边|边上|隔壁|后[面头边]|背后|前[面头边]|门[口前外]|楼[下上顶道]|附近|跟前|那[边头]|[东西南北][侧边面]|[一二三四五六七八九十\d]{1,2}[楼层]"
)
_PLAIN, _SUSPECT = (
    frozenset({PLACE, HOUSE, GROUND}),
    frozenset("口长头墩洞道梯下顶上禁村路街摊门户人排改的转拍游三屋舞卡账流贷霸欺"),
)
"""Sorts that nearly always stand; what else must be looked at begins with one of these signs."""
_WITH_SIDE = frozenset({FURNITURE, PART, INNER})
_BEHIND_DOOR = (frozenset("号"), frozenset("号幢栋"))
"""Furniture and parts of a place that need no side right behind these: 12号信箱, 3幢院子."""


def heads(text: str) -> list[Head]:
    """Every word of a spot that stands in `text` as one, in order; some lie in one another."""
    found = []
    for match in _PAIR.finditer(text):
        at = match.start()
        for word, sort in _PAIRS.get(text[at : at + 2], ()):
            if text.startswith(word, at) and _stands(text, at, at + len(word), sort):
                found.append((at, at + len(word), sort))
                break
    for match in _SINGLE.finditer(text):
        at = match.start()
        for _, sort in _SINGLES[match[0]]:
            if _stands(text, at, at + 1, sort):
                found.append((at, at + 1, sort))
                break
    found.sort(key=_BY_PLACE)
    return found


def head_at(text: str, at: int, *, inside: bool = True) -> Head | None:
    """The word of a spot that begins at `at`, said of the one before it; furniture only where it ends what is told."""
    for words in (_PAIRS.get(text[at : at + 2], ()), _SINGLES.get(text[at : at + 1], ())):
        for word, sort in words:
            end = at + len(word)
            if text.startswith(word, at) and (
                (inside and sort in INSIDE and _BROKEN.match(text, end) is None)
                or (sort == FURNITURE and end == len(text))
                or _stands(text, at, end, sort)
            ):
                return at, end, sort
    return None


def _stands(text: str, at: int, end: int, sort: int) -> bool:
    """True where what stands beside a spot's word allows it to be one."""
    if sort in _PLAIN and text[end : end + 1] not in _SUSPECT and text[at] != "天":
        return True
    if (sort == GATE and text[at - 1 : at + 1] in BEFORE) or (text[at] == "天" and text[at - 1 : at] in _DAYS):
        return False
    if sort in _WITH_SIDE:
        return sort != INNER and (
            (
                text[at - 1 : at] in _BEHIND_DOOR[sort == PART and text[end - 1] != "墙"]
                and (sort != PART or _BROKEN.match(text, end) is None)
            )
            or _PART_BEHIND.match(text, end) is not None
        )
    if sort == SIDED:
        return _SIDED_BEHIND.match(text, end) is not None
    if sort == WITHIN and text[at - 1 : at] not in _IN_IT:
        return False
    if sort == SCHOOL and text[at - 1 : at] in _NUMERALS:
        return False
    if sort == WEAK:
        return _WEAK_BEHIND.match(text, end) is not None
    behind = _NOT_BEHIND.get(sort)
    if behind is not None and behind.match(text, end) is not None:
        return False
    if text[at] == "号":
        return text[at - 1 : at].isdecimal() or text[at - 1 : at] in _NUMERALS
    return sort != ENDS or text[at - 1 : at] not in _NOT_BEFORE.get(text[at], ())


OF = re.compile(
    rf"(?<=[面边旁口头近下后尾侧前角底处壁门岸])的|{_THAT}|第[一二三四五六七八九十]{{1,2}}[个座排家]|卖[一-鿿]{{1,2}}的(?:[那这][个家])?(?=摊)|新开的?(?:那家)?"
)
"""What stands between a spot and another one that is said of it: 对面的面馆, 村东那排木屋."""
TRADE = re.compile(
    rf"的?[那这][家个][卖做修学收搞][一-鿿]{{1,3}}的(?:[店摊铺]|摊子)?(?![老女男人师])|的?[那这][个家](?:[一-鿿]{{0,2}}?(?:{'|'.join(sorted(WORDS['trades']))})[店铺馆摊室]?|[店厂])"
)
STRETCH = re.compile(
    r"[那这](?:一?[段截](?:[河水江溪路]面|[河江溪]道?|[一-鿿]{0,2}路)?(?!灯)|口[塘池]|[块片](?:草[坪皮地]|菜地|绿化带?|绿地|林子|果园)|个(?:点位?(?![数上钟评菜赞头])|位子?(?![置数]))|条(?:[沟河渠溪路]|巷子?|死?胡同|弄堂?|小[路巷弄])|户(?!口)|家(?![店里])|排(?:[一-鿿]{0,2}房子?|平房|店面|工棚)|块(?:田|地皮?(?![空塌陷裂下沉鼓])|空地|荒地)|[面个][一-鿿]{0,1}(?:坡|墙|潭|塘|坑|弯角?|山头?)[里上]?|[栋幢](?:[一-鿿]{0,2}(?:楼(?![上下道顶])|房子?|屋))?|间小?(?:屋|房(?!间))里?|小屋|部(?=[ ,。!?]|$)|[只根台块棵个堵][一-鿿]{2,4}?(?:边上|旁边|底下|下面|后面|后头|上头)(?![的站坐蹲躺]))"
)
"""A part of a spot that is pointed at: 菜场那截路, 水塔那面坡."""
SIDES = re.compile(rf"(?:{_SIDE}){{1,2}}(?:{_AWAY})?|{_AWAY}")
IN = re.compile(r"里头|里面|里|上面?(?!学|班|课|次)|内")
DOOR = re.compile(
    r"的?(?:[东南西北]{1,2}[侧边面头角]|正?对[面过]|[左右前后里外]侧|[左右](?:手边|边|首)(?!那[部台])|[东西南北]首|侧[面边]|[背正]面|(?:周[边围]|四周)(?!环境|[居商住群村]|的)|角落|[出入进]口处?|背后|[后前][面头边]|[楼屋墙门](?:[前后外][面头边]?|[边脚角])|门口|旁边|边上|附近|底下|下面|外面|外头|窗[下外]|(?<![楼层])窗口|最?[上顶](?:面|头|上)(?![几两一二三四五六七八九十\d]{1,2}[户层家])|最(?:里|外|[东南西北])[面头边间]|[上下]方(?!便)|两[边侧]|尽头|拐角处?|[东西南北中]段|[东南西北]口|(?<=号)楼上(?!楼下|住)|[高低窄宽陡]的那[头段边截]|靠[一-鿿]{1,4}?那一?[段截头边片排])"
)
ROOM = re.compile("|".join(sorted(WORDS["rooms"])))
STAKE = re.compile(r"k\d{1,4}\+\d{1,3}(?!\d)")
"""A kilometre stake of a road: `k12+300`."""
ROUTE = Late(
    r"(?:[去往]|通往)(?P<aim>[一-鿿]{2,6}?)的?[那这]一?[段条]路|(?P<way>[进出上下回通][村山学城镇])的?[那这][段条截][路道]?|(?P<from>[一-鿿]{2,6}?)到(?P<end>[一-鿿]{2,6}?)的?[那这]?一?[段截](?:[一-鿿]{0,2}路)?(?!灯|时)"
)
LEAD = re.compile(
    r"(?P<whose>(?:(?:我们|咱们|咱|我家|俺们|阿拉|我|[这那](?=.))[这那]?(?:小区|楼|村|单元|厂|公司|店|公寓|宿舍)?|小区|村)里?|(?:隔壁|对面)(?:单元|小区|楼|栋|幢|村)|园区|厂区|[镇街]上)?的?(?P<side>正对面|斜对面|对面|旁边|后面|前面|隔壁|对门|楼下|楼上|[东南西北][边面]|那边|那头|[上下]游|[前后东西]头)?的?(?:新开的?)?(?:[那这](?:[个家栋座条片间块排])|第[一二三四五六七八九十][个家栋座条间排])?$"
)
WHOLE = re.compile(
    r"(?:整个|全)(?:小区|村子?|单元|楼(?![道梯层顶下]))|(?:我们|咱们)?(?:这|整)(?:一)?(?:栋|幢|个单元)(?:楼)?(?=[没停又不都也的全莫漏从一今昨早晚半两三刚突老好断黑跳缺,。 ]|$)|(?:我们|咱们)这(?:一片|一带|条街)|(?:我们|咱们)(?:这个)?(?:单元|门洞)(?![\d一二三四五六七八九十几]+[户家个]|长|群)"
)
POINTED = Late(
    r"(?:[一-鿿]{2,4}|靠[山河路街江溪])(?:[那这]一[排片]|那[片栋幢排])(?=[ ,。!?也都又老还被已有没在了挖拆半晚夜天从不总空漏]|$)"
)
"""What is told by no word of a spot, but by what is done or lies there: 拆迁那片, 靠山这一排."""
TRADED = Late(
    r"(?:[那这][个家])?(?P<shop>(?:(?:后头|前头|楼下|楼上|隔壁|对面|旁边|前面|后面)的?)?(?<![^ ,。!?;:、号路街巷弄村那个家头面边壁区场下上])"
    r"(?:[做搞修][一-鿿]{1,3}?的(?:[那这][个家间])?(?:厂(?!家|长|商)|作坊|小?店(?![家主员招])|铺子)|卖[一-鿿]{1,2}的(?:[那这][个家])?(?:门口|小?店(?![家主员招])|铺子|摊子)))"
)
"""A shop that is called by what it makes or sells: 做袜子的厂, 隔壁卖手机的店."""
