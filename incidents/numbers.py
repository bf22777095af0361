"""Numbers that people say aloud: the cell's word, a dash and a counter, the same in every chat. Pure."""

import re

FIRST = 1001
DEFAULT_CELL = "A"
NUMBER = re.compile(r"[0-9A-Z][0-9A-Z-]{2,15}")


def written(cell: str, count: int) -> str:
    """`("A", 1042)` → `"A-1042"`, without the "#"; ValueError when it would not be a number of section 7."""
    number = f"{cell}-{count}"
    if not NUMBER.fullmatch(number):
        raise ValueError(f"not an incident number: {number!r}")
    return number
