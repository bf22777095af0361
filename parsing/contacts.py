"""Phones, identity numbers, plates and other personal data in a message, found and masked. Pure."""

import re
from dataclasses import dataclass

from parsing.signs import signs_of

MOBILE_DIGITS = 11
_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{9}[\dx](?![\da-z])", re.IGNORECASE)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-zA-Z][·.\- ]?(?=[a-zA-Z\d]*\d)[a-zA-Z\d]{5,6}(?![a-zA-Z\d])"
)
_MOBILE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[- ]?)?(1[3-9]\d(?:([- ]?)\d{4}(?:\2)\d{4}|[- ]\d{8}|\d{4}[- ]\d{4}))(?!\d)"
)
_LANDLINE = re.compile(r"(?<!\d)(?:\(0\d{2,3}\) ?|0\d{2,3}[- ])\d{7,8}(?:(?:转|-)\d{1,5})?(?!\d)")
_SHORT = re.compile(r"(?<![\d-])[2-8]\d{6,7}(?![\d-])")
_SHORT_CUE = re.compile(r"(?:电话|手机|座机|联系|热线|拨打|短号|致电|tel|call|phone)[^\d]{0,6}$")
_ACCOUNT = re.compile(r"(?<!\d)[3-6]\d{15,18}(?!\d)")

_CUED = re.compile(
    r"(?:电话|手机|短号|号码|联系方式|联系|传真|热线|座机|拨打|拨|打|tel|call|phone|whatsapp)(?:号码|号|方式|人)?(?:是|为|:|,| |上|打)*(?P<digits>1[3-9]\d{9}(?= \d|转)|0\d{2,3}[- ]\d{7,8}(?= \d)|[+(]*\s?\d[\d() ./-]{4,22}\d(?:\s?(?:x|ext|转)\.?\s?\d{1,6})?)(?![\d元块]|[.:]\d|\s*(?:看起来)?都?不)"
)
_INTERNATIONAL = re.compile(
    r"(?<![\d+])\+\d{1,3}[\d() ./-]{6,18}\d(?!\d)|(?<![\d.])\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d|\s*(?:看起来)?都?不)"
)
_BARE = re.compile(r"(?<![\d.-])[3-8]\d{7}(?=$|[一-鿿 ,，])(?!\s*(?:元|块|人|号|个))")
_FEWEST, _MOST = 6, 17
_LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS, _LETTER = re.compile(r"\d"), re.compile(r"[a-zA-Z]")
"""Fewer digits make no number, and a plate holds a letter."""
_KINDS = (
    ("id_number", _ID),
    ("bank", _ACCOUNT),
    ("plate", _PLATE),
    ("phone", _CUED),
    ("phone", _INTERNATIONAL),
    ("phone", _MOBILE),
    ("phone", _LANDLINE),
    ("phone", _SHORT),
    ("phone", _BARE),
)
"""(kind, pattern), in the order in which they claim digits."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One piece of personal data. `kind` is phone, id_number, plate or bank; `digits` keeps phone digits only."""

    kind: str
    start: int
    end: int
    digits: str


def find_contacts(text: str) -> tuple[Contact, ...]:
    """All phones, identity numbers, plates and account numbers of a normalised text, in order, without overlaps."""
    if _LATIN.isdisjoint(signs_of(text)) or (len(_DIGITS.findall(text)) < _FEWEST and _LETTER.search(text) is None):
        return ()
    found: list[Contact] = []

    def keep(kind: str, start: int, end: int) -> None:
        if not any(start < other.end and other.start < end for other in found):
            found.append(Contact(kind, start, end, "".join(sign for sign in text[start:end] if sign.isdigit())))

    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            if pattern is _CUED:
                start, end = match.span("digits")
                if _FEWEST <= sum(sign.isdigit() for sign in text[start:end]) <= _MOST:
                    keep(kind, start, end)
                continue
            if pattern is not _SHORT or _SHORT_CUE.search(text[max(0, match.start() - 8) : match.start()]):
                keep(kind, match.start(), match.end())
    return tuple(sorted(found, key=lambda contact: contact.start))


def mask_phone(digits: str) -> str:
    """`13900000001` becomes `139****0001`; shorter numbers keep their last two digits."""
    if len(digits) >= MOBILE_DIGITS:
        digits = digits[-MOBILE_DIGITS:] if digits[-MOBILE_DIGITS] == "1" else digits
        return f"{digits[:3]}****{digits[-4:]}"
    return f"{digits[:2]}****{digits[-2:]}"
