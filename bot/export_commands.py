"""`export incidents` and `retention`: what is taken out, and what goes because it is old."""

import base64
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

FORMATS = ("csv", "xlsx")
Operate = Callable[[str, dict[str, Any]], dict[str, Any]]


def moment_of(word: str, zone: ZoneInfo, *, is_end: bool = False) -> datetime:
    """A day ("2026-11-01", the end included) or an ISO moment, as UTC. ValueError for anything else."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        moment = datetime.fromisoformat(word)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    start = datetime.combine(day, time(), zone)
    return (start + timedelta(days=1) if is_end else start).astimezone(UTC)


def add_export_commands(app: typer.Typer, operate: Operate, give_up: Callable[[str], Any]) -> None:
    """`operate` does an operation here or through the running bot; `give_up` says one line and ends with status 1."""
    export = typer.Typer(help="Take data out: masked, with a reason, written down.", no_args_is_help=True)
    app.add_typer(export, name="export")

    @export.callback()
    def only_incidents() -> None:
        """Take data out: masked, with a reason, written down."""

    @export.command("incidents")
    def incidents(  # noqa: PLR0917 - typer hands each option in by its name
        since: Annotated[str, typer.Option("--from", help="first day, as 2026-11-01")],
        until: Annotated[str, typer.Option("--to", help="last day, included")],
        file_format: Annotated[str, typer.Option("--format", help="csv or xlsx")] = "csv",
        unit: Annotated[str, typer.Option(help="code of a unit: it and everything below; empty: all")] = "",
        reason: Annotated[str, typer.Option(help="why; it is written into the register")] = "",
        by: Annotated[int | None, typer.Option(help="user id of who exports; none: the operator")] = None,
        out: Annotated[Path | None, typer.Option(help="the file; none: standard output")] = None,
        *,
        detail: Annotated[bool, typer.Option("--detail", help="places as they were said, door numbers too")] = False,
    ) -> None:
        """Incidents as CSV or XLSX: masked by default, nobody's words or names, at most 5,000 at once."""
        if file_format not in FORMATS:
            raise typer.BadParameter("csv or xlsx", param_hint="--format")
        is_seen = sys.stdout.isatty()
        if out is None and file_format == "xlsx" and is_seen:
            raise typer.BadParameter("xlsx is no text: name a file", param_hint="--out")
        if not reason:
            reason = typer.prompt("Reason") if sys.stdin.isatty() and is_seen else "command line"
        wish = {"from": since, "to": until, "format": file_format, "unit": unit, "reason": reason, "by": by}
        done = operate("export-incidents", wish | {"detail": detail})
        content = base64.b64decode(done["content"])
        _write(content, out, give_up)
        for line in done["told"]:
            print(line, file=sys.stderr)

    @app.command()
    def retention(
        *, dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would go, change nothing")] = False
    ) -> None:
        """Mask or drop what is older than its time (the running bot does it by itself, every ten minutes)."""
        for line in operate("retention", {"dry_run": dry_run})["told"]:
            print(line)


def _write(content: bytes, out: Path | None, give_up: Callable[[str], Any]) -> None:
    """Into the file, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        give_up(f"{out} cannot be written: {error.strerror}")
