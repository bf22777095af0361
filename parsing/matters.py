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
_ONE_MIND, _ONE_MIND_HERE = 0.9997, 0.994
"""A message whose leaf is surer than this tells of one matter, unless its words count or join several: where it names several places,
and where it does not."""
_TORN = 0.9
"""Where the leaf of a message is less sure than this, two may share it."""
_GOES_ON = re.compile(
    r".{0,3}(?:只能|只好|不得不|差点|险些|不敢|没法|都不能)|(?:半夜|夜里|晚上|白天|天天|整天)?[把被让给叫就才都还又连一没挂落砸流沿靠停他她它害弄搞]|[上下里外][面头]|因为|所以|结果|导致"
)
"""What begins with one of these goes on about what was told before."""
_AILING = r"(?:心脏|身体|血压|腿脚|睡眠|神经)[^,。 ]{0,2}(?:不好|不行|高|差|弱)"
_AILS = re.compile(_AILING)
"""Who is ill anyway suffers more of the matter that was told."""
_SUFFERS = re.compile(
    r"不敢|只[能好]|差点|险些|没法|害怕|吓|心[慌惊]|提心|[要得][绕侧跨躲撩捂]|绕[路道着行]|侧着|摔[了倒跤]|绊|绕$|整[条个栋幢座层片]|满[屋楼街]"
    rf"|[过进出走下上推开停睡住用洗晒看听歇躲][^,。 ]?不[了去来成着到见出动]|{_AILING}"
)
"""What somebody suffers of a matter; where no word names a leaf, it is the matter just told."""
_PUT_OFF = re.compile(
    r"没人[管来修理接认]|不[管来修理]|电话|报修|报过|投诉|反映|推[来脱给说]|踢皮球|扯皮|[说讲][是要等没不]"
)
"""What they do of whom a fault is complained: they put it off."""
_ASKED = re.compile(r"物业|管家|前台|保安|客服|社区|村里|街道|维修|师傅|" + _PUT_OFF.pattern)
_REACHED = re.compile(r"(?:我|本人|的|联系)*(?:电话|手机号|微信|号码|方式|地址|住址)(?=[\d:是,。 ]|$)")
"""How to reach whoever writes."""
_MENDERS = frozenset({"housing.property_mgmt", "housing.owners_committee", "service.other", "service.suggestion"})
"""Leaves of those who should have mended it: told beside a fault, they are the same complaint."""
_ADDS = re.compile(
    r"(?<=[^ ])(?:(?<![了次年月天级])又(?![来是一不])|也(?!没[人来修用法]|不[管来修理])|还(?!在|没|是|[^,。 ]{1,2}着))"
)
"""What says that something comes on top, where no joining word does."""
_RELATIVE = re.compile("(?:就?[在是])?(?:旁边|边上|底下|下面|上面|顶上|里面|里头|外面|后面|前面)")
"""A place beside the one that was told: seldom another scene."""
_MORE_OF_IT = re.compile(
    r"(?:[一二两三四五六七八九十几好半数\d]+[块片根条只个颗扇张股些排截段棵盏把](?:[翘挂掉歪倒裂没在就快都也是要被断破碎松露]|$))"
)
"""Some more of what was told: 「几块翘着」 names nothing new."""
_TOWARDS = re.compile(r"[从往]|(?:正|刚好|一直)?[对朝冲]着|(?:正好)?[挡跨插埋绑堵码堆溢灌淌冲][着在到住过下]")
"""What begins with one of these has no subject of its own: it goes on about the thing just told."""
_STATES = re.compile("[还也又像有要成变了着过不没坏堵漏在把被都又往得很太停扔丢掉倒歪响吵烧滴冒占养摆撞打骂偷]")
"""Signs one of which stands in whatever says something of a thing, rather than name it."""
_BRIEF = 8
"""Signs within which a thing is only named."""
_OTHERS = re.compile("楼[上下]|隔壁|对[门面]|[他她那]一?家")
"""Somebody else's doing is another matter, even where it is only named."""
_SPOT = re.compile(
    r"[幢栋#室]|号楼|单元|楼[下上顶道]|[门路街巷村桥]口|车库|[\d一二三四五六七八九十]+(?:号|楼|弄)|[东南西北](?=[边面头侧门区院墙坡桥岸])|[^ ,。](?:路|街|巷)(?![灯过])|[对侧]面|隔壁|旁边"
)
"""What says where; two of them may be two spots."""
_NEXT_DOOR = re.compile("斜?对[面门过]|隔壁|[旁上]边[那的]|边上[那的]")
"""What begins with one of these tells of a thing beside the one just told."""
_JOINED = Level(0.3, 0.3, 0.5, named=0.1)
_EXPECTED = Level(0.3, 0.5, 0.3)
_AT_TWO_SPOTS = Level(0.5, 0.0, 0.3)
_ELSEWHERE = Level(0.5, 0.5, 0.3)
_FAR_FROM_IT = Level(0.5, 0.3, 0.05)
"""Elsewhere a leaf need not be sure, where it is none of those that the other may be."""
_TORN_HERE = Level(0.7, 0.7, 0.2)
_NEXT_DOORS = Level(0.5, 0.5, 0.05)
_PLAIN = Level(0.95, 0.9, 1.0)
"""A clause that tells so surely says something, whatever its words."""
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
        if found and _only_goes_on(clauses, run[0].tie):
            own = []
        elif len(own) < _SEVERAL and cut.marks:
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
    is_next_door = _NEXT_DOOR.match(clause.words) is not None
    if here is _NEVER and not (is_next_door or clause.is_elsewhere(before)):
        return False  # a look that spares the closer ones
    if here is _EXPECTED and clause.is_apart(before, here):
        return True
    if not clause.is_apart(before, _AT_TWO_SPOTS) or before.brings(clause) or clause.brings(before):
        return False
    if clause.is_at_another_spot(before):
        return True
    if _is_said_of(clause, before):
        return False
    adds = _ADDS.search(clause.words) is not None
    if clause.is_elsewhere(before) and (adds or not _RELATIVE.match(clause.words)):
        return clause.is_apart(before, _ELSEWHERE) or clause.is_apart(before, _FAR_FROM_IT)
    if is_next_door and clause.is_apart(before, _NEXT_DOORS):
        return True
    are_named = clause.matter.span is not None and before.matter.span is not None
    return (adds or are_named) and clause.is_apart(before, here) and not (clause.belongs or before.belongs)


