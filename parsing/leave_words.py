"""Somebody says that they are away, and who stands in: "我请假到周五，有事找老李". Pure."""

import re
from dataclasses import dataclass

_AWAY = re.compile(r"(?:请假|休假|调休|出差|不在岗)|\b(?:on leave|away until|day off)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:找|由|交给)(?P<who>[A-Za-z\u4e00-\u9fff]{1,12}?)(?:替班|替我|代班|代我|顶班|顶|处理|帮忙|负责|就行|即可|[，,。！!\s]|$)"
    r"|\b(?:ask|contact)\s+(?P<name>\w[\w .]{0,30})",
    re.IGNORECASE,
)
_BACK = re.compile(r"我(?:回来了|销假|到岗了)|^销假|\bI am back\b", re.IGNORECASE)
_FROM_TO = re.compile(r"(?:到|至|—|–|~|～)(?!岗|货|场)|\b(?:to|until|till)\b", re.IGNORECASE)
_WHO_IS_ON = re.compile(r"谁.{0,2}(?:值班|当班|在岗)|值班(?:表|的是谁)|\bwho is on duty\b", re.IGNORECASE)
_DAYS = {"mon": "周一", "tue": "周二", "wed": "周三", "thu": "周四", "fri": "周五", "sat": "周六", "sun": "周日"}
_NEAR = {"today": "今天", "tonight": "今晚", "tomorrow": "明天", "day after tomorrow": "后天"}
_HOW_MANY = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3"}
_LENGTHS = {"hour": "小时", "day": "天", "week": "周"}
_ENGLISH = re.compile(
    r"\b(?:(?P<next>next\s+)|this\s+|coming\s+)?(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b"
    r"|\b(?:the\s+)?(?P<near>day after tomorrow|tomorrow|tonight|today)\b"
    r"|\b(?:the\s+)?(?P<date>\d{1,2})(?:st|nd|rd|th)\b"
    r"|\b(?:for\s+)?(?P<many>\d{1,2}|a|an|one|two|three)\s+(?P<length>hour|day|week)s?\b",
    re.IGNORECASE,
)
SHORT_QUESTION = 30
_NOBODY = frozenset({"替班的", "替班", "人", "别人", "他们", "我"})


@dataclass(frozen=True, slots=True)
class Leave:
    """`who` as it was said, "老李" or a name; empty if nobody was named. `is_back`: the leave is over."""

    who: str = ""
    is_back: bool = False


def find_leave(words: str) -> Leave | None:
    """None if the words are about something else."""
    said = words.strip()
    if _BACK.search(said):
        return Leave(is_back=True)
    if len(said) > LONGEST or not _AWAY.search(said):
        return None
    for match in _OTHER.finditer(said):
        who = (match["who"] or match["name"] or "").strip()
        if who and who not in _NOBODY and "假" not in who:
            return Leave(who)
    return Leave()


def asks_who_is_on(words: str) -> bool:
    """Whether somebody asks who is on duty: "今天谁值班?"."""
    said = words.strip()
    return len(said) <= SHORT_QUESTION and bool(_WHO_IS_ON.search(said))


def halves(words: str) -> tuple[str, str]:
    """What stands before and after "到" or "to": from when, until when. ("", words) where nothing says from when."""
    match = _FROM_TO.search(words)
    return (words[: match.start()], words[match.end() :]) if match else ("", words)


def in_our_days(words: str) -> str:
    """English days, dates and lengths in the words that the grammar of time knows: "until next Friday" → "until 下周五"."""
    return _ENGLISH.sub(_said_in_ours, words)


def _said_in_ours(match: re.Match[str]) -> str:
    if match["day"]:
        return ("下" if match["next"] else "") + _DAYS[match["day"].lower()]
    if match["near"]:
        return _NEAR[match["near"].lower()]
    if match["date"]:
        return match["date"] + "号"
    many = match["many"].lower()
    return _HOW_MANY.get(many, many) + _LENGTHS[match["length"].lower()]


def is_meant(who: str, name: str) -> bool:
    """Whether "老李", "李四" or "李师傅" means this person."""
    if not who or not name:
        return False
    if who == name or (len(who) > 1 and who in name) or (len(name) > 1 and name in who):
        return True
    bare = who.lstrip("老小阿")
    return len(who) > 1 and len(bare) >= 1 and name.startswith(bare[:1]) and (who != bare or who[1:] in _TITLES)


LONGEST = 80  # signs: a longer text is a report in which somebody is away
_TITLES = frozenset({"师傅", "姐", "哥", "书记", "主任", "站长"})
