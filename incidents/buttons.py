"""Which buttons stand under a card: those that are legal at this moment, in this chat, for whoever can press there. Pure."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from incidents.brief import is_ruled
from incidents.lifecycle import MOST_EXTENSIONS, Move
from incidents.private_leaves import MEDIABLE
from incidents.view import View
from models.kinds import OPEN_STATES, IncidentState, Tier
from outbox.message import Button
from pyramid.permissions import Action
from texts.render import line

Keyboard = tuple[tuple[Button, ...], ...]
Allowed = Callable[[Action], bool]


class Seat(StrEnum):
    """Where a card stands."""

    ANSWER = "answer"  # the micro-grid group, under the report
    REPORTER = "reporter"  # the reporter's private chat
    OWNER = "owner"  # the group of the unit that must act
    ABOVE = "above"  # a group of a higher tier
    BELOW = "below"  # a group under the unit that must act: it went up from there
    PRIVATE = "private"  # the private chat of somebody on duty, at any tier


MOST_SPLITS = 3
ABOUT_WORDS = frozenset({Move.CONFIRM, Move.DROP})
FROM_ABOVE = frozenset(
    {
        Move.AGREE_RETURN,
        Move.REFUSE_RETURN,
        Move.AGREE_EXTENSION,
        Move.REFUSE_EXTENSION,
        Move.AGREE_SUSPEND,
        Move.REFUSE_SUSPEND,
        Move.REASSIGN,
        Move.RULE,
        Move.HAND_OVER,
    }
)

# What a press needs; in private only what this person may do is offered. A group's buttons are for whoever may.
NEEDED: dict[str, Action] = {
    "confirm": Action.CONFIRM_REPORT,
    "correct": Action.CORRECT_REPORT,
    "drop": Action.DROP_REPORT,
    "join": Action.JOIN,
    "claim": Action.CLAIM,
    "arrive": Action.RESOLVE,
    "resolve": Action.RESOLVE,
    "help": Action.ASK_HELP,
    "lend": Action.LEND_HAND,
    "summon": Action.SUMMON,
    "return": Action.ASK_RETURN,
    "extend": Action.ASK_EXTENSION,
    "pass": Action.CHECK,
    "fail": Action.CHECK,
    "agree_return": Action.DECIDE_RETURN,
    "refuse_return": Action.DECIDE_RETURN,
    "agree_extension": Action.DECIDE_EXTENSION,
    "refuse_extension": Action.DECIDE_EXTENSION,
    "suspend": Action.ASK_EXTENSION,
    "alive": Action.RESOLVE,
    "urge": Action.RATE,
    "agree_suspend": Action.DECIDE_EXTENSION,
    "refuse_suspend": Action.DECIDE_EXTENSION,
    "whistle": Action.WHISTLE,
    "check_in": Action.ANSWER_CALL,
    "turn_up": Action.ANSWER_CALL,
    "supervise": Action.SUPERVISE,
    "reassign": Action.REASSIGN,
    "rule": Action.RULE,
    "mediate": Action.MEDIATE,
}


def button(action: str, language: str, arg: str = "") -> Button:
    """One button with the word for its action."""
    return Button(line(f"incident_button.{action}", language, arg=arg), action, arg)


def rows(language: str, *actions: tuple[str, ...], allowed: Allowed | None = None) -> Keyboard:
    """Rows of buttons; those not allowed are left out, and so are empty rows."""

    def fits(action: str) -> bool:
        return allowed is None or action not in NEEDED or allowed(NEEDED[action])

    made = (tuple(button(action, language) for action in row if fits(action)) for row in actions)
    return tuple(row for row in made if row)


def keyboard(
    view: View, seat: Seat, now: datetime, language: str, *, allowed: Allowed | None = None, user_id: int | None = None
) -> Keyboard:
    """All buttons under a card. `allowed` and `user_id` are those of the reader of a private chat."""
    actions = _of_answer(view, seat) if seat in {Seat.ANSWER, Seat.REPORTER} else _of_work(view, seat, now)
    if view.state in OPEN_STATES:
        actions.append(("why",))
    if _may_mediate(view, seat, user_id):
        actions.append(("mediate",))
    if _may_undo(view, seat, now, user_id):
        actions.append(("undo",))
    return (*rows(language, *actions, allowed=allowed), *_splits(view, seat, language, allowed))


def _of_answer(view: View, seat: Seat) -> list[tuple[str, ...]]:
    waits = view.state in {IncidentState.DRAFT, IncidentState.REPORTED}
    understood = ("confirm",) if view.confidence < 1 else ()
    first = (*understood, "correct", "drop") if waits else ()
    joins = seat is Seat.ANSWER and (view.state in OPEN_STATES or view.state is IncidentState.DRAFT)
    urges = seat is Seat.REPORTER and view.state in (OPEN_STATES | {IncidentState.SUSPENDED})
    return [first, ("join",) if joins else (), ("urge",) if urges else ()]


def _of_work(view: View, seat: Seat, now: datetime) -> list[tuple[str, ...]]:
    """The work where it is done, the word of command above; in private whatever this person may."""
    actions: list[tuple[str, ...]] = []
    if seat in {Seat.OWNER, Seat.PRIVATE}:
        actions += _steps(
            view, now, may_arrive=view.is_presence_asked or (seat is Seat.PRIVATE and not _is_there(view))
        )
    if seat is Seat.PRIVATE and view.claimed_by is not None and view.state is IncidentState.HANDLING:
        actions.append(("summon",))
    if view.state is IncidentState.PENDING_CHECK and seat is not Seat.BELOW:
        actions.append(("pass", "fail"))
    if seat in {Seat.ABOVE, Seat.PRIVATE} and view.state in OPEN_STATES:
        may_move = view.state is not IncidentState.PENDING_CHECK
        actions.append(("supervise", "reassign", "rule") if may_move else ("supervise",))
        actions.append(("whistle",) if may_move and view.may_whistle else ())
    return [*actions, *_of_called(view)]


def _of_called(view: View) -> list[tuple[str, ...]]:
    """What those press who were called; the first press of each counts."""
    if view.state not in OPEN_STATES or view.state is IncidentState.PENDING_CHECK:
        return []
    first = ("check_in",) if any(not (call.checked_in_at or call.came_at) for call in view.calls) else ()
    return [(*first, *(("turn_up",) if any(not call.came_at for call in view.calls) else ()))]


def _is_there(view: View) -> bool:
    """Whether 到场 was pressed, and not taken back, since it was last taken."""
    is_there, before = False, ""
    for step in view.steps:
        if step.what in {Move.CLAIM, Move.ARRIVE} or (step.what == Move.UNDO and before == Move.ARRIVE):
            is_there = step.what == Move.ARRIVE
        before = step.what
    return is_there


def _steps(view: View, now: datetime, *, may_arrive: bool) -> list[tuple[str, ...]]:
    if view.state in {IncidentState.REPORTED, IncidentState.RETURN_REQUESTED}:
        return [("claim",)]
    arrive = [("arrive",)] if may_arrive else []
    if view.state in {IncidentState.EXTENSION_REQUESTED, IncidentState.SUSPEND_REQUESTED}:
        return [*arrive, ("resolve", "help")]
    if view.state is IncidentState.SUSPENDED:
        return [("resolve",)]
    if view.state is IncidentState.HANDLING:
        may_extend = view.extensions < MOST_EXTENSIONS and not view.is_overdue(now)
        wishes = {"return": not is_ruled(view.steps), "extend": may_extend, "suspend": not view.was_put_off}
        return [*arrive, ("resolve", "help"), tuple(wish for wish, is_open in wishes.items() if is_open)]
    return []


def _may_mediate(view: View, seat: Seat, user_id: int | None) -> bool:
    """A dispute is mediated by one person: whoever took it, or anybody of its circle while nobody has."""
    is_waiting = view.state in {IncidentState.REPORTED, IncidentState.HANDLING}
    return seat is Seat.PRIVATE and is_waiting and view.leaf in MEDIABLE and view.claimed_by in (None, user_id)


def _splits(view: View, seat: Seat, language: str, allowed: Allowed | None) -> Keyboard:
    """A button for each of the newest that were merged into it, where those read it who may take a merger apart."""
    is_theirs = seat is Seat.ABOVE or (seat is Seat.OWNER and view.owner_tier in {Tier.COMMUNITY, Tier.STREET})
    if not (is_theirs if allowed is None else seat is Seat.PRIVATE and allowed(Action.UNMERGE)):
        return ()
    pairs = list(zip(view.kin.get("children", ()), view.kin.get("numbers", ()), strict=False))[-MOST_SPLITS:]
    return tuple(
        (Button(line("matters.unmerge", language, number=number), "unmerge", str(each)),) for each, number in pairs
    )


def _may_undo(view: View, seat: Seat, now: datetime, user_id: int | None) -> bool:
    """In private only for the presser; in a group where such taps are made, for everybody to see."""
    if view.tap is None or not view.tap.may_be_undone(now):
        return False
    if user_id is not None:
        return view.tap.actor_id == user_id
    if view.tap.what in ABOUT_WORDS:
        return seat is Seat.ANSWER
    return seat is (Seat.ABOVE if view.tap.what in FROM_ABOVE else Seat.OWNER)
