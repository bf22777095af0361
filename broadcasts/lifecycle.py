"""Pure. The legal moves of a notice, and what may still be done to it in each state."""

from models.kinds import NoticeState

MOVES: dict[NoticeState, frozenset[NoticeState]] = {
    NoticeState.DRAFT: frozenset({NoticeState.AWAITING_APPROVAL, NoticeState.HELD, NoticeState.SENDING}),
    NoticeState.AWAITING_APPROVAL: frozenset(
        {NoticeState.HELD, NoticeState.SENDING, NoticeState.REFUSED, NoticeState.STOPPED},
    ),
    NoticeState.HELD: frozenset(
        {NoticeState.WAITING, NoticeState.CANARY, NoticeState.SENDING, NoticeState.STOPPED},
    ),
    NoticeState.WAITING: frozenset(
        {NoticeState.HELD, NoticeState.CANARY, NoticeState.SENDING, NoticeState.STOPPED},
    ),
    NoticeState.CANARY: frozenset(
        {NoticeState.HELD, NoticeState.SENDING, NoticeState.STOPPED, NoticeState.RECALLED},
    ),
    NoticeState.SENDING: frozenset({NoticeState.SENT, NoticeState.STOPPED, NoticeState.RECALLED}),
    NoticeState.SENT: frozenset({NoticeState.RECALLED, NoticeState.EXPIRED}),
    NoticeState.STOPPED: frozenset({NoticeState.RECALLED, NoticeState.EXPIRED}),
    NoticeState.EXPIRED: frozenset({NoticeState.RECALLED}),
    NoticeState.RECALLED: frozenset(),
    NoticeState.REFUSED: frozenset(),
}

STOPPABLE = frozenset(state for state, after in MOVES.items() if NoticeState.STOPPED in after)
# A copy may leave only while its notice is in one of these: a composer asks just before each sending.
LEAVING = frozenset({NoticeState.CANARY, NoticeState.SENDING, NoticeState.SENT})
# Some group may have it in its chat.
OUT = frozenset({*LEAVING, NoticeState.STOPPED, NoticeState.RECALLED, NoticeState.EXPIRED})
# A jump of the business clock halts at the next step of these; the other states wait for the network, not for the clock.
TIMED = frozenset({NoticeState.HELD, NoticeState.WAITING, NoticeState.SENT, NoticeState.STOPPED})


def may_become(before: NoticeState, after: NoticeState) -> bool:
    """Whether the move is legal."""
    return after in MOVES[before]
