"""units.csv and people.csv become rows, or a list of mistakes. Pure."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.kinds import DUTY_ROLES, Role, Tier
from pyramid.roster_error import PEOPLE, UNITS, RosterError
from texts.render import LANGUAGES

MOST_ROWS = 50_000
LONGEST_CODE, LONGEST_NAME, LONGEST_WORD = 60, 128, 32
_CODE = re.compile(r"[\w.\-]+")
_CHAT = re.compile(r"-[1-9][0-9]{0,18}", re.ASCII)
_USER = re.compile(r"[1-9][0-9]{0,15}", re.ASCII)
Row = TypeVar("Row")
_WITH_FIELD = (Role.DEPARTMENT, Role.PART_TIME_WORKER)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of units.csv. A successor says that the unit is retired."""

    row: int
    code: str
    parent: str
    tier: Tier
    kind: str
    name: str
    chat_id: int | None
    successor: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of people.csv: one post."""

    row: int
    user_id: int | None
    name: str
    role: Role
    field: str
    unit: str
    language: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The cells of a file by column, each with its line; no lines if the file as a whole cannot be read."""

    lines: list[tuple[int, dict[str, str]]]
    errors: list[RosterError]


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """The good rows of a file in order, what is wrong with single cells, and the codes of units whose row is not good."""

    rows: list[Row]
    errors: list[RosterError]
    doubtful: frozenset[str] = frozenset()

    @property
    def is_unreadable(self) -> bool:
        """Nothing can be said of the rows: no text, no table, not these columns."""
        return bool(self.errors) and not self.rows and not self.doubtful


def read_units(data: str | bytes) -> Sheet[UnitRow]:
    """units.csv, cell by cell."""
    sheet = _read(data, UNITS, ("code", "parent", "tier", "kind", "name", "chat_id"), "successor")
    rows: list[UnitRow] = []
    doubtful: set[str] = set()
    for number, cells in sheet.lines:
        complain = _complainer(sheet.errors, UNITS, number, cells)
        before = len(sheet.errors)
        _check_word(complain, "code", cells["code"], needed=True)
        _check_word(complain, "parent", cells["parent"], needed=False)
        _check_word(complain, "successor", cells["successor"], needed=False)
        _check_text(complain, "name", cells["name"], LONGEST_NAME)
        _check_text(complain, "kind", cells["kind"], LONGEST_WORD)
        if not cells["name"]:
            complain("name", "empty")
        if cells["tier"] not in list(Tier):
            complain("tier", "no_tier", ", ".join(Tier))
        if cells["chat_id"] and not _is_chat(cells["chat_id"]):
            complain("chat_id", "no_chat")
        if len(sheet.errors) == before:
            chat_id = int(cells["chat_id"]) if cells["chat_id"] else None
            rows.append(
                UnitRow(
                    number, cells["code"], cells["parent"], Tier(cells["tier"]), cells["kind"], cells["name"], chat_id,
                    cells["successor"],
                )
            )  # fmt: skip
        else:
            doubtful.add(cells["code"])
    return Sheet(rows, sheet.errors, frozenset(doubtful))


def read_people(data: str | bytes) -> Sheet[PersonRow]:
    """people.csv, cell by cell."""
    sheet = _read(data, PEOPLE, ("user_id", "name", "role", "unit"), "language")
    rows: list[PersonRow] = []
    for number, cells in sheet.lines:
        complain = _complainer(sheet.errors, PEOPLE, number, cells)
        before = len(sheet.errors)
        word, colon, field = (part.strip() for part in cells["role"].partition(":"))
        if word not in list(Role):
            complain("role", "no_role", ", ".join(Role))
        elif colon and Role(word) not in _WITH_FIELD:
            complain("role", "no_field")
        _check_text(complain, "role", cells["role"], LONGEST_WORD * 2)
        _check_word(complain, "unit", cells["unit"], needed=True)
        _check_text(complain, "name", cells["name"], LONGEST_NAME)
        if cells["user_id"] and not _USER.fullmatch(cells["user_id"]):
            complain("user_id", "no_user")
        language = cells["language"].lower().split("-")[0]
        if language and language not in LANGUAGES:
            complain("language", "no_language", ", ".join(LANGUAGES))
        if len(sheet.errors) == before:
            user_id = int(cells["user_id"]) if cells["user_id"] else None
            rows.append(PersonRow(number, user_id, cells["name"], Role(word), field, cells["unit"], language))
    return Sheet(rows, sheet.errors)


