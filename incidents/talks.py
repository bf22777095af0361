"""People type as they speak: a matter comes in pieces. What one person says in one go is read as one message. Pure.

    A  楼上又打起来了          a matter
    A  四楼 东边那间           a piece of it: where
    B  女的在喊救命            of the same matter, by somebody else
    A  男的手里有菜刀！！       a piece again: read together with all before, it is an emergency
    C  楼梯灯又瞎了            whole by itself: a matter of its own

Whether words go on with a matter is told by reading them after it: where the parser finds several matters in both together, they
are two, and a report that is whole by itself is one whatever was said before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from incidents.linking import PLACE_PARTS
from models.kinds import Urgency
from parsing.companions import says_also
from parsing.doubt import ASK_IF_DANGER
from parsing.pieces import begins_another, is_asking, is_bare_place, is_of_own_home, is_small_talk, joined
from parsing.report import LOCATION_PARTS, Report

EDIT_MARK = "\n✎ "  # before the newest wording of an edited report
TALKED_OF_WITHIN = timedelta(minutes=30)  # so long after the last words a matter is still what people speak of
_FRESH = timedelta(minutes=10)  # … and so long words of others that do not say what they are about may be about it
_BREATH = timedelta(minutes=5)  # so soon after the own words even those that tell nothing by themselves belong to them
_WHOLE = 0.97  # a report this sure of its leaf needs nothing beside it
_NAMED = 0.7  # words this sure of their leaf mean the matter of that leaf
_SURELY_TALK = 0.7  # this sure to be chatter, words are no part of anything
_VAGUE = 0.9  # words of others that are less sure may be about what is talked of
_BLURRED = 0.4  # … and of these nothing counts that they seem to say: no leaf, no place, no urgency
_FAINT = 0.6  # talk that is less sure may be the beginning of a matter
_GUESSED = 0.5  # two faint lines are a matter if they are this sure together
_AS_IF_KNOWN = frozenset({"reopen", "urge", "merge_duplicate", "progress", "correct_location"})
"""What is said of a matter as though it were known; of none that is, the words may be the first of it."""
_UNSURE = 0.75  # news that are less sure of their kind may be of any
_SURELY_IDLE = 0.8  # what others say is about nothing if it is surer than this to be talk
ABOUT_NOTHING = frozenset({"record_zero_report", "record_patrol_and_self_handled", "redact_and_warn"})
_SAYS_NO_MORE = frozenset({"praise", "notice", "multi"})


@dataclass(frozen=True, slots=True)
class Talk:
    """A matter that is talked of: what one person has said of it lately, and what is known of it."""

    incident_id: int
    user_id: int
    words: str
    last_at: datetime
    leaf: str
    place: Mapping[str, Any]
    counts: Mapping[str, int]
    urgency: Urgency
    confidence: float

    def with_more(self, words: str) -> str:
        """What was said in one go."""
        return joined(self.words, words)


def newest(words: str) -> str:
    """The last wording of a report."""
    return words.rpartition(EDIT_MARK)[2]


def likeliest_first(talks: Sequence[Talk], user_id: int, alone: Report, words: str) -> list[Talk]:
    """What may be meant: what is of a kind that is surely named, else one's own, else what was spoken of last."""
    mine = [each for each in talks if each.user_id == user_id]
    own = max(mine, key=lambda each: each.last_at, default=None)
    names_it = alone.confidence >= _NAMED

    def rank(talk: Talk) -> tuple[bool, bool, float]:
        is_kind = talk.leaf == alone.category
        return (not (names_it and is_kind), talk is not own, -talk.last_at.timestamp())

    theirs = [
        each for each in talks if each.user_id != user_id and (own is None or each.incident_id != own.incident_id)
    ]
    tells = alone.kind == "incident" or alone.expected_action == ASK_IF_DANGER or is_bare_place(words, alone)
    may_be_theirs = tells or (own is None and _is_said_into_it(alone, words))
    return sorted([*mine, *(theirs if may_be_theirs else ())], key=rank)


def is_piece(alone: Report, joint: Report, talk: Talk, said_at: datetime, words: str) -> bool:
    """Whether words of the same person go on with the matter. `joint` is what they say together with those before."""
    if is_bare_place(words, alone):
        return True
    if joint.kind != "incident" or alone.kind in _SAYS_NO_MORE or is_small_talk(words):
        return False
    if _is_elsewhere(alone, talk) or begins_another(words):
        return False
    if alone.expected_action == ASK_IF_DANGER and talk.urgency is not Urgency.EMERGENCY:
        return False  # who may be crying for help is asked, and no lamp becomes an emergency by it
    if alone.kind == "incident":
        is_said_better = said_at - talk.last_at <= _BREATH and _is_surer(alone, joint, talk)
        return is_said_better or not _is_whole(alone, talk, words)
    if _tells_more(joint, alone, talk):
        return True
    is_perhaps_talk = alone.kind == "chatter" and alone.confidence < _SURELY_TALK
    return said_at - talk.last_at <= _BREATH and (is_perhaps_talk or _is_unclear_news(alone, talk))


