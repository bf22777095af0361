"""Kind before category: structure decides where structure rules, the trained models where words vary. Pure."""

import math
import re
from collections.abc import Callable

from parsing.action import wants_no_name
from parsing.category import is_brief_about_somebody
from parsing.companions import joins_others
from parsing.danger import Danger, find_danger
from parsing.disaster import cries_for_help, without_tags
from parsing.followup import MOVED, REPORTED
from parsing.hearing import ADDRESSED, MOSTLY, Signs, is_heard, is_numbered
from parsing.kind import OFFICES
from parsing.outages import came_back, stopped
from parsing.reader import Reading
from parsing.registers import ASKED, Cues, by_register, is_cry_for_rescue, is_letter, is_petition, is_unfit

_WORKERS = frozenset(
    {"grid_worker_full", "grid_worker_part", "grid_worker", "part_time_worker", "grid_head", "mediator"}
)
_SHORT_CALL = 24
"""A call that names nothing is no longer than this."""
_HELPERS = frozenset({*_WORKERS, "micro_grid_leader", "volunteer"})
_ASKED_AFTER = re.compile(
    r"(?:找|寻|救|捞)(?:到|着|出来|上来|回来)了?(?:没|吗|么)|有(?:没有)?(?:消息|下落|信儿?|着落)了?(?:没|吗|么)"
)
"""Who asks whether somebody was found tells of no new loss."""
_CANCELS = frozenset(
    {"hypo", "past", "elsewhere", "solved", "withdraw", "correct", "praise", "ask", "already", "urge", "review"}
)
"""Cues that take the present danger out of a text."""
_UNREAL = frozenset({"hypo", "past", "elsewhere", "solved", "withdraw", "correct", "ask", "media"})
"""The same of a danger that names who is hurt and how: who judges or thanks beside it means it no less."""
_FLEE = re.compile(r"(?:快|赶紧|赶快|马上)(?:跑|逃|撤|走|离开|散开)")
_MAY_ASK = 0.1
_LASTS = re.compile(
    r"(?:从|自从|打).{1,8}(?:开始|起|到)|(?:早上|昨晚|昨天|昨夜|前天|中午|下午|上午|夜里|半夜|今早|今天|周[一二三四五六日]).{0,10}(?:停|断|漏|坏|堵|黑|叫|吵|敲|响|爆|没|塌|倒|丢)"
    r"|[一二两三四五六七八九十几半多\d]{1,4}个?(?:小时|钟头|天|夜|星期|礼拜|月|年|周)多?了|(?:[一整半]|大半)个?(?:晚上?|夜|宿|天|上午|下午)都?[没不](?:停|消停|歇|断)|到现在|到这会儿|一直"
)
_TOLD_BEFORE = re.compile(
    r"报修|报过|反映|上报|催|上次|上回|说好|答应|第[二三四五六七八九几\d]+[次回遍]|师傅|你们|又|还是|工单|单子|回复|说.{0,4}来|派人|怎么还|才修|刚修|修好|处理好|进度|进展|结果|消息|动静"
)
_LASTING = 1.5
"""What speaks for a new incident where somebody says how long it has lasted, and nothing of having told it before."""
_BROKEN = re.compile(r"(?:坏|破|丢|不见|漏|堵|断|塌|裂|爆)掉?了[。!]*$")
_BROKEN_THERE = re.compile(
    r"(?:\d{1,2}(?:幢|栋|号楼|#)[^,。!? ]{0,4}|\d{1,2}单元)的?[^,。!? 已]{1,5}(?:又|也|都)?(?:坏|破|丢|断|裂|塌|堵|漏)掉?了[!。]*"
)
"""A house by its number, a thing and that it is broken: nobody tells so of what was told before."""
_NO_NEWS = 2.5
"""What speaks against news of an older matter where something at a spot that is named has broken or is gone."""
_LEFT_BEHIND = re.compile(r"困|不来|冲走|失[联踪]|快来|救|来不及|埋|不肯|还有[^,。!?]{0,9}(?:没|不|在|等)")
"""Beside those who were brought away, it says that somebody is in danger still."""
_BARE_SPOT = re.compile(
    r"^(?:就|是|人)?在?(?:[\da-z一二三四五六七八九十]{1,4}(?:幢|栋|号楼|#楼?|座|单元|楼|层|室|号)[ ,]?)+(?:那里|那边|这里|楼下|门口|的)?[。.!~ ]*$"
)
"""A spot and nothing else says where what was told before is."""
_DIED = re.compile(r"(?:捞|救|抬|挖|找)(?:上来|出来|到)了?.{0,5}(?:没气|没呼吸|没心跳|没救)")
_PUT_OUT = re.compile(r"火(?!.?浇).{0,3}(?:扑灭|灭了|熄了|控制住)|扑灭了")
_HERE = 1.1
"""What speaks for a new incident where a spot is named and nothing sounds like an older matter: who follows up seldom says where again."""
_OLDER = frozenset(
    {
        "urge",
        "reopen",
        "solved",
        "already",
        "official",
        "withdraw",
        "correct",
        "zero",
        "patrol",
        "pressed",
        "ack",
        "spread",
    }
)
_SURE_OF_FOLLOW_UP = 0.2
_DANGER = 3.0
_SARCASM = 7.0
_SPOKEN_OF = -9.0
"""A post of a disaster that asks for nothing speaks of it from afar, or gives help: what begging words it holds beg for others."""
_OFFICE = 0.8


