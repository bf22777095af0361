"""A correction says what it is not and what it is: "是3栋2单元，不是漏水是停水". Only what it is shall be read. Pure."""

import re

_PART = r"[^，,。.；;！!？?是]{1,14}?"
_NOT_BUT = re.compile(rf"(?:不是|并非|没有)\s*{_PART}[，,、\s]*(?:而是|应该是|其实是|是)")
_NOT = re.compile(rf"[，,、；;\s]*(?:不是|并非)\s*{_PART}(?=[，,。.；;！!？?]|$)")
_IS = re.compile(r"(^|[，,。；;\s])(?:其实|应该|明明|就|我说的|说的)*是(?!不是)")
_NOT_BUT_EN = re.compile(
    r"\b(?:it(?:'s| is) )?not (?:an? |the )?[^,.;!?]{1,30}?(?:,? but |[,.;] ?(?:it(?:'s| is) )?)(?!not\b)",
    re.IGNORECASE,
)
_NOT_EN = re.compile(r"[,.;]? ?\b(?:it(?:'s| is) )?not (?:an? |the )?[^,.;!?]{1,30}(?=[,.;!?]|$)", re.IGNORECASE)


def meant_words(words: str) -> str:
    """What is left when everything denied is taken out; the words themselves where nothing would be left."""
    left = _NOT_BUT.sub("", words)
    left = _NOT.sub("", left)
    left = _IS.sub(r"\1", left)
    left = _NOT_EN.sub("", _NOT_BUT_EN.sub("", left))
    return left.strip(" ，,。.；;、") or words
