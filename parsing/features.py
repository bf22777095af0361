"""What the linear models look at: signs, pairs of neighbouring signs, how a text and its clauses begin and end; and what set words it holds. Pure."""

import re
from dataclasses import dataclass
from operator import add

from parsing.danger import Danger, find_danger
from parsing.kind import CUES, find_cues, is_placed
from parsing.scan import Found, scan
from parsing.words import is_telling

_NUMBER = re.compile(r"\d+")
_LATIN = re.compile(r"[a-z']")
_TOKEN = re.compile(r"[一-鿿0?!👍🌹🙏😂⭐✅👌💪🎉]|[a-z']+")
_BETWEEN = re.compile(r"[^一-鿿0?!👍🌹🙏😂⭐✅👌💪🎉]+")
"""What is no token in a text without Latin letters, where every token is one sign and every number `0`."""
_CLAUSE = re.compile(r"[^\s,。!?、;:]+")
_CALLED = r"(?:大家|各位|邻居|邻居们|书记|主任|领导|领导们|师傅|管家|群主|网格员|管理员|物业|姐妹们|兄弟们|家人们|亲们|老师|阿姨|叔叔|你们|你|您)"
_OPENING = re.compile(
    rf"(?:@\S{{1,8}}[\s,:]+|(?:{_CALLED}{{0,3}}(?:早上|上午|中午|下午|晚上)好|{_CALLED}{{1,3}}(?:好[呀啊]?|早))[,。!~\s]+"
    rf"|(?:hi|hello|哈喽|喂|哎|请问一?下?|说个事|有个事|反映一下|[跟和同向](?:大家|各位|你们?|您|领导|书记|主任)(?:说|讲|反映|汇报|报告)(?:一?[下声]|个事|件事)?|{_CALLED})[,:!\s]+)+(?=..)"
)
"""Who is called, and how one begins to speak: it tells nothing of what follows."""
_LONGEST = 400
"""Signs of a text that the models look at: what a longer letter is about stands at its beginning."""
_EDGES = {f"{side}{digit}": f"{side}0" for side in "<>" for digit in "0123456789"}
_STEP = 5
_SIZES = tuple(f"#{steps}" for steps in range(11))
FLAGS = (*CUES, "danger", "hit", "placed")
"""What the last step is told beside the models' view: set phrases, a danger, a telling word, a spot."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What lexicon and patterns found in one normalised text. `flags` are some of `FLAGS`."""

    found: Found
    cues: dict[str, tuple[int, int]]
    danger: Danger | None
    hit: bool
    placed: bool

    @property
    def flags(self) -> list[str]:
        """What the last step is told."""
        flags = list(self.cues)
        if self.danger is not None:
            flags.append("danger")
        if self.hit:
            flags.append("hit")
        if self.placed:
            flags.append("placed")
        return flags


def see(text: str) -> Seen:
    """What the lexicon and the patterns find in a normalised text."""
    return look(text, find_danger(text))


def look(text: str, danger: Danger | None, found: Found | None = None) -> Seen:
    """The same, where the danger of the text is known already, and perhaps what the lexicon finds."""
    found = scan(text) if found is None else found
    return Seen(found, find_cues(text, found.cues), danger, is_telling(text, found.words), is_placed(text))


def grams(text: str) -> list[str]:
    """Tokens and neighbouring pairs of a normalised text, its ends and its length, the signs at the edges of its clauses; numbers are `0`."""
    told = text[:_LONGEST]
    opening = _OPENING.match(told)
    if opening is not None:
        told = told[opening.end() :]
    size = _SIZES[min(len(_SIZES) - 1, len(told) // _STEP)]
    tokens = _tokens(told)
    if not tokens:
        return [size]
    pairs = list(map(add, tokens, tokens[1:]))
    ends = ["^" + tokens[0], "$" + tokens[-1]]
    if pairs:
        ends += ["^" + pairs[0], "$" + pairs[-1]]
    clauses = _CLAUSE.findall(told)
    edges = ["<" + clause[0] for clause in clauses]
    edges += [">" + clause[-1] for clause in clauses]
    if "0" in tokens:
        edges = [_EDGES.get(edge, edge) for edge in edges]
    return [*dict.fromkeys(tokens + pairs + edges), *ends, size]


def _tokens(told: str) -> list[str]:
    """Signs, words of Latin letters, and `0` for each number."""
    plain = _NUMBER.sub("0", told)
    return _TOKEN.findall(plain) if _LATIN.search(plain) is not None else list(_BETWEEN.sub("", plain))
