"""What `load-roster` prints: changes, errors by row and column, and a file of personal links."""

import csv
import os
import sys
from pathlib import Path
from typing import Any

from texts.render import line

MOST_LINES = 200


def report_roster(done: dict[str, Any], language: str, links: Path, *, dry_run: bool) -> int:
    """Print it; returns the exit status."""
    if done["errors"]:
        for error in done["errors"][:MOST_LINES]:
            print(error, file=sys.stderr)
        print(line("operator.roster_wrong", language, count=len(done["errors"])), file=sys.stderr)
        return 1
    changes = done["changes"]
    for change in changes[:MOST_LINES]:
        print(change)
    if len(changes) > MOST_LINES:
        print(f"… {len(changes) - MOST_LINES}")
    if not changes:
        print(line("operator.roster_unchanged", language))
    elif dry_run:
        print(line("operator.roster_dry", language))
    else:
        print(line("operator.roster_done", language, count=len(changes)))
    if done["links"]:
        write_links(done["links"], links)
        print(line("operator.links_written", language, count=len(done["links"]), file=links))
    return 0


def write_links(rows: list[list[str]], file: Path) -> None:
    """The links with the names they belong to, readable by the owner alone."""
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
    ) as out:
        writer = csv.writer(out)
        writer.writerow(["unit", "role", "name", "start"])
        writer.writerows(
            [unit, role, "'" + name if name[:1] in "=+-@\t\r" else name, f"p_{code}"] for unit, role, name, code in rows
        )
