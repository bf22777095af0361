"""Several matters in one message: where one may end and the next begin, and what says so. Pure.

A message is cut into clauses. Each is tied to what stands before it: by a comma or a blank that say nothing, by a word that may only go
on (还有), by a word that turns to something else (另外, 对了, 顺便说一下, 再一个), or by a number in a list. An announcement (两件事)
says beforehand that there will be several.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import islice

from parsing.signs import signs_of

_COUNT = "[两俩二三四五六几23456]|好几"
_PIECE = "个|件|桩|样|条|点|处|档子?"
_AFFAIR = "事(?:情|儿)?(?![故实业后主件务])|情况|问题(?!学生|少年|青年|孩子|食品|奶粉|车辆?)|毛病|隐患"
_ONE = rf"一(?:{_PIECE})(?:小|急)?(?:{_AFFAIR})?"
_TELL = "说|讲|报|记|提|问|反映|汇报|反馈"
_THEN = r"(?:就是|的是|[是呢嘛啊,:、 ])*"
"""What may stand between a word that counts or joins and the matter itself."""
_WEIGHT = "不?(?:[急大小]|要紧|重要)的"
_OPEN = r"(?:(?<=[,。;:!? \n])|^)"

_FRAME = re.compile(
    rf"(?:^|(?<=[,。;!? \n]))(?:[^,。;:!? \n]{{0,14}}?(?<![的第前那这])(?:{_COUNT})(?:{_PIECE})?(?:小|急|麻烦|烦心)?(?:{_AFFAIR})"
    rf"|(?:[^,。;:!? \n]{{0,8}}?(?:{_TELL}|拍)了?(?:{_COUNT})(?:{_PIECE})|(?:{_COUNT})[件桩样])(?=[,。:; \n]|[哦啊呀]?一个[是嘛呢])|[^,。;:!? \n]{{0,8}}?(?<![的第前那这])(?:{_COUNT})[件桩样](?=:))"
    rf"(?!.{{0,3}}(?:没|都|怎么|一直|解决|处理|什么))(?:[要想得跟和向给]|你|您|大家|物业|社区|们|{_TELL}|一?下|[啊哈呀哦吧,。:;!~ \n])*"
    r"|(?:^|(?<=[,。;!? \n]))(?:[a-z']+ ){0,4}(?:two|three|a few|several|couple of) (?:things|problems|issues)[,.:;!]* ?"
)
"""An announcement: how many things will be told."""
_FRAME_WITHIN = 16
_LISTED = re.compile(
    r"(?:(?<=[:\n;。,!? ])|^)(?:[(]?([1-9])[)]|([1-9])[、.]|([一二三四五六])、|([a-e])[:、.)](?![a-z]))\s*|([①②③④⑤⑥])\s*"
    rf"|(?<=[ ,:。;到下])([1-9]) (?=\d{{1,3}}(?:幢|栋|号|楼|#|单元)|[^ \da-z,。:;]{{2}})(?!单元|号楼|楼|幢|栋|室|层|弄|号门|分钟|小时|个|点|辆|米)"
    rf"|{_OPEN}第([一二三四五六])(?![时反眼手课只拨瓶袋箱桶面次天批期年季名位届轮步排条号医人中小高实百职附幼教水热家户层栋幢座棵根盏块辆间段口扇张个件桩样点处])"
    rf"|[第头]([一二三四五六])(?:(?:{_PIECE})(?:{_AFFAIR})?{_THEN}|(?:就是|[嘛呢是,、:]){_THEN})"
)
_FIRST = re.compile(
    rf"(?:{_OPEN}|(?<=[啊哦呀]))(?:其一|一则|一是|{_ONE}(?:就?是|[呢嘛])|头一?(?:{_PIECE})(?:{_AFFAIR})?"
    rf"|先(?:{_TELL})(?:一?(?:{_PIECE}))?(?:事|{_WEIGHT})?(?!一?[下声清明]|好)|(?:{_TELL})?个?{_WEIGHT}(?=[:,是。])|one,|first(?:ly)?,?(?= )){_THEN}[。;]?"
)
_NEXT = re.compile(
    rf"{_OPEN}(?:其[二三四]|[二三四]则|[二三四]是|(?:再|另|还有|又|还)?{_ONE}(?:就?是|[呢嘛])|(?:再|另|还有|还)一?(?:{_PIECE})"
    rf"|[再后](?:{_TELL})(?:一?(?:{_PIECE}))?(?:事|{_WEIGHT})?|{_WEIGHT}(?=[:,是])|two,|second(?:ly)?,?(?= )){_THEN}[。;]?|(?:还有|再)?一[个件桩](?:就?是|嘛){_THEN}"
)
_RECORD = re.compile(
    r"^[^:,。;!?\n]{0,14}(?:巡|查|走访|值班|值守|记录|汇报|报告|情况|看到|发现|隐患|问题)[^:,。;!?\n]{0,4}:(?=[^;]+;)"
)
"""The heading of a record; semicolons part what follows."""
_ENTRY = re.compile(
    ";(?! ?(?:已|请|望|希望|建议|要求|责令|通知|目前|正在|经|拍|均|都|无|其[他余]|现[已在]|[堵挡占][住着了]|导致|造成|影响))"
)
"""Where the next entry of a record begins; what was done or is asked for is none."""
_MET = "(?:回来|回家|回去|出来|过去|转头|转身|路上|完了|接着|后来|走到)(?:的?(?:路上|时候))?又(?:碰[到上见]|看[到见]|遇[到见上]|发现|撞[见上])"
"""Who goes on meets the next matter."""
_JOINS = re.compile(
    r"(?:哦|噢|喔|哎|诶|啊)?(?<![说猜答算弄做搞找认不没才都打按])对了(?![吗没的呢]|[,。!? ]*$)[啊哦,:。! ]*"
    rf"|顺(?:便|带|嘴|手|口)(?:再|也)?(?:{_TELL}|催|拍)了?(?:一?[下句声嘴]|一?个|一件)?(?:事)?{_THEN}"
    rf"|还有(?:一?(?:{_PIECE})(?:小|急)?(?:{_AFFAIR})|就是|一[桩件])(?:要?(?:{_TELL})(?:一?下)?)?{_THEN}"
    rf"|再就是{_THEN}|(?<![把被给找在都跟和让从用卖])另外(?:还有|还?要(?:{_TELL})|一?(?:{_PIECE})(?:{_AFFAIR}))?(?!那|这|的|半|[一两三四五六几\d]+[个只位名条辆]|几[家户间]|一[半头边侧]|收|付|交|算)(?:(?:{_TELL})(?:一?下))?{_THEN}"
    rf"|{_OPEN}(?:再有(?:一个|就是)?(?![一二两三四五六七八九十几半\d人下没不]|.{{0,4}}来)|再来一个(?=[,:是])|再来就是|{_MET}|再一?[个桩件处]|此外|除此(?:之外|以外)|另(?=[,:有报])有?|补充(?:一[下点个]|个)|[附捎]带"
    rf"|(?:差点)?忘了(?:{_TELL})?|想起来(?:一件事|个事)?|(?:and )?also\b|by the way|btw|another thing|one more thing){_THEN}"
    rf"|(?P<loose>{_OPEN}(?:(?:然后|最后|接着)?还有|同时|以及|外加)(?!没|什么|谁|别|[一二两三四五六几\d]+[个只名位])[啊呀哦,: ]*"
    r"|还有(?=隔壁|楼[上下]|对[面门]|那个|[\d一二三四五六七八九十]+(?:幢|栋|号楼|#|单元)|[东南西北](?:门|边|面)|大?门口|村[口里]))"
)
_STOPS = re.compile(r"(?:[,。;!?\n]|(?<![a-z',\d]) | (?![a-z'\d])|(?<=[a-z])\.(?= |$))+")
"""A blank between two words of Latin letters, or a number and such a word, parts no clauses."""
_BARE_SPOT = re.compile(
    r"(?:我|就|是|在|住|家|地址|都)*(?:[\da-z一二三四五六七八九十]{1,4}(?:幢|栋|号楼|#楼?|座|单元|楼|层|室|号)[ ,-]?)+\d{0,4}(?:的|这里|这边)?"
)
"""Words that say where, and nothing else."""
MAY_JOIN = frozenset("还另对顺再以同此补附捎忘想外又")
MAY_COUNT = frozenset("1第①一a")
_MAY_ORDER = frozenset("一头先急大要")
_MAY_ANNOUNCE = frozenset("两俩二三四五六几好23456")
"""Signs one of which stands in whatever joins, counts, orders or announces several matters."""
_ROWS = ("123456789", "一二三四五六", "①②③④⑤⑥", "abcde")
_AROUND = " ,。;、:!?\n"
_SEVERAL = 2
_MOST = 40
"""Words that join, numbers that count, clauses: what comes after so many is no message of a chat."""


class Tie(IntEnum):
    """How a clause is tied to what stands before it; the higher, the surer it begins another matter."""

    PLAIN = 0
    LOOSE = 1
    JOINED = 2
    LISTED = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """[start, end) of some words between commas, stops, blanks and joining words."""

    start: int
    end: int
    tie: Tie


@dataclass(frozen=True)
class Cut:
    """Where a text may be parted: what stands before `begin` announces several matters, or comes before a list of them."""

    text: str
    begin: int
    marks: list[tuple[int, int, Tie]]
    is_announced: bool

    @property
    def tie(self) -> Tie:
        """The strongest tie there is."""
        return max((tie for _, _, tie in self.marks), default=Tie.PLAIN)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses with their ties, in order."""
        return self._all[:-1] if self._ends_in_a_door else self._all

    @property
    def around(self) -> tuple[int, int]:
        """[start, end) of the words that may name the door of all that is told: at the very end (「…，5幢」), or before it all."""
        return (self._all[-1].start, self._all[-1].end) if self._ends_in_a_door else (0, self.begin)

    @cached_property
    def _ends_in_a_door(self) -> bool:
        last = self._all[-1] if len(self._all) > 1 else None
        return last is not None and _BARE_SPOT.fullmatch(self.text, last.start, last.end) is not None

    @cached_property
    def _all(self) -> list[Clause]:
        clauses: list[Clause] = []
        at, tie = self.begin, Tie.PLAIN
        for start, end, next_tie in [*self.marks, (len(self.text), len(self.text), Tie.PLAIN)]:
            for part in _between(self.text, at, start):
                clauses.append(Clause(*part, tie))
                tie = Tie.PLAIN
            at, tie = max(at, end), max(tie, next_tie)
        return clauses[:_MOST]

    def runs(self) -> list[list[Clause]]:
        """The clauses from each that is counted or joined up to the next such."""
        runs: list[list[Clause]] = []
        for clause in self.clauses:
            if not runs or clause.tie is not Tie.PLAIN:
                runs.append([])
            runs[-1].append(clause)
        return runs


