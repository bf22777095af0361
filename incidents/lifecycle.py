"""The legal moves of one incident: (state, move) → state, and the right each move needs. Pure."""

from datetime import timedelta
from enum import StrEnum

from models.kinds import OPEN_STATES, IncidentState
from pyramid.permissions import Action

UNDO_WITHIN = timedelta(seconds=60)
EVIDENCE_WITHIN = timedelta(minutes=10)
REOPEN_WITHIN = timedelta(days=7)
DRAFT_LIVES = timedelta(hours=24)
MOST_EXTENSIONS = 2


class Move(StrEnum):
    """What can happen to an incident; the word that its timeline keeps."""

    CONFIRM = "confirm"
    DROP = "drop"
    EXPIRE = "expire"
    CORRECT = "correct"
    AMEND = "amend"
    SAY_MORE = "say_more"
    JOIN = "join"
    ADD_MEDIA = "add_media"
    CLAIM = "claim"
    ARRIVE = "arrive"
    RESOLVE = "resolve"
    ADD_EVIDENCE = "add_evidence"
    PASS = "pass"  # noqa: S105 - 通过, no secret
    FAIL = "fail"
    ASK_HELP = "ask_help"
    LEND = "lend"
    ASK_RETURN = "ask_return"
    AGREE_RETURN = "agree_return"
    REFUSE_RETURN = "refuse_return"
    ASK_EXTENSION = "ask_extension"
    AGREE_EXTENSION = "agree_extension"
    REFUSE_EXTENSION = "refuse_extension"
    ASK_SUSPEND = "ask_suspend"
    AGREE_SUSPEND = "agree_suspend"
    REFUSE_SUSPEND = "refuse_suspend"
    RESUME = "resume"
    UNCLAIM = "unclaim"
    ALIVE = "alive"
    URGE = "urge"
    SUPERVISE = "supervise"
    REASSIGN = "reassign"
    RULE = "rule"
    ESCALATE = "escalate"
    WHISTLE = "whistle"
    CHECK_IN = "check_in"
    TURN_UP = "turn_up"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    RATE = "rate"
    NOTE = "note"
    REMARK = "remark"
    MERGE = "merge"
    ABSORB = "absorb"
    UNMERGE = "unmerge"
    RELEASE = "release"
    MEDIATE = "mediate"
    AGREE = "agree"
    END_MEDIATION = "end_mediation"
    PERFORM = "perform"
    HAND_OVER = "hand_over"
    SUMMON = "summon"
    UNSUMMON = "unsummon"
    COME = "come"
    HELPED = "helped"
    UNDO = "undo"


_DRAFT = IncidentState.DRAFT
_REPORTED = IncidentState.REPORTED
_HANDLING = IncidentState.HANDLING
_RETURNING = IncidentState.RETURN_REQUESTED
_EXTENDING = IncidentState.EXTENSION_REQUESTED
_PUTTING_OFF = IncidentState.SUSPEND_REQUESTED
_PUT_OFF = IncidentState.SUSPENDED
_CHECKING = IncidentState.PENDING_CHECK
_CLOSED = IncidentState.CLOSED
_WITHDRAWN = IncidentState.WITHDRAWN

_TAKEN = (_HANDLING, _EXTENDING, _PUTTING_OFF)
_UNFINISHED = (_REPORTED, _HANDLING, _RETURNING, _EXTENDING, _PUTTING_OFF)
_OPEN = tuple(sorted(OPEN_STATES))
_LIVING = (*_OPEN, _PUT_OFF)
_CALLING = (Move.WHISTLE, Move.CHECK_IN, Move.TURN_UP)  # others are called to the spot: see incidents/calls.py


def _same(move: Move, *states: IncidentState) -> dict[tuple[IncidentState, Move], IncidentState]:
    """A move that changes no state."""
    return {(state, move): state for state in states}


