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
