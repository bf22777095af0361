"""What is wrong in a roster file, by file, row and column. Pure."""

from dataclasses import dataclass

from texts.render import line

UNITS, PEOPLE = "units.csv", "people.csv"


@dataclass(frozen=True, slots=True, order=True)
class RosterError:
    """One mistake. `row` counts the file's lines, the header is 1; `what` is a key of [roster_error]."""

    file: str
    row: int
    column: str
    what: str
    value: str = ""
    other: str = ""

    def sentence(self, language: str) -> str:
        """Where it is and what to do, in one line."""
        what = line(f"roster_error.{self.what}", language, value=self.value, other=self.other)
        place = "at_column" if self.column else "at_row"
        return line(f"roster_error.{place}", language, file=self.file, row=self.row, column=self.column, what=what)
