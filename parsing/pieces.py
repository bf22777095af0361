"""Words that come after other words: read together with them, or beginning something else. Pure."""

import re

from parsing.report import LOCATION_PARTS, Report

_JOIN = "，"
_FEW = 3  # signs: 嗯, 在的, 😂
_LAUGHS = re.compile(r"哈哈|嘿嘿|呵呵|嘻嘻|笑死|谢谢|多谢|\[[^\]]{1,4}\]")
_ANOTHER = re.compile(r"(?:还有|另外|对了|顺便|插一句|别的先不说|再说个|换个事)")
_OWN_HOME = re.compile(r"我(?:家|们家|屋|房|这|这里|这边)")
_SURE = 0.9
_AROUND_A_PLACE = re.compile(
    r"[\s,，。.!！~、:：]|^我们?(?:家|是|这)?|家|住?在|就|是|对|的|这|那|[边块头里间个栋幢株片棵儿面上下处]|门口|快|啊|哦|呢|吧|嘛|旁"
)
"""What may stand around a place that is told by itself."""
_DOOR = re.compile(r"(?:我|我是|我在|我家)?([0-9]{3,4})")  # said by itself, in answer to 几楼


def joined(words: str, more: str) -> str:
    """Both as though they were one message. A number by itself is a door."""
    door = _DOOR.fullmatch(more.strip())
    return f"{words}{_JOIN}{door[1]}室" if door else f"{words}{_JOIN}{more}"


def is_bare_place(words: str, alone: Report) -> bool:
    """Whether words say where something is, and nothing else: 「3单元 601」, 「老祠堂后头」. `alone` is how they read."""
    if _DOOR.fullmatch(words.strip()):
        return True
    is_told = alone.kind == "incident" and (alone.confidence >= _SURE or "category" in alone.evidence)
    if alone.location.is_empty or is_told or alone.kind == "multi" or is_asking(words):
        return False
    spans = [alone.evidence[part] for part in LOCATION_PARTS if part in alone.evidence]
    rest = "".join(sign for at, sign in enumerate(words) if not any(start <= at < end for start, end in spans))
    return len(_AROUND_A_PLACE.sub("", rest)) <= 1


def is_asking(words: str) -> bool:
    """Whether words end as a question does."""
    return words.rstrip(" 。!！~").endswith(("?", "？", "吗", "呢", "伐", "不啦"))


def is_small_talk(words: str) -> bool:
    """Laughter, thanks and what is hardly a word: nothing is told by them."""
    is_word = len(words.strip()) >= _FEW or any(sign.isdecimal() for sign in words)
    return not is_word or _LAUGHS.search(words) is not None


def begins_another(words: str) -> bool:
    """Whether the speaker says that this is another matter: 「还有 …」, 「插一句 …」."""
    return _ANOTHER.match(words) is not None


def is_of_own_home(words: str) -> bool:
    """Whether somebody tells of the own home: 「我家 …」. Without 也 that is a trouble of one's own."""
    return _OWN_HOME.match(words) is not None
