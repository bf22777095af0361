"""Personal words that cannot be shown by accident. Pure."""

from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True, slots=True, repr=False)
class Pii:
    """A name, a phone, a room or somebody's words. Every careless way of turning it into text raises TypeError.

    `for_viewer("worker")` gives the text and makes the reader of the code see for whom.
    """

    _text: str

    def for_viewer(self, viewer: str) -> str:
        """The text, for a named viewer (a role, a tier or "self"); ValueError if nobody is named."""
        if not viewer:
            raise ValueError("personal data needs a named viewer")
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Pii(…)"

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("personal data is rendered only for a named viewer: use for_viewer()")

    __str__ = __format__ = __html__ = _refuse
