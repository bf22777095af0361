"""Numbers as people write them in Chinese, read into integers. Pure."""

import re

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "幺": 1,
    "二": 2,
    "两": 2,
    "俩": 2,
    "三": 3,
    "仨": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
NUMERAL = "零〇一二两三四五六七八九十百千万亿俩仨廿卅"
_ASCII = re.compile(r"\d+(?:\.\d+)?")


def to_int(text: str) -> int | None:
    """`"12"`, `"十一"`, `"两百三"`, `"廿三"`, `"二〇二四"`, `"3万"` as an integer; None when it is no number."""
    text = text.strip().replace(",", "")
    if text.isascii():
        return int(text) if text.isdigit() else None
    text = text.replace("廿", "二十").replace("卅", "三十")
    mixed = _ASCII.match(text)
    if mixed is not None:
        scale = 1
        for sign in text[mixed.end() :]:
            if sign not in SCALES:
                return None
            scale *= SCALES[sign]
        return int(float(mixed.group()) * scale)
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    return _by_scales(text)


def _by_scales(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last_scale = 1
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
            if digit == 0:
                last_scale = 1
        elif sign in SCALES:
            scale = SCALES[sign]
            if scale >= SCALES["万"]:
                total = (total + section + (digit or 0)) * scale
                section = 0
            else:
                section += (1 if digit is None else digit) * scale
            digit, last_scale = None, scale
        else:
            return None
    if digit is not None:
        # 两百三 is 230, but 两百零三 is 203 and 十三 is 13.
        section += digit * (last_scale // 10 if last_scale >= SCALES["百"] else 1)
    return total + section
