"""Sets of people who are counted by what they are to each other: 老两口, 一家五口, 母女俩, 三兄妹, 两大一小. Pure."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from parsing.numerals import to_int
from parsing.people_words import HEAD


class Group(NamedTuple):
    """Some people who stand at [start, end): how many at least, whether only about so many, and who (empty: not said)."""

    start: int
    end: int
    low: int
    who: str
    is_about: bool = False
    how: str = "number"
    """`number`, `kin` (母女, 父子俩), `siblings` (姐弟俩, 三兄妹), `all` (我跟弟弟两个), `article` (个, 有位), `definite` (那个), `those` (那三个人),
    `round` (跑了二十家) or `bare` (nothing follows)."""
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


HAN = "一二两三四五六七八九十百千万"
_FEW = r"[一两二三四五六七八九俩仨\d]"
_KIDS = "兄弟姐妹|姐妹|兄弟|姐弟|兄妹|弟兄|姊妹|妯娌|子女|儿女"
_SOME = r"(?P<old>老(?:[两俩]口|夫妻|夫妇)子?|二老(?=[都在住没身也还一就\s,。!?]|$)|(?:爷爷奶奶|外公外婆|姥姥姥爷|公公婆婆)[俩两二][个位]?人?|老俩(?![\u4e00-\u9fff]))|(?P<two>小?(?:夫妻|夫妇)(?:[俩二两][个人]?)?(?!店|肺|共同|财产|关系|感情|矛盾|档|房|生活)|小[两俩]口子?|[两俩]口子|两公婆|(?<=[那这])对(?=又|在|[天夜]|从|半|打|吵|闹))"
_SETS = re.compile(
    rf"(?={_FEW}|[一全我咱俺他她你老小夫两俩母父婆爷祖娘哥姐兄弟妹师叔妯翁邻姊家子儿大对爸妈公奶姨舅姑嫂爹外姥连郎情恋])(?:{_SOME}"
    rf"|(?:一家|全家|家里|[我咱俺他她]们?家|[我咱俺他她]们|(?<=[\u4e00-\u9fff])(?<![每各哪])家)(?:一家|老小|大小|上下|子|[三几]代)?(?P<family>[{HAN}\d]{{1,2}})口(?![井缸锅塘气饭饮棺]|[大小]?水?[井缸锅塘])"
    rf"|(?P<kin>母[子女]|父[子女]|婆媳|[爷祖婆公]孙|姑侄|舅甥)(?P<kins>[俩仨]|[两二三四五](?:个人?|人)?)?(?!公司|保健|兵|关系|装|[三几四]代)"
    rf"|(?P<kids>{_KIDS}|[娘爷哥姐]儿?|师徒|叔侄|翁婿|姑嫂|叔嫂|连襟|郎舅|情侣|恋人|邻居|[他她我咱你俺](?:们|几)?)(?P<both>[俩仨]|[两二]人(?!份|[世台桌]))"
    rf"|(?P<brood>{_KIDS})(?P<heads>十?[二两三四五六七八九\d])[个人]"
    rf"|(?P<us>[我咱俺])?(?:[他她你]|(?<=[我咱俺]))们(?P<ours>[{HAN}\d]{{1,3}})(?:个(?:人(?!家)|(?!{HEAD}|[月小单村楼组店厂班年钟礼星门车家多半老大]))|人(?!家))"
    rf"|(?P<siblings>[两二三四五六七八九\d])(?:兄[弟妹]|姐[妹弟]|弟兄|姊妹|妯娌|子女|母女|母子|父子)"
    rf"|(?P<pair>(?:[我咱俺他她]|老?[爸妈哥姐弟妹公婆爷奶叔姨舅姑嫂娘爹])[跟和同与][^\s,。!?的{HAN}\d]{{1,5}}?(?:(?:还有|[和跟、]|带着?|加上?)[^\s,。!?]{{1,6}}?)?(?P<all>[两二三四五俩仨])(?:个人?|位|人)?(?=[\s,。!?在被困都卡关进出就也还没不给让打吵住从躲站守靠一跑吐拉摔睡上躺坐倒缩]|$))"
    rf"|(?!一大一小)(?P<big>{_FEW})(?P<grown>[大老])(?P<small>{_FEW})[小少]|(?P<men>{_FEW})男(?P<women>{_FEW})女)"
)
_WORTH = re.compile(
    rf"俩|仨|二老|[两二]人|(?:奶奶|外婆|姥爷|婆婆)(?=[两二])|个(?<=[两三四五]个)(?=[人\s,。!?在被困都卡关进出没打吵住躲跑吐拉摔睡]|$)|夫妻|夫妇|口(?<=[{HAN}\d]口)|公(?<=两公)|对(?<=[那这]对)|母子|母女|父子|父女|婆媳|[爷祖婆公]孙|姑侄|舅甥|们(?=[{HAN}\d])"
    rf"|兄弟|兄妹|姐妹|姐弟|弟兄|姊妹|妯娌|子女|儿女|大{_FEW}[小少]|老{_FEW}[小少]|男{_FEW}女"
)
"""What stands in every set; literals first, as `re` seeks them fast."""

_NEIGHBOURS = re.compile("一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九")
"""About so many: 我们七八个."""


def find_sets(text: str, most: int) -> Iterator[Group]:
    """The sets of people a text names, in order; 两大一小 are two groups."""
    if _WORTH.search(text) is not None:
        for match in islice(_SETS.finditer(text), most):
            yield from _read(match)


def _read(match: re.Match[str]) -> Iterator[Group]:
    said, (start, end) = match.groupdict(), match.span()
    if said["big"] is not None:
        middle = match.start("small")
        yield Group(start, middle, to_int(said["big"]) or 1, "elderly" if said["grown"] == "老" else "adult")
        yield Group(middle, end, to_int(said["small"]) or 1, "minors")
        return
    if said["men"] is not None:
        low: int | None = (to_int(said["men"]) or 0) + (to_int(said["women"]) or 0)
    else:
        told = (said[name] for name in ("family", "kins", "both", "heads", "ours", "siblings", "all"))
        low = to_int(next((words for words in told if words is not None), "两").rstrip("个人"))
    if low is not None and low > 1:  # 他们一口咬定 is no family
        who = "elderly" if said["old"] is not None else "person"
        if said["ours"] is not None and _NEIGHBOURS.fullmatch(said["ours"]):
            yield Group(
                start,
                end,
                to_int(said["ours"][0]) or 1,
                who,
                is_about=True,
                is_ours="我" in match[0] or "咱" in match[0],
            )
            return
        yield Group(start, end, low, who, how=_how(match), is_ours="我" in match[0] or "咱" in match[0])


def _how(match: re.Match[str]) -> str:
    """What a set is told by: who they are to each other, or only their number."""
    if match["pair"] is not None:
        return "all"
    if match["kin"] is not None or match[0][0] in "娘爷":
        return "kin"
    return "siblings" if match["kids"] or match["brood"] or match["siblings"] else "number"
