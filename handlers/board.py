"""/board: the notice board of a unit to hang in the stairwell: its QR as a picture; the page to print is in the console."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from models.kinds import Tier
from models.pyramid import Unit
from pyramid.ask_board import ask_board
from pyramid.lookup import children, unit_of
from pyramid.permissions import Action, Thing, may

MOST_UNITS = 60
PER_ROW = 2


def setup() -> Router:
    """/board in private chats."""
    router = Router(name="board")
    router.message.register(on_board, F.chat.type == "private", Command("board"))
    return router


async def on_board(message: Message, arrival: Arrival) -> None:
    """For which unit? Who may have one board only gets it at once."""
    user_id, units = message.chat.id, await _units(arrival)
    if not units:
        refused = may(arrival.speaker, Action.PRINT_BOARD, Thing(path="", tier=Tier.MICRO_GRID))
        reason = because(refused, arrival.language) if refused is not None else ""
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
    elif len(units) == 1:
        await ask_board(arrival.session, units[0], arrival.speaker, now=arrival.now)
    else:
        buttons = [[unit.name, "board", str(unit.id)] for unit in units[:MOST_UNITS]]
        rows = [buttons[at : at + PER_ROW] for at in range(0, len(buttons), PER_ROW)]
        await say(arrival.session, "board.which", now=arrival.now, user_id=user_id, buttons=rows)


async def _units(arrival: Arrival) -> list[Unit]:
    """Those where the person holds a post, and those directly below, as far as their boards may be had."""
    units: dict[int, Unit] = {}
    for hat in arrival.speaker.hats:
        own = await unit_of(arrival.session, hat.unit_id)
        units |= {unit.id: unit for unit in (own, *await children(arrival.session, own.id))}
    return [
        unit
        for unit in units.values()
        if may(arrival.speaker, Action.PRINT_BOARD, Thing(path=unit.path, tier=unit.tier)) is None
    ]


async def on_board_of(pressed: Pressed) -> CallbackAnswer:
    """The unit that was chosen."""
    arrival = pressed.arrival
    unit = await unit_of(arrival.session, int(pressed.press.arg))
    return told(await ask_board(arrival.session, unit, arrival.speaker, now=arrival.now), pressed, "board.coming")


BOARD_PRESSES: dict[str, PressHandler] = {"board": on_board_of}
