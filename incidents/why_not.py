"""The reason why a move is not legal in a state. Pure."""

from incidents.lifecycle import DECISIONS, Move
from models.kinds import IncidentState


def why_not(state: IncidentState, move: Move) -> str:
    """The reason, a word of `refusal_incidents`, why a move is not legal in this state."""
    if state is IncidentState.CLOSED:
        return "closed"
    if state in {IncidentState.VOID, IncidentState.WITHDRAWN, IncidentState.MERGED}:
        return "gone"
    if state is IncidentState.DRAFT:
        return "draft"
    if move is Move.CLAIM:
        return "finished" if state is IncidentState.PENDING_CHECK else "taken"
    if move in {Move.CONFIRM, Move.DROP, Move.WITHDRAW}:
        return "taken"
    if move in {Move.PASS, Move.FAIL}:
        return "not_finished"
    if move in DECISIONS:
        return "nothing_asked"
    if state is IncidentState.REPORTED:
        return "not_taken"
    if state in {IncidentState.RETURN_REQUESTED, IncidentState.EXTENSION_REQUESTED, IncidentState.SUSPEND_REQUESTED}:
        return "being_decided"
    return "put_off" if state is IncidentState.SUSPENDED else "finished"
