"""Two taps give a deaf cell a new leader: the cell, then the person."""

from broadcasts.compose_cells import HEIRS
from broadcasts.name_successor import Succeeded, name_successor
from handlers.answers import CallbackAnswer
from handlers.pressing import Pressed, PressHandler, told
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may


async def on_cell(pressed: Pressed) -> CallbackAnswer:
    """The cell: who could lead it?"""
    arrival = pressed.arrival
    unit = await unit_of(arrival.session, int(pressed.press.arg))
    refusal = may(arrival.speaker, Action.NAME_SUCCESSOR, Thing(path=unit.path, tier=unit.tier))
    if refusal is not None:
        return told(refusal, pressed)
    say = Say(HEIRS, unit.id, user_id=arrival.speaker.user_id, priority=Priority.ANSWER)
    await enqueue(arrival.session, [say], now=arrival.now)
    return CallbackAnswer()


async def on_heir(pressed: Pressed) -> CallbackAnswer:
    """The person: named, told, and what was open goes along."""
    unit_id, _, person_id = pressed.press.arg.partition(".")
    done = await name_successor(
        pressed.arrival.session, int(unit_id), int(person_id), pressed.arrival.speaker, **pressed.common
    )
    values = {"unit": done.unit, "moved": done.moved} if isinstance(done, Succeeded) else {}
    return told(done, pressed, "deaf_cell.done", **values)


HEIR_PRESSES: dict[str, PressHandler] = {"heirs": on_cell, "heir": on_heir}
