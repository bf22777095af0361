"""Patterns that are only tried where one of their signs stands: one look at the signs of a text says which. Pure."""

from collections.abc import Sequence


class Gates:
    """Which of several patterns are worth trying; a gate is the signs of which every match holds one, empty for none."""

    def __init__(self, gates: Sequence[str]) -> None:
        self._always = sum(1 << at for at, gate in enumerate(gates) if not gate)
        self._opens: dict[str, int] = {}
        for at, gate in enumerate(gates):
            for sign in gate:
                self._opens[sign] = self._opens.get(sign, 0) | 1 << at
        self._signs = frozenset(self._opens)

    def open(self, signs: frozenset[str]) -> list[int]:
        """The numbers of the patterns to try, in order."""
        opens, mask = self._opens, self._always
        for sign in self._signs & signs:
            mask |= opens[sign]
        found = []
        while mask:
            lowest = mask & -mask
            found.append(lowest.bit_length() - 1)
            mask ^= lowest
        return found
