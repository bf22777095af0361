"""The tree as it is and units.csv become the tree as it shall be, or a list of mistakes. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.kinds import Tier
from pyramid.roster_error import UNITS, RosterError
from pyramid.roster_file import UnitRow


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit before or after. `row` is its line in the file, 0 if it has none; `chat_id` stays where the file says nothing."""

    code: str
    parent: str
    tier: Tier
    kind: str
    name: str
    is_retired: bool = False
    successor: str = ""
    chat_id: int | None = None
    former_chats: frozenset[int] = frozenset()
    row: int = 0


Units = Mapping[str, UnitState]
_LEANING = ("parent_unknown", "successor_unknown")


def plan_units(
    rows: Sequence[UnitRow], known: Units, *, retire: bool, doubtful: frozenset[str] = frozenset()
) -> tuple[dict[str, UnitState], list[RosterError]]:
    """All units as they shall be. With `retire` living units that the file does not name are retired.

    `doubtful` are codes whose own rows have mistakes: nobody is blamed for leaning on them.
    """
    after = {code: replace(unit, row=0) for code, unit in known.items()}
    errors: list[RosterError] = []
    first: dict[str, int] = {}
    for row in rows:
        if row.code in first:
            errors.append(RosterError(UNITS, row.row, "code", "twice", row.code, str(first[row.code])))
            continue
        first[row.code] = row.row
        after[row.code] = _stated(row, known.get(row.code))
    if retire and not doubtful:
        for code, unit in known.items():
            if code not in first and not unit.is_retired:
                after[code] = replace(after[code], is_retired=True)
    errors.extend(_tree_errors(known, after))
    errors = [error for error in errors if error.what not in _LEANING or error.value not in doubtful]
    errors.extend(_top_errors(after) if not doubtful else ())
    errors.extend(_chat_errors(after))
    return _with_chats_moved(known, after), sorted(errors)


def final_successor(units: Units, code: str) -> UnitState | None:
    """The living unit that a retired one ended up in; None if there is none."""
    seen = {code}
    unit = units.get(code)
    while unit is not None and unit.is_retired:
        if not unit.successor or unit.successor in seen:
            return None
        seen.add(unit.successor)
        unit = units.get(unit.successor)
    return unit


def _stated(row: UnitRow, known: UnitState | None) -> UnitState:
    """What a line says of its unit; of a retired one the last state of its life is kept."""
    if row.successor and known is not None:
        return replace(known, is_retired=True, successor=row.successor, row=row.row)
    before = known.chat_id if known else None
    former = known.former_chats if known else frozenset[int]()
    chat_id = before if row.chat_id is None or row.chat_id in former else row.chat_id
    return UnitState(
        row.code, row.parent, row.tier, row.kind, row.name, bool(row.successor), row.successor, chat_id, former, row.row
    )


def _tree_errors(known: Units, after: Units) -> Iterator[RosterError]:
    left_behind: dict[str, str] = {}
    for code, unit in after.items():
        parent, before = after.get(unit.parent), known.get(code)
        if not unit.row:
            if parent is not None and parent.is_retired and not unit.is_retired:
                left_behind.setdefault(parent.code, code)
            continue
        if before is not None and before.tier is not unit.tier:
            yield _error(unit, "tier", "tier_changed", unit.tier, before.tier)
        if unit.is_retired:
            yield from _successor_errors(after, unit)
        if not unit.is_retired or before is None:
            yield from _parent_errors(unit, parent)
    for code, child in left_behind.items():
        if after[code].row:
            yield _error(after[code], "successor", "children_left", code, child)


def _parent_errors(unit: UnitState, parent: UnitState | None) -> Iterator[RosterError]:
    if unit.tier is Tier.HQ:
        if unit.parent:
            yield _error(unit, "parent", "hq_has_parent", unit.parent)
    elif not unit.parent:
        yield _error(unit, "parent", "parent_missing", unit.tier)
    elif parent is None:
        yield _error(unit, "parent", "parent_unknown", unit.parent)
    elif parent.tier is not unit.tier.above:
        yield _error(unit, "tier", "not_one_below", unit.tier, f"{parent.code}: {parent.tier}")
    elif parent.is_retired and not unit.is_retired:
        yield _error(unit, "parent", "parent_retired", unit.parent)


def _successor_errors(after: Units, unit: UnitState) -> Iterator[RosterError]:
    successor = after.get(unit.successor)
    if successor is None:
        yield _error(unit, "successor", "successor_unknown", unit.successor)
    elif successor.tier is not unit.tier:
        yield _error(unit, "successor", "successor_tier", unit.successor, successor.tier)
    elif final_successor(after, unit.code) is None:
        yield _error(unit, "successor", "successor_retired", unit.successor)


def _top_errors(after: Units) -> Iterator[RosterError]:
    tops = [unit for unit in after.values() if unit.tier is Tier.HQ and not unit.is_retired]
    if not tops:
        yield RosterError(UNITS, 1, "tier", "no_hq")
    named = [unit for unit in tops if unit.row]
    for unit in named[1:] if len(named) == len(tops) else named:
        other = next(top.code for top in tops if top is not unit)
        yield _error(unit, "tier", "two_hq", unit.code, other)


def _chat_errors(after: Units) -> Iterator[RosterError]:
    """One chat, one living unit. Chats that a group had before it became a supergroup stay that group's."""
    owners: dict[int, UnitState] = {}
    former = {chat: unit for unit in after.values() for chat in unit.former_chats if not unit.is_retired}
    for unit in sorted(after.values(), key=lambda unit: unit.row):
        if unit.is_retired or unit.chat_id is None:
            continue
        other = owners.setdefault(unit.chat_id, unit)
        if other is unit:
            other = former.get(unit.chat_id, unit)
        if other is not unit:
            yield _error(unit if unit.row else other, "chat_id", "chat_taken", str(unit.chat_id), other.code)


def _with_chats_moved(known: Units, after: dict[str, UnitState]) -> dict[str, UnitState]:
    """A unit that is retired now gives its chat to its successor if that has none; else the chat has no unit any more."""
    planned = dict(after)
    taken = {unit.chat_id for unit in after.values() if not unit.is_retired}
    for code, unit in after.items():
        if not unit.is_retired or unit.chat_id is None:
            continue
        planned[code] = replace(unit, chat_id=None)
        heir = final_successor(planned, code)
        if code in known and heir is not None and heir.chat_id is None and unit.chat_id not in taken:
            planned[heir.code] = replace(heir, chat_id=unit.chat_id)
    return planned


def _error(unit: UnitState, column: str, what: str, value: str = "", other: str = "") -> RosterError:
    return RosterError(UNITS, unit.row, column, what, value, other)
