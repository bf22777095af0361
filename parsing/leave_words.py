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
