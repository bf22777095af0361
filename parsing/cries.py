"""The shortest calls: a danger or a trouble named in a handful of signs, beside where it is and who shall come. Pure.

The models know a matter by what is told of it, and here nothing is told: 「3幢爆炸了」, 「房子塌了」, 「快救人」. So whatever names it and
says nothing else is heard by this rule alone (decision 35). What somebody adds to tell, to ask or to laugh makes it no such call.
"""

import re
import tomllib
from typing import NamedTuple

from parsing.build_incident import SURE, build_incident
from parsing.category import Matter
from parsing.danger import find_danger
from parsing.gates import Gates
from parsing.late import Late
from parsing.leaves import LEAVES, LEXICON
from parsing.normalise import normalise
from parsing.place import find_place
from parsing.privacy import find_pii
from parsing.report import Report
from parsing.signs import signs_of


class Cry(NamedTuple):
    """The leaf that was called out, where its words stand, and whether life is at risk; no leaf where somebody only calls for people."""

    leaf: str | None
    span: tuple[int, int]
    is_grave: bool


_LONGEST, _LONGEST_IN_ENGLISH = 26, 60
"""Signs of such a call: who says more tells something, and the models read it."""
_BRIEF = 8
"""Signs of a danger without a leap."""
_DENIES = re.compile(r"没有?(?!呼吸|气|意识|反应|影)|不(?![省醒起动来出上见行])|[别玩假也吗]")
_COME = r"(?:大家)?(?:快|赶紧|赶快)?(?:来(?:个?人)?|救命|救人|跑|逃|报警|打1(?:19|20|10)|叫(?:救护车|消防|警察))|快点?|赶紧|赶快|怎么办|帮帮忙|谁(?:来|在)|有没有人"
"""Who shall come, and how soon."""
_OH = r"不好|不得了|出(?:大)?事|天[哪呐]|妈呀|我的[天妈]|哎[呀哟]|了|啦|啊|呀|哇|喽|拉|[\s,。!、~.…]"
"""What one cries out beside it, and what ends a call."""
_HOW = r"有(?:个?人)?|爆胎|好像|真的?|刚才?|突然|正?在|要|又|都|已经|快|会|说|是|的|个"
"""What leads to the danger and adds nothing."""
_WHO = r"(?:我家?|他|她|隔壁|邻居)?(?:爸爸?|妈妈?|奶奶|爷爷|外[公婆]|老[公婆]|儿子|女儿)|(?:独居|我家|隔壁)?(?:老人家?|小孩子?|孩子|娃|大[爷妈伯]|阿[公婆]|老太太?|老头子?)|宝宝|全家|(?:机器|车门|大门|铁门|门)(?:把|将)?|工人|师傅|工友|学生|[男女]的"
"""To whom it happens."""
_SPOT = r"(?:我们?|你们)?(?:这[里边]|那[里边]|家里?|楼[上下里]|隔壁|对[面门]|里[面头]|外[面头]|上面|下面|前面|后面|村[里口头]|小区里?|单元|店里|厂里|工地上?|路上|(?:家|店)?门口|地下室|车库里?|楼顶|屋里|房里|山上|[河水田]里)"
"""Where, in words that every place has; other places are found as in any message."""
_LINES = tomllib.loads((LEXICON / "cries.toml").read_text(encoding="utf8"))["cry"]
_WORDS = tuple(Late(line["words"]) for line in _LINES)
_MORE = "|".join(line["words"] for line in _LINES if not line.get("placed")) + "|塌|垮|倒下来|掉下来"
"""One more danger that is called out beside the first."""
_BEFORE = Late(rf"(?>{_MORE}|{_COME}|{_OH}|{_HOW}|{_WHO}|(?P<spot>{_SPOT}))*+")
_BEHIND = Late(rf"(?>{_MORE}|{_COME}|{_OH}|急|(?P<spot>{_SPOT}))*+")
"""What may stand before and behind it, never tried a second way: many ways to read 快快快 would be tried in turn."""
_WORDS_AROUND = r"help(?: me| us)?|please|pls|plz|there(?:'s| is| was)?|is|are|was|has|have|got|an?|the|big|huge|lots? of|in|at|on|near|by|of|from|my|our|we|he|she|they|some(?:one|body)|people|man|woman|boy|girl|child|kid|baby|old|now|right now|quick(?:ly)?|hurry(?: up)?|fast|come|emergency|urgent|and|just|again|call|the police|110|119|120|needs?|i (?:see|think|can)|two|three"
_WHERE = r"here|outside|inside|downstairs|upstairs|next door|building|block|unit|room|floor|apartment|flat|gate|kitchen|corridor|hallway|bathroom|roof|balcony|garage|basement|stairs|staircase|street|road|shop|market|school|park|dorm|\d+\w*"
"""The same in English."""
_IN_ENGLISH = Late(rf"(?>{_MORE}|\b(?:{_WORDS_AROUND})\b|[\s,.!?'-]|(?P<spot>\b(?:{_WHERE})\b))*+")
_FOR_HELP = Late(r"来个?人(?!了|[\s]*(?:看|管|修|说))|\bhelp(?: me| us)?\b")
"""A call for people that does not say why."""
_GATES = Gates([line["signs"] for line in _LINES])


