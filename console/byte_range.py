"""The part of a file that a player asks for: some of them (Safari's) play nothing that cannot be had in parts. Pure."""

import re

ASKED = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def byte_range(asked: str, size: int) -> tuple[int, int] | None:
    """First and one past the last byte; None: all of it. More than one range, or words that are none, count as no wish.

    An empty part (first == past) says that nothing of it is there.
    """
    found = ASKED.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:  # the last so many
        return max(size - int(last), 0), size
    past = min(int(last) + 1, size) if last else size
    begins = int(first)
    return (begins, past) if begins < past else (size, size)