def _is_said_of(clause: Stretch, before: Stretch) -> bool:
    """Whether a clause goes on about the one before it: as its predicate, as what is suffered of it, or as whose fault it is."""
    if _GOES_ON.match(clause.words) or _TOWARDS.match(clause.words) or _is_view(clause):
        return True
    return not (_says(clause) and _says(before)) or _is_of_menders(clause) or _is_of_menders(before)


def _is_view(clause: Stretch) -> bool:
    """Whether a clause tells what somebody suffers, and names no matter by a word."""
    return clause.matter.span is None and _SUFFERS.search(clause.words) is not None


def _is_of_menders(clause: Stretch) -> bool:
    """Whether a clause complains of those who should have mended what is told beside it."""
    return clause.matter.category in _MENDERS and _ASKED.search(clause.words) is not None


def _only_goes_on(run: list[Stretch], tie: Tie) -> bool:
    """Whether a run that a word joins tells nothing new: how to reach whoever writes, that nobody mends it, or more of the same."""
    if tie is Tie.LISTED or _REACHED.match(run[0].words):
        return tie is not Tie.LISTED
    if _is_of_menders(run[0]) and _PUT_OFF.search(run[0].words):
        return True
    return tie is Tie.LOOSE and _is_more_of_it(run)


def _is_more_of_it(run: list[Stretch]) -> bool:
    """Whether what a mere 还有 joins only adds to what was told: a few more pieces, or one more thing that lies there."""
    if _MORE_OF_IT.match(run[0].words) or (len(run) == 1 and _is_view(run[0]) and _AILS.search(run[0].words)):
        return True
    if len(run[0].words) > _BRIEF or _says(run[0]) or not run[0].place.is_empty or _OTHERS.match(run[0].words):
        return False
    return all(_is_view(clause) or not _says(clause) for clause in run[1:])


def _says(clause: Stretch) -> bool:
    """Whether a clause says something, or at least names a matter: 「三岔路口」 and 「门口卖饼的」 only say what it is about."""
    named = clause.matter.span is not None and not clause.words.endswith("的")
    return named or _STATES.search(clause.words) is not None or clause.reaches(_PLAIN)