def find_cry(text: str, raw: str) -> Cry | None:
    """What a normalised text calls out, if it does nothing else; `raw` is the text as typed."""
    if len(text) > (_LONGEST_IN_ENGLISH if text.isascii() else _LONGEST):
        return None
    danger = find_danger(text)
    if danger is not None and _is_called(text[slice(*danger.span)]) and _is_all(text, raw, danger.span) is not None:
        return Cry(danger.leaf, danger.span, is_grave=True)
    for at in _GATES.open(signs_of(text)):
        line = _LINES[at]
        for match in _WORDS[at].finditer(text):
            is_placed = _is_all(text, raw, match.span())
            if is_placed is not None and (is_placed or not line.get("placed")):
                return Cry(line["leaf"], match.span(), is_grave=not line.get("usual"))
    called = _FOR_HELP.search(text) if "人" in text or "help" in text else None
    is_called = called is not None and _is_all(text, raw, called.span()) is not None
    return Cry(None, called.span(), is_grave=False) if called is not None and is_called else None


def read_cry(text: str, *, role: str, chat_tier: str) -> Report | None:
    """The report of a message, as typed, that only calls out; None of any other."""
    plain = normalise(text)
    cry = find_cry(plain, text)
    if cry is None:
        return None
    matter = None
    if cry.leaf is not None:
        is_restricted = LEAVES[cry.leaf].sensitivity == "S2"
        matter = Matter(cry.leaf, SURE, cry.is_grave, is_restricted, cry.span, cry.is_grave, cry.is_grave)
    place = find_place(plain, text)
    pii = find_pii(plain, (), place.location, cry.leaf)
    return build_incident(plain, text, matter, place, role=role, chat_tier=chat_tier, pii=pii)


def _is_called(words: str) -> bool:
    """Whether a pattern of danger, which may leap over some signs, leapt over none that deny it or go on about it."""
    return len(words) <= _BRIEF and _DENIES.search(words) is None


def _is_all(text: str, raw: str, span: tuple[int, int]) -> bool | None:
    """Whether the rest of a text says where; None where it says anything else."""
    start, end = span
    ahead, after = (_IN_ENGLISH, _IN_ENGLISH) if text.isascii() else (_BEFORE, _BEHIND)
    behind, before = after.fullmatch(text, end), ahead.fullmatch(text, 0, start)
    if behind is None:
        return None
    if before is not None:
        return before["spot"] is not None or behind["spot"] is not None
    told = find_place(text, raw).evidence.values()
    rest = "".join(sign for at, sign in enumerate(text[:start]) if not any(first <= at < last for first, last in told))
    return True if ahead.fullmatch(rest) is not None else None
