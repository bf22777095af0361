"""Pure. The receipt table: how far a notice has come and who has heard it, by tier and by child unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.kinds import NoticeState, OutgoingState, Tier

ON_THE_WAY = frozenset(
    {OutgoingState.PENDING, OutgoingState.CLAIMED, OutgoingState.SENDING, OutgoingState.RETRY_AT},
)


@dataclass(frozen=True, slots=True)
class Cell:
    """So many copies that stand alike. `child_id` None: the chat of the unit itself."""

    tier: Tier
    child_id: int | None
    state: OutgoingState
    is_shown: bool
    is_heard: bool
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `name` is a unit's name, or a tier's word in `by_tier`. `heard` <= `sent` <= `total`."""

    name: str
    total: int = 0
    sent: int = 0
    waiting: int = 0
    parked: int = 0
    uncertain: int = 0
    dropped: int = 0
    heard: int = 0
    unit_id: int | None = None

    def adding(self, cell: Cell) -> "Line":
        """The line with this cell counted. What stands in its chat is sent, whatever happens to it later."""
        n = cell.count
        state = cell.state
        return replace(
            self,
            total=self.total + n,
            sent=self.sent + n * cell.is_shown,
            waiting=self.waiting + n * (not cell.is_shown and state in ON_THE_WAY),
            parked=self.parked + n * (not cell.is_shown and state is OutgoingState.PARKED),
            uncertain=self.uncertain + n * (not cell.is_shown and state is OutgoingState.UNCERTAIN),
            dropped=self.dropped + n * (not cell.is_shown and state is OutgoingState.DROPPED),
            heard=self.heard + n * (cell.is_shown and cell.is_heard),
        )

    @property
    def silent(self) -> int:
        """Groups that have it and have not heard."""
        return self.sent - self.heard


@dataclass(frozen=True, slots=True)
class Progress:
    """A notice on its way. Before the fan-out `whole.total` is the number of groups it is meant for."""

    notice_id: int
    number: str
    state: NoticeState
    halted: str | None
    whole: Line
    by_tier: tuple[Line, ...]
    by_unit: tuple[Line, ...]  # the unit's own chat first, then its children; only those that are reached
    silent_units: tuple[str, ...]  # names of units that have not heard, at most a dozen; never of people
    reached: tuple[int, int] | None = None  # (units that have heard, units that are meant, with a chat or without)
    minutes: tuple[tuple[int, int | None], ...] = ()  # of a drill: (50, minutes until so many in a hundred had heard) …
    answers: tuple[tuple[str, int], ...] = ()  # to its question, with their voices

    @property
    def is_over(self) -> bool:
        """Nothing more will leave by itself."""
        done = {NoticeState.SENT, NoticeState.STOPPED, NoticeState.RECALLED, NoticeState.REFUSED, NoticeState.EXPIRED}
        return self.state in done or self.halted is not None


def tabulate(
    cells: Iterable[Cell],
    own: str,
    children: Sequence[tuple[int, str]],
) -> tuple[Line, tuple[Line, ...], tuple[Line, ...]]:
    """(whole, by tier from the top, by unit) of the cells; `own` names the unit itself, `children` its children."""
    whole = Line(own)
    tiers = {tier: Line(tier.value) for tier in Tier}
    units: dict[int | None, Line] = {None: Line(own), **{child: Line(name, unit_id=child) for child, name in children}}
    for cell in cells:
        whole = whole.adding(cell)
        tiers[cell.tier] = tiers[cell.tier].adding(cell)
        units[cell.child_id] = units[cell.child_id].adding(cell)
    return (
        whole,
        tuple(line for line in tiers.values() if line.total),
        tuple(line for line in units.values() if line.total),
    )