LEGAL: dict[tuple[IncidentState, Move], IncidentState] = {
    # what was understood
    (_DRAFT, Move.CONFIRM): _REPORTED,
    (_REPORTED, Move.CONFIRM): _REPORTED,  # 对 under an answer line: understood rightly
    (_DRAFT, Move.DROP): IncidentState.VOID,
    (_REPORTED, Move.DROP): IncidentState.VOID,
    (_DRAFT, Move.EXPIRE): _WITHDRAWN,
    (_DRAFT, Move.WITHDRAW): _WITHDRAWN,
    (_REPORTED, Move.WITHDRAW): _WITHDRAWN,
    **_same(Move.CORRECT, _DRAFT, _REPORTED, *_TAKEN),
    **_same(Move.AMEND, _DRAFT, *_LIVING),
    **_same(Move.SAY_MORE, _DRAFT, *_LIVING),
    **_same(Move.JOIN, _DRAFT, *_LIVING),
    **_same(Move.ADD_MEDIA, _DRAFT, *_LIVING),
    **_same(Move.NOTE, _DRAFT, *_LIVING, _CLOSED),
    **_same(Move.REMARK, _DRAFT, *_LIVING, _CLOSED),
    # the work
    (_REPORTED, Move.CLAIM): _HANDLING,
    (_RETURNING, Move.CLAIM): _HANDLING,  # somebody takes it before the return is decided
    **_same(Move.ARRIVE, *_TAKEN),
    (_HANDLING, Move.RESOLVE): _CHECKING,
    (_EXTENDING, Move.RESOLVE): _CHECKING,
    (_PUTTING_OFF, Move.RESOLVE): _CHECKING,
    (_PUT_OFF, Move.RESOLVE): _CHECKING,
    **_same(Move.ADD_EVIDENCE, _HANDLING, _CHECKING, _CLOSED),
    (_CHECKING, Move.PASS): _CLOSED,
    (_CHECKING, Move.FAIL): _HANDLING,
    # when the work does not go on
    **_same(Move.ASK_HELP, *_TAKEN),
    **_same(Move.LEND, *_TAKEN),
    (_HANDLING, Move.ASK_RETURN): _RETURNING,
    (_RETURNING, Move.AGREE_RETURN): _REPORTED,
    (_RETURNING, Move.REFUSE_RETURN): _HANDLING,
    (_HANDLING, Move.ASK_EXTENSION): _EXTENDING,
    (_EXTENDING, Move.AGREE_EXTENSION): _HANDLING,
    (_EXTENDING, Move.REFUSE_EXTENSION): _HANDLING,
    (_HANDLING, Move.ASK_SUSPEND): _PUTTING_OFF,
    (_PUTTING_OFF, Move.AGREE_SUSPEND): _PUT_OFF,
    (_PUTTING_OFF, Move.REFUSE_SUSPEND): _HANDLING,
    (_PUT_OFF, Move.RESUME): _HANDLING,
    (_HANDLING, Move.UNCLAIM): _REPORTED,  # taken, then forgotten
    **_same(Move.ALIVE, *_TAKEN),
    **_same(Move.URGE, *_LIVING),
    # from above
    **_same(Move.SUPERVISE, *_LIVING),
    **_same(Move.ESCALATE, *_OPEN),
    **{(state, move): state for move in _CALLING for state in _OPEN},
    **dict.fromkeys(((state, Move.REASSIGN) for state in (*_UNFINISHED, _PUT_OFF)), _REPORTED),
    **dict.fromkeys(((state, Move.HAND_OVER) for state in (*_UNFINISHED, _PUT_OFF)), _REPORTED),
    **{(state, move): state for state in _LIVING for move in (Move.SUMMON, Move.UNSUMMON, Move.COME, Move.HELPED)},
    **dict.fromkeys(((state, Move.RULE) for state in (*_UNFINISHED, _PUT_OFF)), _REPORTED),
    **dict.fromkeys(((state, Move.MERGE) for state in (_DRAFT, *_UNFINISHED)), IncidentState.MERGED),
    (IncidentState.MERGED, Move.UNMERGE): _REPORTED,
    **_same(Move.ABSORB, *_OPEN),
    **_same(Move.RELEASE, *_LIVING, _CLOSED),
    # a dispute: see disputes/
    (_REPORTED, Move.MEDIATE): _HANDLING,
    (_HANDLING, Move.MEDIATE): _HANDLING,
    (_HANDLING, Move.AGREE): _CLOSED,
    (_HANDLING, Move.END_MEDIATION): _CLOSED,
    **_same(Move.PERFORM, _CLOSED),
    # afterwards
    (_CLOSED, Move.REOPEN): _REPORTED,
    **_same(Move.RATE, _CLOSED),
}

