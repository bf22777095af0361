"""Lengths of time as people write them in a policy: "15m", "4h", "2wd". Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache


class Measure(StrEnum):
    """What a length is counted in; the last two run only while offices are open."""

    SECONDS = "s"
    MINUTES = "m"
    HOURS = "h"
    DAYS = "d"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"

    @property
    def is_working(self) -> bool:
        """Whether it runs on the working clock."""
        return self in (Measure.WORKING_HOURS, Measure.WORKING_DAYS)


_SECONDS = {Measure.SECONDS: 1, Measure.MINUTES: 60, Measure.HOURS: 3600, Measure.DAYS: 86400}
_SHAPE = re.compile(r"([0-9]{1,9})(s|m|h|d|wh|wd)", re.ASCII)
# Ten years on the continuous clock, a year of working days on the other.
_MOST = {
    Measure.SECONDS: 3660 * 86400,
    Measure.MINUTES: 3660 * 1440,
    Measure.HOURS: 3660 * 24,
    Measure.DAYS: 3660,
    Measure.WORKING_HOURS: 366 * 8,
    Measure.WORKING_DAYS: 366,
}


@dataclass(frozen=True, slots=True, order=False)
class Duration:
    """A length of time on one of the two clocks. What "2wd" amounts to is said by the calendar."""

    amount: int
    measure: Measure

    @property
    def is_working(self) -> bool:
        """Whether it runs on the working clock."""
        return self.measure.is_working

    @property
    def continuous(self) -> timedelta:
        """The length on the continuous clock; ValueError for a working length, which has none."""
        if self.is_working:
            raise ValueError(f"{self} runs on the working clock")
        return timedelta(seconds=self.amount * _SECONDS[self.measure])

    def __str__(self) -> str:
        return f"{self.amount}{self.measure.value}"


@lru_cache(maxsize=512)
def parse_duration(text: str) -> Duration:
    """Read "90s", "15m", "4h", "2d", "4wh" or "2wd"; ValueError for anything else and for more than ten years (366wd)."""
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise ValueError(f"not a duration: {text!r}")
    length = Duration(int(shape[1]), Measure(shape[2]))
    if length.amount > _MOST[length.measure]:
        raise ValueError(f"a duration longer than we can keep in mind: {text!r}")
    return length


@dataclass(frozen=True, slots=True)
class After:
    """A moment of a ladder: so long after the first words, the handling limit ("due+2h"), or the last call ("call+30m")."""

    is_from_due: bool
    length: Duration
    is_from_call: bool = False

    def __str__(self) -> str:
        if not self.is_from_due:
            return f"call+{self.length}" if self.is_from_call else str(self.length)
        return f"due+{self.length}" if self.length.amount else "due"


@lru_cache(maxsize=512)
def parse_after(text: str) -> After:
    """Read "15m", "due", "due+2h" or "call+30m"; ValueError for anything else."""
    word = text.strip()
    if word.startswith("call+"):
        return After(is_from_due=False, length=parse_duration(word.removeprefix("call+")), is_from_call=True)
    if word == "due":
        return After(is_from_due=True, length=Duration(0, Measure.SECONDS))
    if word.startswith("due+"):
        return After(is_from_due=True, length=parse_duration(word.removeprefix("due+")))
    return After(is_from_due=False, length=parse_duration(word))
