"""`python -m benchmarks [name…]`: measure, and print the table."""

import sys
import unicodedata

from benchmarks.cards import cards
from benchmarks.figures import FIGURES
from benchmarks.line import line as weathers
from benchmarks.loads import roster
from benchmarks.measure import Figure
from benchmarks.pacing import emergency, pacing, tokens
from benchmarks.queue import enqueue
from benchmarks.sweep import sweeps

ALL = {
    **FIGURES,
    "cards": cards,
    "roster": roster,
    "enqueue": enqueue,
    "line": weathers,
    "pacing": pacing,
    "tokens": tokens,
    "emergency": emergency,
    "sweep": sweeps,
}
HEADINGS = ("figure", "value", "peer", "ratio", "goal", "met")
WIDTHS = (58, 12, 14, 7, 11, 4)


def line(cells: tuple[str, ...]) -> str:
    """Cells under each other, wide letters counted as two."""
    padded = []
    for cell, width in zip(cells, WIDTHS, strict=True):
        taken = sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in cell)
        padded.append(cell + " " * max(width - taken, 0))
    return "  ".join(padded).rstrip()


def told(figure: Figure) -> str:
    met = {None: "", True: "yes", False: "NO"}[figure.is_met]
    return line((figure.name, figure.value, figure.peer, figure.ratio, figure.goal, met))


def main(names: list[str]) -> int:
    if unknown := [name for name in names if name not in ALL]:
        print(f"no such figure: {', '.join(unknown)}; known are {', '.join(ALL)}", file=sys.stderr)
        return 2
    print(line(HEADINGS), flush=True)
    for name in names or ALL:
        for figure in ALL[name]():
            print(told(figure), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