@lru_cache(maxsize=64)  # a message is cut for its matters, and for what is told beside them
def cut(text: str) -> Cut:
    """Where a normalised text may be parted."""
    signs = signs_of(text)
    frame = None if _MAY_ANNOUNCE.isdisjoint(signs) and "s" not in signs else _FRAME.search(text)
    if frame is not None and (frame.start() >= _FRAME_WITHIN or frame.end() == len(text)):
        frame = None
    record = _RECORD.match(text) if frame is None and ";" in signs else None
    begin = max((found.end() for found in (frame, record) if found is not None), default=0)
    marks = _marks(text[begin:], signs, begin, is_record=record is not None)
    if marks and marks[0][2] is Tie.LISTED:
        begin = marks[0][0]
    return Cut(text, begin, marks, is_announced=frame is not None)


def is_joined(text: str) -> bool:
    """Whether a word in a normalised text joins something else to what stands before it."""
    return not MAY_JOIN.isdisjoint(signs_of(text)) and _JOINS.search(text) is not None


def _marks(body: str, signs: frozenset[str], begin: int, *, is_record: bool) -> list[tuple[int, int, Tie]]:
    """(start, end, tie) of every word or number that counts or joins, in order; a list is counted, or told by first and next."""
    listed = [] if MAY_COUNT.isdisjoint(signs) else _in_order(islice(_LISTED.finditer(body), _MOST))
    if len(listed) < _SEVERAL:
        listed = (
            []
            if _MAY_ORDER.isdisjoint(signs) and "," not in signs
            else _ordered(body, is_announced=begin > 0 and not is_record)
        )
    marks = [(match.start(), match.end(), Tie.LISTED) for match in listed]
    if not MAY_JOIN.isdisjoint(signs) or "o" in signs or "w" in signs:
        marks += [
            (match.start(), match.end(), Tie.LOOSE if match["loose"] else Tie.JOINED)
            for match in islice(_JOINS.finditer(body), _MOST)
            if all(match.end() <= one.start() or match.start() >= one.end() for one in listed)
        ]
    if not listed and is_record:
        marks += [(stop.start(), stop.end(), Tie.JOINED) for stop in islice(_ENTRY.finditer(body), _MOST)]
    return [(begin + start, begin + end, tie) for start, end, tie in sorted(marks)]


def _ordered(body: str, *, is_announced: bool) -> list[re.Match[str]]:
    """Marks that tell first and next; after an announcement the first alone will do, for what comes next may be joined otherwise."""
    first = _FIRST.search(body)
    later = list(islice(_NEXT.finditer(body, first.end()), _MOST)) if first is not None else []
    return [first, *later] if first is not None and (later or is_announced) else []


def _in_order(marks: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Marks that count 1, 2, 3 …: `1、2幢` is item 1 about building 2, and `2.5米` is no item."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        word = next((group for group in mark.groups() if group), "")
        value = max(row.find(word) for row in _ROWS) + 1
        if value == len(kept) + 1:
            kept.append(mark)
    return kept


def _between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """[start, end) of each clause between commas, stops and blanks."""
    edges = [start]
    for stop in _STOPS.finditer(text, start, end):
        edges += [stop.start(), stop.end()]
    edges.append(end)
    parts = [_tidy(text, *part) for part in zip(edges[::2], edges[1::2], strict=True)]
    return [part for part in parts if part[0] < part[1]]


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return start, end
