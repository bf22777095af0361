"""Pure. What becomes of a row after the courier has answered."""

from dataclasses import dataclass
from datetime import timedelta

from models.kinds import OutgoingState, Repeat
from outbox.message import Delivered, Outcome, TryLater, Undeliverable

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
SHUT_OUT = "the token is no longer valid"
FROZEN = "the chat or the token is frozen"


@dataclass(frozen=True, slots=True)
class Next:
    """The row's next state; `wait` counts from now in machine time."""

    state: OutgoingState
    wait: timedelta = timedelta(0)
    is_unsure: bool = False  # it may stand there already
    trouble: str | None = None


def waited(attempts: int) -> timedelta:
    """2 s after the first attempt, then 4 s, 8 s … at most five minutes."""
    doublings: int = 2 ** min(max(attempts - 1, 0), 10)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def next_state(outcome: Outcome, *, attempts: int, repeat: Repeat, is_edit: bool) -> Next:
    """Decide by the answer alone: what was provably not done is tried again, what may have been done follows its class."""
    if isinstance(outcome, Delivered):
        return Next(OutgoingState.SENT)
    if isinstance(outcome, TryLater):
        return Next(OutgoingState.RETRY_AT, max(timedelta(seconds=outcome.after), timedelta(0)), trouble=outcome.reason)
    if isinstance(outcome, Undeliverable):
        if outcome.migrated_to is not None:
            # Whoever moves the group makes it due at once; a move that is refused must not be asked for without a pause.
            return Next(OutgoingState.PENDING, waited(attempts), trouble=outcome.reason)
        if outcome.is_token_dead:
            return Next(OutgoingState.RETRY_AT, LONGEST_WAIT, trouble=SHUT_OUT)
        if outcome.is_message_gone:
            return Next(OutgoingState.DROPPED, trouble=outcome.reason)
        return Next(OutgoingState.PARKED, trouble=outcome.reason)
    if is_edit:  # the same edit twice is the same card
        return Next(OutgoingState.RETRY_AT, waited(attempts), trouble=outcome.reason)
    if repeat is Repeat.ONCE:
        return Next(OutgoingState.UNCERTAIN, trouble=outcome.reason)
    return Next(OutgoingState.RETRY_AT, waited(attempts), is_unsure=True, trouble=outcome.reason)