def decide_kind(
    text: str,
    likely: dict[str, float],
    cues: Cues,
    *,
    role: str,
    private: bool,
    hit: bool,
    danger: Danger | None,
    placed: bool,
    grave: float,
    reading: Reading,
    is_at_a_spot: Callable[[], bool],
) -> tuple[str, float]:
    """(kind, confidence) of a normalised text; `multi` is found later, among incidents.

    Who writes to us in private, and who helps to run a group, seldom only chats. `grave` is how likely the text tells of an emergency: the
    likelier, the sooner it is heard. `reading` tells how well a leaf fits: talk about nothing fits none. `is_at_a_spot` tells whether
    a landmark or a name is found, which is asked only where it decides: the tagger knows only spots where something is the matter (decision 33).
    """
    cries = cries_for_help(text)
    if cries is False and danger is not None:
        danger = find_danger(without_tags(text))
    ruled = "incident" if (cries and role not in OFFICES) or (placed and _is_self_handled(cues, role)) else None
    ruled = ruled or _by_structure(text, likely, cues, role=role, hit=hit, danger=danger)
    if ruled is not None:
        return ruled, max(0.9, likely[ruled])
    scores = {kind: math.log(max(chance, 1e-6)) for kind, chance in likely.items()}
    near = placed or ("review" in cues and is_unfit(text))
    for kind, plus in _pushes(cues, role=role, hit=hit, danger=danger is not None, placed=near):
        scores[kind] += plus
    for kind, plus in _by_spot(text, cues, placed=placed):
        scores[kind] += plus
    hides = private and wants_no_name(text)  # who only chats with us has no name to hide
    scores["incident"] += _LASTING * is_lasting(text) + ADDRESSED * hides
    if cries is False:
        scores["incident"] += _SPOKEN_OF / 2 if danger or placed else _SPOKEN_OF
    top = max(scores.values())
    odds_of = {kind: math.exp(score - top) for kind, score in scores.items()}
    total = sum(odds_of.values())
    weighed = {kind: odd / total for kind, odd in odds_of.items()}
    best = max(weighed, key=weighed.__getitem__)
    if best == "incident" and (not danger or _CANCELS & cues.keys()):
        means_us = private or role in _HELPERS
        peak, is_told = reading.peak(), hit and reading.share() > MOSTLY
        alarm = max(0.0, reading.gravity()) if is_brief_about_somebody(text) else 0.0
        signs = Signs(peak, grave, hit and peak > 0, is_told, means_us, is_at_a_spot, alarm, reading.likeliest())
        if not is_heard(text, weighed, cues, signs):
            del weighed[best]
            best = max(weighed, key=weighed.__getitem__)
    if best == "status_update" and likely[best] < _SURE_OF_FOLLOW_UP and role == "resident":
        best = "chatter" if weighed["chatter"] > weighed["question"] else "question"
    return best, weighed[best]


def _by_spot(text: str, cues: Cues, *, placed: bool) -> list[tuple[str, float]]:
    """What speaks for or against a kind where a spot is named and nothing tells of an older matter."""
    if not placed or _OLDER & cues.keys() or "elsewhere" in cues:
        return []
    is_broken = _BROKEN.search(text) is not None and _TOLD_BEFORE.search(text) is None
    return [("incident", _HERE), ("status_update", -_NO_NEWS if is_broken else 0.0)]


