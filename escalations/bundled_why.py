"""The answer to 为什么是我 about many matters: why they came up, a line for each of the first ten, how many more. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.why import LONGEST, Why, why_line
from texts.render import line

MOST = 10


@dataclass(frozen=True, slots=True)
class BundledWhy:
    """The unit that was told, the first matters that still wait, and the number of all that do."""

    unit: str
    matters: Sequence[Why]
    total: int

    def whole(self, language: str) -> str:
        """All that there is to say."""
        return self._told(language, len(self.matters))

    def short(self, language: str) -> str:
        """As many matters as fit an alert, so that the number of the others still stands under them."""
        fits = (self._told(language, most) for most in range(len(self.matters), -1, -1))
        return next((told for told in fits if len(told) <= LONGEST), "")

    def _told(self, language: str, most: int) -> str:
        if not self.total:
            return line("climb_why.nothing", language)
        said = [line("climb_why.head", language, unit=self.unit)]
        said += [why_line(each, language) for each in self.matters[:most]]
        if self.total > most:
            said.append(line("climb_why.more", language, count=self.total - most))
        return "\n".join(said)
