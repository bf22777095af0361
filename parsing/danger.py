"""Life at risk: patterns with gaps, tried before everything else and tuned to miss nothing. Pure."""

import tomllib
from functools import lru_cache
from typing import NamedTuple

from parsing.gates import Gates
from parsing.late import Late
from parsing.leaves import LEXICON
from parsing.signs import signs_of


class Danger(NamedTuple):
    """What a pattern shows: the leaf, which words, and whether they say by themselves that life is at risk."""

    leaf: str
    span: tuple[int, int]
    is_grave: bool


_FILE = tomllib.loads((LEXICON / "danger.toml").read_text(encoding="utf8"))
_LINES = _FILE["pattern"]


def _written_out(words: str) -> str:
    """A pattern with all that its `<somebody>` stands for."""
    for name, who in _FILE["who"].items():
        words = words.replace(f"<{name}>", who)
    return words


_PATTERNS = tuple(
    (
        line["leaf"],
        Late(_written_out(line["words"])),
        Late(f"(?s){line['unless']}") if "unless" in line else None,
        line.get("grave", False),
    )
    for line in _LINES
)
"""(leaf, pattern, what shows that something else is meant, whether no model is asked)."""
_NARROWLY = r"差点|差一点|险些|幸亏|幸好|还好没|没伤[到着]|没受伤|人没事|都没事|虚惊"
_FROM_AFAR = r"视频|新闻|刷到|抖音|朋友圈|电视|电影|小说|外地|别的[市县]|隔壁[市县]|听说|听讲|据说|那年|当年|小时候"
_NOT_GRAVE = Late(f"{_NARROWLY}|{_FROM_AFAR}")
"""Nobody was hurt, or not here and now: a danger, and none that is grave by itself."""
_GATES = Gates([line.get("signs", "") for line in _LINES])


@lru_cache(maxsize=16)  # several steps ask while the same text is read
def find_danger(text: str) -> Danger | None:
    """The first danger that a normalised text shows, or None; it is grave if any of them is."""
    first: Danger | None = None
    for at in _GATES.open(signs_of(text)):
        leaf, pattern, unless, is_grave = _PATTERNS[at]
        if first is not None and not is_grave:
            continue
        match = pattern.search(text)
        if match is not None and (unless is None or unless.search(text) is None):
            first = first or Danger(leaf, match.span(), is_grave)
            if is_grave:
                return first._replace(is_grave=_NOT_GRAVE.search(text) is None)
    return first