def _by_structure(
    text: str, likely: dict[str, float], cues: Cues, *, role: str, hit: bool, danger: Danger | None
) -> str | None:
    real = "not_drill" in cues
    if "drill" in cues and not real and (likely["notice"] > 0.05 or "notice" in cues or role in OFFICES):
        return "notice"
    if not real and (
        ("notice" in cues and likely["notice"] > 0.05)
        or ("order" in cues and not is_cry_for_rescue(cues, role) and (role in OFFICES or likely["notice"] > 0.3))
    ):
        return "notice"
    says_yes = "ack" in cues and likely["ack"] > max(0.05, likely["status_update"] / 3)
    if "chain" in cues or says_yes or ("spread" in cues and not danger):
        return "ack"
    if (
        "official" in cues
        or ("zero" in cues and not hit and role != "resident")
        or ("patrol" in cues and role != "resident")
    ):
        return "status_update"
    if stopped(text) is not None or _BROKEN_THERE.fullmatch(text):
        return "incident"
    if _tells_of_older(text, likely, cues, hit=hit, danger=danger is not None):
        return "status_update"
    if danger and _ASKED_AFTER.search(text) and likely["question"] > _MAY_ASK:
        return "question"
    if danger is not None and (real or _is_sure(danger, text, cues)):
        return "incident"
    return _by_appeal(text, cues, hit=hit, danger=danger is not None)


def _is_sure(danger: Danger, text: str, cues: Cues) -> bool:
    """Whether a danger is told as one that is there, now: gravely, at a door by its number, or to make others run."""
    if danger.is_grave:
        return not _UNREAL & cues.keys()
    return (is_numbered(text) or _FLEE.search(text) is not None) and not _CANCELS & cues.keys()


def _tells_of_older(text: str, likely: dict[str, float], cues: Cues, *, hit: bool, danger: bool) -> bool:
    """Whether the words can only be about a matter that was told before: put right, a bare spot, a fire that is out, the same with us."""
    if (("correct" in cues or "withdraw" in cues) and likely["status_update"] > 0.2) or _BARE_SPOT.match(text):
        return True
    if not hit and not danger and REPORTED.search(text):
        return True
    if (not danger and came_back(text) is not None) or _DIED.search(text):
        return True
    is_over = _PUT_OUT.search(text) or (not danger and MOVED.search(text) and not _LEFT_BEHIND.search(text))
    if is_over and not {"hypo", "past", "elsewhere", "media"} & cues.keys():
        return True
    sounds_so = hit or max(likely, key=likely.__getitem__) in {"incident", "status_update"}
    return sounds_so and not danger and joins_others(text)


def _by_appeal(text: str, cues: Cues, *, hit: bool, danger: bool) -> str | None:
    is_sarcastic = {"sarcasm", "praise"} <= cues.keys() and hit and bool({"urge", "reopen"} & cues.keys())
    if is_sarcastic or is_vague_call(text, cues, hit=hit):
        return "incident"
    if "pressed" in cues and not danger and "praise" not in cues and not is_lasting(text):
        return "status_update"
    if is_letter(cues) and "enquiry" in cues and "civic" in cues and not {"media", "review", "praise"} & cues.keys():
        return "question" if not hit and not danger and "petition" not in cues else None
    elsewhere = {"review", "praise", "past", "elsewhere", *(() if "letter" in cues else ("media",))}
    if is_petition(cues) and not elsewhere & cues.keys():
        return "question" if "enquiry" in cues and not hit and not danger else "incident"
    return None


def _pushes(cues: Cues, *, role: str, hit: bool, danger: bool, placed: bool) -> list[tuple[str, float]]:
    pushes = by_register(cues, danger=danger, placed=placed)
    if danger and not _CANCELS & cues.keys():
        pushes.append(("incident", _DANGER))
    if "sarcasm" in cues and "praise" in cues and hit:
        pushes.append(("incident", _SARCASM))
    if "ask" in cues:
        pushes.append(("question", ASKED))
    if "already" in cues and role != "resident":
        pushes.append(("status_update", 1.0))
    if role in OFFICES:
        pushes += [("notice", _OFFICE), ("status_update", _OFFICE)]
    elif role in _WORKERS:
        pushes.append(("status_update", _OFFICE))
    return pushes


def _is_self_handled(cues: Cues, role: str) -> bool:
    """True when a helper tells what he found and dealt with, and not of a round, of which only the round is recorded."""
    return role != "resident" and "self_handled" in cues and "patrol" not in cues


def is_vague_call(text: str, cues: Cues, *, hit: bool) -> bool:
    """True when somebody calls for whoever is in charge and names neither a matter nor when he told of it before."""
    return "vague_call" in cues and not hit and len(text) < _SHORT_CALL and _TOLD_BEFORE.search(text) is None


def is_lasting(text: str) -> bool:
    """True when a text says how long something has lasted ("昨晚停电到现在还没来电") as somebody does who tells it for the first time."""
    return _LASTS.search(text) is not None and _TOLD_BEFORE.search(text) is None
