"""Which moves can be taken back within the minute, and which may lie between. Pure."""

from incidents.lifecycle import Move

# A mistaken tap on these can be taken back for 60 s by the same person.
UNDOABLE = frozenset(
    {
        Move.CONFIRM,
        Move.DROP,
        Move.CLAIM,
        Move.ARRIVE,
        Move.RESOLVE,
        Move.PASS,
        Move.FAIL,
        Move.ASK_HELP,
        Move.LEND,
        Move.ASK_RETURN,
        Move.AGREE_RETURN,
        Move.REFUSE_RETURN,
        Move.ASK_EXTENSION,
        Move.AGREE_EXTENSION,
        Move.REFUSE_EXTENSION,
        Move.ASK_SUSPEND,
        Move.REASSIGN,
        Move.RULE,
        Move.HAND_OVER,
    },
)

# What may lie between a tap and its undoing: nothing of this depends on the tap.
HARMLESS = frozenset(
    {
        Move.JOIN,
        Move.ADD_MEDIA,
        Move.ADD_EVIDENCE,
        Move.NOTE,
        Move.REMARK,
        Move.ABSORB,
        Move.RELEASE,
        Move.AMEND,
        Move.SAY_MORE,
        Move.SUPERVISE,
        Move.ESCALATE,
        *(Move.WHISTLE, Move.CHECK_IN, Move.TURN_UP),
        Move.ALIVE,
        Move.URGE,
        *(Move.SUMMON, Move.UNSUMMON, Move.COME, Move.HELPED),
    },
)
