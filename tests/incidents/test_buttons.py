"""No card offers a move that its state forbids: every state, every seat, whatever else is so."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from incidents.buttons import Seat, keyboard
from incidents.calls import Call
from incidents.lifecycle import MOST_EXTENSIONS, Move, state_after
from incidents.view import Step, View
from models.kinds import IncidentState, Sensitivity, Tier, Urgency
from pyramid.whom import parse_whom

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
ALIASES = {
    "help": Move.ASK_HELP,
    "return": Move.ASK_RETURN,
    "extend": Move.ASK_EXTENSION,
    "suspend": Move.ASK_SUSPEND,
}
MOVES_NOTHING = {"why", "story", "fold", "photos", "merge", "unmerge", "undo"}
CALLED = (Call(2, NOW, parse_whom("department@street"), 7, (31,)),)


def view_of(state, **more):
    is_taken = state not in {IncidentState.DRAFT, IncidentState.REPORTED, IncidentState.RETURN_REQUESTED}
    usual = {
        "number": "A-1001",
        "leaf": "dispute.wage",
        "urgency": Urgency.URGENT,
        "sensitivity": Sensitivity.S0,
        "state": state,
        "place": {},
        "unit_name": "3幢",
        "unit_tier": Tier.MICRO_GRID,
        "owner_name": "第一网格",
        "owner_tier": Tier.GRID,
        "confidence": 0.5,
        "opened_at": NOW - timedelta(hours=1),
        "due_at": NOW + timedelta(hours=1),
        "claimed_by": 5 if is_taken else None,
        "extensions": 0,
        "highest_tier": Tier.COMMUNITY,
        "is_presence_asked": is_taken,
        "may_whistle": True,
        "calls": CALLED,
    }
    return View(**{**usual, **more})


def offered(view, seat, user_id=None):
    return {button.action for row in keyboard(view, seat, NOW, "zh", user_id=user_id) for button in row}


@pytest.mark.parametrize("state", IncidentState)
def test_no_button_stands_where_its_move_is_not_legal(state):
    for seat, user_id, more in product(
        Seat, (None, 5), ({}, {"extensions": MOST_EXTENSIONS}, {"due_at": NOW}, {"claimed_by": None})
    ):
        view = view_of(state, **more)
        moves = {ALIASES.get(each, each) for each in offered(view, seat, user_id) - MOVES_NOTHING}
        assert [move for move in moves if state_after(state, Move(move)) is None] == [], (seat, more)


def test_every_move_by_thumb_is_offered_somewhere_while_it_is_worked_on():
    found = {each for seat in Seat for each in offered(view_of(IncidentState.HANDLING), seat, 5)}
    assert found >= {
        "arrive",
        "resolve",
        "help",
        "return",
        "extend",
        "suspend",
        "summon",
        "supervise",
        "reassign",
        "rule",
    }
    assert found >= {"whistle", "check_in", "turn_up", "urge", "join", "why"}


@pytest.mark.parametrize(
    ("more", "gone"),
    [
        ({"extensions": MOST_EXTENSIONS}, "extend"),
        ({"due_at": NOW}, "extend"),
        ({"was_put_off": True}, "suspend"),
        ({"steps": (Step(NOW, "rule", "street_command"),)}, "return"),
        ({"calls": ()}, "check_in"),
        ({"may_whistle": False}, "whistle"),
    ],
)
def test_what_would_be_refused_is_not_offered(more, gone):
    state = IncidentState.HANDLING
    assert gone in offered(view_of(state), Seat.PRIVATE, 5)
    assert gone not in offered(view_of(state, **more), Seat.PRIVATE, 5)