# The right that a move needs, asked of pyramid.permissions. None: the use case itself knows whose move it is
# (the author of the words, the clock, the presser of the move that is undone).
NEEDS: dict[Move, Action | None] = {
    Move.CONFIRM: Action.CONFIRM_REPORT,
    Move.DROP: Action.DROP_REPORT,
    Move.EXPIRE: None,
    Move.CORRECT: Action.CORRECT_REPORT,
    Move.AMEND: None,
    Move.SAY_MORE: None,
    Move.JOIN: Action.JOIN,
    Move.ADD_MEDIA: None,
    Move.CLAIM: Action.CLAIM,
    Move.ARRIVE: Action.RESOLVE,
    Move.RESOLVE: Action.RESOLVE,
    Move.ADD_EVIDENCE: Action.ADD_EVIDENCE,
    Move.PASS: Action.CHECK,
    Move.FAIL: Action.CHECK,
    Move.ASK_HELP: Action.ASK_HELP,
    Move.LEND: Action.LEND_HAND,
    Move.ASK_RETURN: Action.ASK_RETURN,
    Move.AGREE_RETURN: Action.DECIDE_RETURN,
    Move.REFUSE_RETURN: Action.DECIDE_RETURN,
    Move.ASK_EXTENSION: Action.ASK_EXTENSION,
    Move.AGREE_EXTENSION: Action.DECIDE_EXTENSION,
    Move.REFUSE_EXTENSION: Action.DECIDE_EXTENSION,
    Move.ASK_SUSPEND: Action.ASK_EXTENSION,  # whoever may ask for more time may ask for this
    Move.AGREE_SUSPEND: Action.DECIDE_EXTENSION,
    Move.REFUSE_SUSPEND: Action.DECIDE_EXTENSION,
    Move.RESUME: None,
    Move.UNCLAIM: None,
    Move.ALIVE: Action.RESOLVE,
    Move.URGE: Action.RATE,  # one of its reporters
    Move.SUPERVISE: Action.SUPERVISE,
    Move.REASSIGN: Action.REASSIGN,
    Move.RULE: Action.RULE,
    Move.ESCALATE: None,
    Move.WHISTLE: Action.WHISTLE,
    **dict.fromkeys((Move.CHECK_IN, Move.TURN_UP), Action.ANSWER_CALL),
    Move.WITHDRAW: Action.WITHDRAW,
    Move.REOPEN: Action.REOPEN,
    Move.RATE: Action.RATE,
    Move.NOTE: Action.SEE_INCIDENT,
    Move.REMARK: Action.JOIN,
    Move.MERGE: Action.MERGE,
    Move.ABSORB: None,
    Move.UNMERGE: Action.UNMERGE,
    Move.RELEASE: None,
    Move.MEDIATE: Action.MEDIATE,
    Move.AGREE: None,
    Move.END_MEDIATION: Action.MEDIATE,
    Move.PERFORM: None,
    **dict.fromkeys((Move.HAND_OVER, Move.SUMMON, Move.UNSUMMON, Move.COME, Move.HELPED)),
    Move.UNDO: None,
}

DECISIONS = frozenset(move for move in Move if move.startswith(("agree_", "refuse_")))


def state_after(state: IncidentState, move: Move) -> IncidentState | None:
    """The state that a move leads to; None when it is not legal in this state."""
    return LEGAL.get((state, move))
