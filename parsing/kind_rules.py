"""Kind before category: structure decides where structure rules, the trained model where words vary. Pure."""

import math
import re

from parsing.kind import OFFICES

_SURE = 0.7
_SURE_IF_KNOWN = 0.42
_SURE_IF_PLACED = 0.42
"""An incident that nothing else speaks for must be at least this likely, or the message stays silent."""
_WORKERS = frozenset(
    {"grid_worker_full", "grid_worker_part", "grid_worker", "part_time_worker", "grid_head", "mediator"}
)
_EARLY = 6
_LONG = 45
_SHORT = 14
_CHATTY = 0.9
_PLACED = re.compile(r"\d\s?(?:幢|栋|号楼|单元|楼|#|室|号|路)|[幢栋]|单元|路口|小区|门口|村|楼道|楼下|楼顶|隔壁|对面")
_CUE_PUSHES = (
    ("reopen", "status_update", 0.8),
    ("solved", "status_update", 1.5),
    ("solved", "incident", -1.0),
    ("ask", "question", 1.5),
    ("advert", "chatter", 1.5),
    ("advert", "incident", -1.0),
    ("greeting", "chatter", 1.5),
)
"""(cue, kind, what it adds to the log odds of that kind)."""
_NUMBERED = re.compile(r"\d\s?(?:幢|栋|号楼|单元|楼|#|室)|[一二三四五六七八九十][幢栋]")
_FOR_LIFE = 0.3
"""How much less likely an incident may be if it surely is an emergency."""
_LEANINGS = (("status_update", 0.4),)
"""What is rare in the corpus is heard a little sooner."""
_CANCELS = frozenset({"hypo", "past", "solved", "withdraw", "correct", "praise", "ask", "already", "urge", "review"})
"""Cues that take the present danger out of a text."""
Cues = dict[str, tuple[int, int]]


def decide_kind(
    text: str, likely: dict[str, float], cues: Cues, *, role: str, hit: bool, danger: bool, grave: float = 0.0
) -> tuple[str, float]:
    """(kind, confidence) of a normalised text; `multi` is found later, among incidents.

    `grave` is how likely the text tells of an emergency: the likelier, the sooner it is heard.
    """
    ruled = _by_structure(text, likely, cues, role=role, hit=hit, danger=danger)
    if ruled is not None:
        return ruled, max(0.9, likely[ruled])
    scores = {kind: math.log(max(chance, 1e-6)) for kind, chance in likely.items()}
    for kind, plus in (
        *_pushes(text, cues, role=role, hit=hit, danger=danger),
        *_LEANINGS,
        ("incident", _FOR_LIFE * grave),
    ):
        scores[kind] += plus
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    weighed = {kind: math.exp(score - top) / total for kind, score in scores.items()}
    best = max(weighed, key=weighed.__getitem__)
    if best == "incident" and not danger and weighed["incident"] < _least(text, cues, hit=hit) - _FOR_LIFE * grave:
        rest = {kind: chance for kind, chance in weighed.items() if kind != "incident"}
        return max(rest, key=rest.__getitem__) if rest["question"] > rest["chatter"] or is_placed(
            text
        ) else "chatter", 0.5
    return best, weighed[best]


def _least(text: str, cues: Cues, *, hit: bool) -> float:
    """How likely an incident must be to be heard: less where the words name a place or a known matter."""
    if "letter" in cues or is_placed(text):
        return _SURE_IF_PLACED
    return _SURE_IF_KNOWN if hit else _SURE


def _by_structure(text: str, likely: dict[str, float], cues: Cues, *, role: str, hit: bool, danger: bool) -> str | None:
    real = "not_drill" in cues
    if "drill" in cues and not real and (likely["notice"] > 0.05 or "notice" in cues or role in OFFICES):
        return "notice"
    if not real and (
        "notice" in cues
        or (
            "order" in cues
            and not is_cry_for_rescue(cues, role)
            and (role in OFFICES or len(text) > _LONG or likely["notice"] > 0.5)
        )
    ):
        return "notice"
    if "chain" in cues or ("ack" in cues and "greeting" not in cues) or ("spread" in cues and not danger):
        return "ack"
    if "official" in cues or ("zero" in cues and not hit) or ("patrol" in cues and role != "resident"):
        return "status_update"
    if ("correct" in cues or "withdraw" in cues) and likely["status_update"] + likely["ack"] > 0.08:
        return "status_update"
    if danger and (real or (_NUMBERED.search(text) and not _CANCELS & cues.keys())):
        return "incident"
    return _by_appeal(text, likely, cues, hit=hit, danger=danger, real=real)


