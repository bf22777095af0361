"""A pattern that is compiled when it is first asked, for words that most messages never reach: the start is quicker by it. Pure."""

import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar


class Late:
    """Like `re.compile(words)`, later."""

    known: ClassVar[list["Late"]] = []

    def __init__(self, words: str) -> None:
        self._words = words
        self.known.append(self)

    @classmethod
    def compile_all(cls) -> None:
        """Now, for a service that has the time before its first message comes."""
        for each in cls.known:
            each.search("")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._words)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place where it stands."""
        return self._pattern.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Whether it stands at `start`."""
        return self._pattern.match(text, start)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Whether it is all that stands between two places."""
        return self._pattern.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Every place where it stands."""
        return self._pattern.finditer(text, start)

    def sub(self, words: str, text: str) -> str:
        """`text` with `words` for it."""
        return self._pattern.sub(words, text)