def may_begin(alone: Report, words: str) -> bool:
    """Whether words that told of no matter may be the first ones of a matter."""
    if is_small_talk(words):
        return False
    if is_bare_place(words, alone):
        return True
    is_faint = alone.kind == "chatter" and alone.confidence < _FAINT
    return is_faint or (alone.kind == "status_update" and alone.expected_action in _AS_IF_KNOWN)


def is_carried_on(alone: Report, joint: Report, words: str) -> bool:
    """Whether words make a matter of those that were too faint by themselves. `joint` is what both say together."""
    if joint.kind != "incident" or alone.kind in _SAYS_NO_MORE or is_small_talk(words) or begins_another(words):
        return False
    if is_bare_place(words, alone):
        return joint.confidence >= _VAGUE  # it adds nothing to what is told
    if alone.kind == "incident":
        return joint.category == alone.category or alone.confidence < _NAMED
    is_news = alone.kind == "status_update" and alone.expected_action not in _AS_IF_KNOWN
    return joint.confidence >= _GUESSED and not is_news


def is_about(alone: Report, joint: Report, talk: Talk, said_at: datetime, words: str) -> bool:
    """Whether words of somebody else are of the matter that is talked of, and no matter of their own."""
    is_fresh, is_also = said_at - talk.last_at <= _FRESH, says_also(words)
    if begins_another(words) or (is_of_own_home(words) and not is_also):
        return False
    if is_bare_place(words, alone):
        return is_fresh
    if _is_said_into_it(alone, words):
        is_of_another_kind = alone.category not in {None, talk.leaf} and alone.confidence >= _UNSURE
        return is_fresh and not is_of_another_kind
    if is_fresh and _is_of_the_emergency(alone, talk):
        return True
    if joint.kind != "incident" or alone.kind != "incident":
        return False
    if alone.confidence < _BLURRED:
        return is_fresh and joint.category == talk.leaf
    if _is_elsewhere(alone, talk) or _is_graver(alone, talk):
        return False
    if alone.category == talk.leaf or (is_also and is_fresh):
        return not _is_whole(alone, talk, words)
    return is_fresh and joint.category == talk.leaf and alone.confidence < _VAGUE and alone.location.landmark is None


def _is_said_into_it(alone: Report, words: str) -> bool:
    """News and talk that is not surely talk: right after somebody told of a matter nine in ten such lines are about it."""
    if is_small_talk(words) or alone.expected_action == ASK_IF_DANGER:
        return False
    if alone.kind == "status_update":
        return alone.expected_action not in ABOUT_NOTHING
    is_perhaps_news = alone.confidence < _SURELY_IDLE or says_also(words)
    return alone.kind in {"chatter", "ack"} and is_perhaps_news and not is_asking(words)


def _is_of_the_emergency(alone: Report, talk: Talk) -> bool:
    """While people cry for help, who cries and names no other place is in the same trouble."""
    if talk.urgency is not Urgency.EMERGENCY or not alone.location.is_empty or alone.confidence >= _WHOLE:
        return False
    return alone.urgency == Urgency.EMERGENCY or alone.expected_action == ASK_IF_DANGER


def _is_whole(alone: Report, talk: Talk, words: str) -> bool:
    """A report that stands by itself: of another kind, or of the same kind somewhere else, or the same words once more."""
    if alone.category != talk.leaf:
        return alone.confidence >= (_WHOLE if alone.urgency == Urgency.EMERGENCY else _NAMED)
    if words in talk.words:
        return True
    landmark, known = alone.location.landmark, talk.place.get("landmark")
    if landmark is not None and known and landmark != known and alone.confidence >= _NAMED:
        return True
    has_place = not alone.location.is_empty and any(talk.place.values())
    return has_place and alone.confidence >= _WHOLE


def _is_surer(alone: Report, joint: Report, talk: Talk) -> bool:
    """Whether words say better what was in doubt: 「水管那里好像不对」 … 「水管爆了」."""
    is_kin = alone.category is not None and alone.category.partition(".")[0] == talk.leaf.partition(".")[0]
    return is_kin and talk.confidence < _UNSURE and joint.category == alone.category


def _is_elsewhere(alone: Report, talk: Talk) -> bool:
    said = alone.location.as_json()
    return any(said[part] and talk.place.get(part) and said[part] != talk.place[part] for part in PLACE_PARTS)


def _is_graver(alone: Report, talk: Talk) -> bool:
    return alone.urgency == Urgency.EMERGENCY and talk.urgency is not Urgency.EMERGENCY


def _is_unclear_news(alone: Report, talk: Talk) -> bool:
    """News of something, but of nothing that is surely another matter: 「还在砍门」."""
    if alone.kind != "status_update" or alone.confidence >= _WHOLE:
        return False
    return alone.expected_action == "progress" or alone.category not in {None, talk.leaf}


def _tells_more(joint: Report, alone: Report, talk: Talk) -> bool:
    """Whether more is known now: where, how many, how bad."""
    place, said = joint.location.as_json(), alone.location.as_json()
    for part in LOCATION_PARTS:
        is_new = place[part] is not None and place[part] != talk.place.get(part)
        if is_new and (said[part] is not None or not talk.place.get(part)):
            return True
    if any(key not in talk.counts for key in joint.people_counts):
        return True
    return joint.urgency is not None and Urgency(joint.urgency).severity < talk.urgency.severity