def _by_appeal(text: str, likely: dict[str, float], cues: Cues, *, hit: bool, danger: bool, real: bool) -> str | None:
    if "vague_call" in cues and len(text) < _SHORT:
        return "incident"
    if "pressed" in cues and not danger and "praise" not in cues:
        return "status_update"
    if is_petition(cues) and not {"review", "media", "praise", "past"} & cues.keys() and likely["chatter"] < _CHATTY:
        return "question" if "enquiry" in cues and not hit and not danger else "incident"
    if "greeting" in cues and not hit and not danger and likely["incident"] < _SURE_IF_KNOWN:
        return "chatter"
    if "past" in cues and not real and likely["incident"] < 0.97:
        return "question" if "ask" in cues and likely["question"] > 0.3 else "chatter"
    return None


def _pushes(text: str, cues: Cues, *, role: str, hit: bool, danger: bool) -> list[tuple[str, float]]:
    placed = is_placed(text)
    sarcasm = "sarcasm" in cues and "praise" in cues and hit
    pushes = [(kind, plus) for cue, kind, plus in _CUE_PUSHES if cue in cues]
    pushes += _by_register(cues, danger=danger)
    if danger:
        pushes.append(("incident", 1.0 if "hypo" in cues or "ask" in cues else 1.8))
    pushes += [
        ("incident", plus) for holds, plus in ((hit and not danger, 0.7), (placed, 0.4), (sarcasm, 4.0)) if holds
    ]
    if "hypo" in cues and not placed:
        pushes += [("incident", -1.5), ("question", 0.8 if "question" in cues else 0.0)]
    if "urge" in cues:
        pushes.append(("status_update", 3.0 if cues["urge"][0] < _EARLY and not sarcasm else 0.6))
    if "already" in cues:
        pushes.append(("status_update", 2.0 if role != "resident" else 1.0))
    if "question" in cues and "ask" not in cues:
        pushes.append(("question", 0.3))
    if "praise" in cues and not sarcasm:
        pushes.append(("praise", 2.5 if "stars" in cues else 0.8))
    if role in OFFICES:
        pushes += [("notice", 0.8), ("status_update", 0.8)]
    elif role in _WORKERS:
        pushes.append(("status_update", 0.8))
    return pushes


def _by_register(cues: Cues, *, danger: bool) -> list[tuple[str, float]]:
    """Letters to the authorities speak up; headlines and food reviews speak of elsewhere."""
    if {"rescue", "supplies"} & cues.keys() and "rescued" not in cues:
        return [("incident", 4.0 if "rescue" in cues else 3.0)]
    if is_petition(cues) and "review" not in cues:
        return [("incident", 1.5), ("question", 2.0 if "enquiry" in cues else 0.0)]
    if "letter" in cues and not {"media", "review", "praise"} & cues.keys():
        return [("incident", 2.5), ("question", 3.0 if "enquiry" in cues else 0.0)]
    if "media" in cues:
        return [("incident", -0.5 if danger else -2.0)]
    if "review" in cues:
        return [("incident", -0.5 if danger else -2.0)]
    if "civic" in cues and "enquiry" in cues:
        return [("question", 1.5)]
    return []


def is_cry_for_rescue(cues: Cues, role: str) -> bool:
    """True when somebody who holds no office asks to be rescued, however often they beg to pass it on."""
    return role not in OFFICES and bool({"rescue", "supplies"} & cues.keys()) and "rescued" not in cues


def is_petition(cues: Cues) -> bool:
    """True when a text is a plea to the authorities, as letters and hotline titles are."""
    return "civic" in cues and ("petition" in cues or ("petition_weak" in cues and "letter" in cues))


def is_placed(text: str) -> bool:
    """True when a normalised text speaks of a spot in a neighbourhood."""
    return _PLACED.search(text) is not None
