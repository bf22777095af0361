"""The timeline of an incident is a chain: every line carries a hash over the hash before it and all that it says. Pure.

A hash is two: `link.seal`. The seal covers who, why and the data; the link covers the link before it, the rest of the line and
the seal. So what a person asks to have erased can be erased: the seal then no longer fits, the links still hold, and the line
counts as erased only where an erasure is on record.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

BARE = ("incident_id", "seq", "what", "actor_role", "before", "after")
SEALED = ("actor_id", "reason", "data")


class Line(Protocol):
    """One line as it is stored."""

    incident_id: int
    seq: int
    at: datetime
    what: str
    actor_id: int | None
    actor_role: str
    before: str
    after: str
    reason: str
    data: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one chain. `wrong` is empty where nothing is; `erased` lines lost their words on request."""

    wrong: str = ""
    erased: int = 0


def linked(values: Mapping[str, Any], before: str) -> dict[str, Any]:
    """The line with its hash. `before` is the hash of the line before it, empty for the first."""
    seal = _seal(before, values)
    return {**values, "hash": f"{_link(before, values, seal)}.{seal}"}


def read_chain(lines: Sequence[Line], version: int, *, may_be_erased: bool = False) -> Reading:
    """Compute all lines of one incident anew, in order of `seq`. `version` is the incident's: every line raised it by one.

    `may_be_erased`: somebody who was part of it had their data erased.
    """
    before, erased = "", 0
    for place, line in enumerate(lines, start=1):
        if line.seq != place:
            return Reading(f"line {place} is missing", erased)
        values = {name: getattr(line, name) for name in (*BARE, *SEALED, "at")}
        link, _, seal = line.hash.partition(".")
        if link != _link(before, values, seal):
            return Reading(f"line {place} was changed", erased)
        if seal != _seal(before, values):
            if not may_be_erased:
                return Reading(f"who, why or what of line {place} was changed", erased)
            erased += 1
        before = line.hash
    if len(lines) != version:
        return Reading(f"the end is cut off: {len(lines)} lines of {version}", erased)
    return Reading("", erased)


def _link(before: str, values: Mapping[str, Any], seal: str) -> str:
    moment = values["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return _digest(before, {**{name: values[name] for name in BARE}, "at": moment, "seal": seal})


def _seal(before: str, values: Mapping[str, Any]) -> str:
    return _digest(before, {name: values[name] for name in SEALED})


def _digest(before: str, record: Mapping[str, Any]) -> str:
    written = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{written}".encode()).hexdigest()
