"""/board: the notice board of a unit to hang in the stairwell: its QR as a picture; the page to print is in the console."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from handlers.unit_keys import own_and_below, unit_rows
from models.kinds import Tier
from models.pyramid import Unit
from pyramid.ask_board import ask_board
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may


def setup() -> Router:
    """/board in private chats."""
    router = Router(name="board")
    router.message.register(on_board, IN_PRIVATE, Command("board"))
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
        rows = unit_rows(units, "board")
        await say(arrival.session, "board.which", now=arrival.now, user_id=user_id, buttons=rows)


async def _units(arrival: Arrival) -> list[Unit]:
    """Those whose boards may be had."""
    return [
        unit
        for unit in await own_and_below(arrival)
        if may(arrival.speaker, Action.PRINT_BOARD, Thing(path=unit.path, tier=unit.tier)) is None
    ]


async def on_board_of(pressed: Pressed) -> CallbackAnswer:
    """The unit that was chosen."""
    arrival = pressed.arrival
    unit = await unit_of(arrival.session, int(pressed.press.arg))
    return told(await ask_board(arrival.session, unit, arrival.speaker, now=arrival.now), pressed, "board.coming")


BOARD_PRESSES: dict[str, PressHandler] = {"board": on_board_of}