def fits(role: Role, tier: Tier) -> bool:
    """Whether a role belongs to a tier: those that command one stand only there, specialists anywhere."""
    own = [each for each, roles in DUTY_ROLES.items() if role in roles]
    return not own or tier in own


Complain = Callable[..., None]


def _complainer(errors: list[RosterError], file: str, row: int, cells: dict[str, str]) -> Complain:
    def complain(column: str, what: str, other: str = "") -> None:
        errors.append(RosterError(file, row, column, what, cells[column], other))

    return complain


def _check_word(complain: Complain, column: str, word: str, *, needed: bool) -> None:
    if not word and needed:
        complain(column, "empty")
    elif word and (not _CODE.fullmatch(word) or len(word) > LONGEST_CODE):
        complain(column, "no_code", str(LONGEST_CODE))


def _check_text(complain: Complain, column: str, text: str, longest: int) -> None:
    if len(text) > longest:
        complain(column, "too_long", str(longest))
    elif any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        complain(column, "control_signs")


def _is_chat(text: str) -> bool:
    return bool(_CHAT.fullmatch(text)) and int(text) >= -(2**63)


def _read(data: str | bytes, file: str, needed: Sequence[str], optional: str) -> _Sheet:
    """Cells by column; with mistakes of the whole file no lines at all."""
    text = _decoded(data, file)
    if isinstance(text, RosterError):
        return _Sheet([], [text])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in next(_filled(reader), [])]
        lines: list[tuple[int, dict[str, str]]] = []
        errors = _header_errors(header, file, needed, optional)
        if errors:
            return _Sheet([], errors)
        for cells in _filled(reader):
            if len(lines) == MOST_ROWS:
                return _Sheet([], [RosterError(file, reader.line_num, "", "too_many", other=str(MOST_ROWS))])
            row = _row(header, cells, optional)
            if row is None:
                columns = len([name for name in header if name])
                errors.append(RosterError(file, reader.line_num, "", "cells", str(len(cells)), str(columns)))
            else:
                lines.append((reader.line_num, row))
    except csv.Error as error:
        return _Sheet([], [RosterError(file, reader.line_num, "", "no_csv", str(error))])
    return _Sheet(lines, errors)


def _decoded(data: str | bytes, file: str) -> str | RosterError:
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return RosterError(file, data.count(b"\n", 0, error.start) + 1, "", "no_utf8")


def _filled(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    return (cells for cells in reader if any(cell.strip() for cell in cells))


def _header_errors(header: list[str], file: str, needed: Sequence[str], optional: str) -> list[RosterError]:
    names = [name for name in header if name]
    if sorted(names) in (sorted(needed), sorted([*needed, optional])):
        return []
    return [RosterError(file, 1, "", "no_header", ",".join(header), ",".join([*needed, optional]))]


def _row(header: list[str], cells: list[str], optional: str) -> dict[str, str] | None:
    """The cells by name; None if there are too many or too few. Spreadsheets may add empty cells at the end."""
    missing, spare = header[len(cells) :], cells[len(header) :]
    if any(name not in ("", optional) for name in missing) or any(cell.strip() for cell in spare):
        return None
    row = dict.fromkeys((*header, optional), "")
    row.update((name, cell.strip()) for name, cell in zip(header, cells, strict=False) if name)
    return row
