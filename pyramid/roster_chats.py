"""Which unit meets in which chat after the roster: our group rows are moved as little as can be. Pure.

A unit keeps its group row when its chat changes, so that what waits for the unit and its open cards follow it. A row is
handed on only when its unit has no chat any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.kinds import GroupState


@dataclass(frozen=True, slots=True)
class Seat:
    """A group row: whose it is (a unit's code), in which chat, and which bot sits there. `id` is 0 for a row to be made."""

    id: int
    unit: str | None
    chat_id: int | None
    state: GroupState
    bot_id: int | None

    @property
    def is_manned(self) -> bool:
        """The bot is there, as far as we know."""
        return self.bot_id is not None and self.state in (GroupState.BOUND, GroupState.UNBOUND)


@dataclass(slots=True)
class ChatPlan:
    """Rows as they shall be: those of units, and those that lose their unit or their chat."""

    bound: list[Seat] = field(default_factory=list)
    released: list[Seat] = field(default_factory=list)


def plan_chats(seats: Mapping[int, Seat], wanted: Mapping[str, int]) -> ChatPlan:
    """`seats` by id; `wanted` is the chat of every unit that shall have one. Rows that stay as they are are not named."""
    plan = ChatPlan()
    own = {seat.unit: seat for seat in seats.values() if seat.unit is not None}
    by_chat = {seat.chat_id: seat for seat in seats.values() if seat.chat_id is not None}
    for unit, chat in wanted.items():
        mine, there = own.get(unit), by_chat.get(chat)
        if mine is not None and mine.chat_id == chat:
            continue
        row_id = mine.id if mine else 0
        if mine is None and there is not None and there.unit not in wanted:
            row_id = there.id
        plan.bound.append(_seated(row_id, unit, chat, there))
    used = {seat.id for seat in plan.bound}
    taken = set(wanted.values())
    for seat in seats.values():
        if seat.id in used:
            if seat.chat_id not in taken and seat.is_manned:  # the bot still sits in the chat that its unit has left
                plan.released.append(replace(_released(seat), id=0))
        elif seat.unit not in wanted and seat.chat_id in taken:  # another unit meets there now, with a row of its own
            plan.released.append(replace(seat, unit=None, chat_id=None, state=GroupState.LEFT, bot_id=None))
        elif seat.unit is not None and seat.unit not in wanted:
            plan.released.append(_released(seat))
    return plan


def _seated(row_id: int, unit: str, chat: int, there: Seat | None) -> Seat:
    """A chat that we have never seen is taken on trust; one that the bot has left waits until it is back."""
    gone = there is not None and there.state in (GroupState.AWAY, GroupState.LEFT)
    state = GroupState.AWAY if gone else GroupState.BOUND
    return Seat(row_id, unit, chat, state, there.bot_id if there else None)


def _released(seat: Seat) -> Seat:
    return replace(seat, unit=None, state=GroupState.UNBOUND if seat.is_manned else GroupState.LEFT)
