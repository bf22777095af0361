"""Life at risk: patterns with gaps, tried before everything else and tuned to miss nothing. Pure."""

import re
import tomllib

from parsing.leaves import LEXICON

_PATTERNS = tuple(
    (line["leaf"], re.compile(line["words"]))
    for line in tomllib.loads((LEXICON / "danger.toml").read_text(encoding="utf8"))["pattern"]
)
_ANY = re.compile(
    "[火烟烧爆气漏臭困关卡锁跳楼顶死活遗割药杀刀棍打砍揍掐溺落掉跌淹水塌陷撞祸翻失丢找看晕昏倒识醒吸抽梗摔噎喘电山滑石河决洪病伤血生车肇追轻寻味见不]"
)


def find_danger(text: str) -> tuple[str, tuple[int, int]] | None:
    """(leaf, span) of the first danger that a normalised text shows, else None."""
    if _ANY.search(text) is None:
        return None
    for leaf, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is not None:
            return leaf, match.span()
    return None
