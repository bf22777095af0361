"""Which stretches of a message tell matters of their own: each is read by itself and held against the others. Pure.

What follows from a matter, what caused it and the same thing seen from another side sound like matters too. So the looser a clause is
tied to what stands before it, the clearer it must be that it tells something, and something else: of another leaf, or at another spot.
"""

import re

from parsing.category import Matter
from parsing.leaves import LEAVES
from parsing.split import Cut, Tie
from parsing.stretch import SHORTEST, Level, Stretch

_SEVERAL = 2
_ONE_MIND, _ONE_MIND_HERE = 0.998, 0.985
"""A message whose leaf is surer than this tells of one matter, unless its words count or join several: where it names several places,
and where it does not."""
_TORN = 0.9
"""Where the leaf of a message is less sure than this, two may share it."""
_GOES_ON = re.compile(
    r".{0,3}(?:只能|只好|不得不|差点|险些|不敢|没法|都不能)|(?:半夜|夜里|晚上|白天|天天|整天)?[把被让给叫就才都还又连一没挂落砸流沿靠停他她它害弄搞]|[上下里外][面头]|因为|所以|结果|导致"
)
"""What begins with one of these goes on about what was told before."""
_SPOT = re.compile(
    r"[幢栋#室]|号楼|单元|楼[下上顶道]|[门路]口|车库|[\d一二三四五六七八九十]+(?:号|楼|弄)|[东南西北](?=[边面头侧门区院墙坡桥岸])|[^ ,。](?:路|街|巷)(?![灯过])"
)
"""What says where; two of them may be two spots."""
_JOINED = Level(0.3, 0.3, 0.5, named=0.1)
_EXPECTED = Level(0.3, 0.5, 0.3)
_AT_TWO_SPOTS = Level(0.5, 0.0, 0.3)
_ELSEWHERE = Level(0.5, 0.5, 0.3)
_TORN_HERE = Level(0.7, 0.7, 0.2)
_HERE = Level(0.9, 0.9, 0.05)
_NEVER = Level(1.0, 1.0, 0.0)


def tell_apart(raw: str, cut: Cut, matter: Matter) -> list[Stretch]:
    """The stretches of a text that tell of matters of their own, in order; fewer than two where it tells of one.

    `raw` is the text as typed, `matter` what all of it tells. A stretch goes on up to the next one, though its first clause may say what it tells.
    """
    here = _level_here(matter, cut)
    if here is None and not cut.marks:
        return []
    found: list[Stretch] = []
    for run in cut.runs():
        clauses = [Stretch(cut.text, raw, clause.start, clause.end) for clause in run]
        own = _side_by_side(clauses, here) if here is not None else []
        if len(own) < _SEVERAL and cut.marks:
            own = _as_one(
                Stretch(cut.text, raw, run[0].start, run[-1].end), clauses, _level_joined(matter, run[0].tie), found
            )
        if not own and found:
            found[-1].end = run[-1].end
        found += own
    return found if cut.marks or cut.is_announced or not _belong(matter, found) else []


def _belong(matter: Matter, found: list[Stretch]) -> bool:
    """Whether a life is at risk, so that what is told beside it belongs to it; not where the message as a whole would hide the danger."""
    grave = [stretch.matter for stretch in found if _is_grave(stretch.matter)]
    return bool(grave) and (_is_grave(matter) or not all(one.danger for one in grave))


def _level_here(matter: Matter, cut: Cut) -> Level | None:
    """How clear clauses that nothing joins must be if they name no places; None where one matter explains them all.

    The items of a list are parted already.
    """
    if cut.is_announced:
        return None if cut.tie is Tie.LISTED else _EXPECTED
    one_mind = _TORN if _is_grave(matter) else _ONE_MIND
    if matter.confidence > one_mind or cut.tie is Tie.LISTED:
        return None
    if matter.confidence > _ONE_MIND_HERE:
        return _NEVER if len(_SPOT.findall(cut.text)) >= _SEVERAL else None
    return _TORN_HERE if matter.confidence < _TORN else _HERE


def _level_joined(matter: Matter, tie: Tie) -> Level | None:
    """How clear it must be that what a word joins is another matter; None for what is counted in a list."""
    if tie is Tie.LISTED:
        return None
    if tie is Tie.JOINED:
        return _JOINED
    levels = (_JOINED, _ELSEWHERE, _HERE)
    return levels[(matter.confidence > _TORN) + _is_grave(matter)]


def _is_grave(matter: Matter) -> bool:
    return matter.emergency or LEAVES[matter.category].urgency == "emergency"


def _as_one(whole: Stretch, clauses: list[Stretch], level: Level | None, found: list[Stretch]) -> list[Stretch]:
    """A run of clauses as one more matter, read as a whole or else by its clauses; nothing where it only goes on."""
    for told in [whole, *clauses] if len(clauses) > 1 else [whole]:
        apart = level is None or all(
            told.is_apart(before, level) or told.is_at_another_spot(before) for before in found
        )
        if told.is_told and apart:
            telling = [clause for clause in clauses if clause.reaches(_JOINED)]
            alike = (clause.start for clause in telling if clause.matter.category == told.matter.category)
            told.start = next(alike, telling[0].start if telling else told.start)
            told.end = whole.end
            return [told]
    return []


def _side_by_side(clauses: list[Stretch], here: Level) -> list[Stretch]:
    """The clauses of one run that tell of different matters though nothing joins them, each with what follows it."""
    apart: list[Stretch] = []
    for at, clause in enumerate(clauses):
        if apart and all(_stands_by(clause, before, here) for before in apart):
            apart.append(clause)
        elif apart:
            apart[-1].end = clause.end
        elif any(_stands_by(later, clause, here) for later in clauses[at + 1 :]):
            apart = [clause]
    return apart


def _stands_by(clause: Stretch, before: Stretch, here: Level) -> bool:
    """Whether a clause tells of another matter than one before it, with nothing between them but a comma or a blank."""
    if min(len(clause.words), len(before.words)) < SHORTEST:
        return False
    if here is _NEVER and not clause.is_elsewhere(before):
        return False  # a look that spares the closer ones
    if here is _EXPECTED and clause.is_apart(before, here):
        return True
    if not clause.is_apart(before, _AT_TWO_SPOTS) or before.brings(clause) or clause.brings(before):
        return False
    if clause.is_at_another_spot(before):
        return True
    if _GOES_ON.match(clause.words):
        return False
    if clause.is_elsewhere(before):
        return clause.is_apart(before, _ELSEWHERE)
    return clause.is_apart(before, here) and not (clause.belongs or before.belongs)
