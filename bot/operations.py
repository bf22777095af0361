"""The operations of the command line that write: they run here, or inside the bot that owns an embedded database."""

import asyncio
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from bot.operator import Operation, OperationRefused, Workplace
from bot.privacy_operations import PRIVACY_OPERATIONS
from broadcasts.notice_progress import notice_progress
from broadcasts.submit_notice import submit_notice
from incidents.hands.release_ended import release_ended
from models.kinds import NoticeKind
from pyramid.actor import Actor
from pyramid.load_roster import load_roster
from pyramid.lookup import actor_of, unit_by_code
from pyramid.refusal import Refusal
from texts.render import line


async def do_load_roster(place: Workplace, wish: dict[str, Any]) -> dict[str, Any]:
    """{"units": csv, "people": csv or null, "dry_run", "retire"} → changes, errors, links, as lines."""
    now = place.clock.now()
    async with place.database.transaction() as session:
        outcome = await load_roster(
            session,
            wish["units"],
            wish.get("people"),
            now=now,
            dry_run=wish.get("dry_run", False),
            retire=wish.get("retire", False),
        )
    async with place.database.transaction() as session:
        await release_ended(session, policy=place.policy, now=now)
    language = place.settings.language
    return {
        "changes": [change.sentence(language) for change in outcome.changes],
        "errors": [error.sentence(language) for error in outcome.errors],
        "links": [[link.unit, link.role.value, link.name.for_viewer("operator"), link.code] for link in outcome.links],
    }


async def do_publish(place: Workplace, wish: dict[str, Any]) -> dict[str, Any]:
    """{"by", "to", "text", "kind", "approve_by"} → the notice's number."""
    async with place.database.transaction() as session:
        author = await actor_of(session, wish["by"], language=place.settings.language)
        approver: Actor | None = None
        if wish.get("approve_by") is not None:
            approver = await actor_of(session, wish["approve_by"], language=place.settings.language)
        unit = await unit_by_code(session, wish["to"])
        if unit is None:
            raise OperationRefused(line("operator.no_unit", place.settings.language, code=wish["to"]))
        done = await submit_notice(
            session,
            author=author,
            unit_id=unit.id,
            words=wish["text"],
            kind=NoticeKind(wish["kind"]),
            source="command_line",
            approver=approver,
            policy=place.policy,
            cell=place.settings.cell,
            now=place.clock.now(),
        )
        if isinstance(done, Refusal):
            raise OperationRefused(line(done.reason, place.settings.language, **done.values))
    return {"notice_id": done.notice_id, "number": done.number, "state": done.state.value, "count": done.counts.total}


async def do_progress(place: Workplace, wish: dict[str, Any]) -> dict[str, Any]:
    """{"notice_id"} → how far a notice has come."""
    async with place.database.transaction() as session:
        progress = await notice_progress(session, wish["notice_id"])
    if progress is None:
        raise OperationRefused("no such notice")
    whole = progress.whole
    rows = [[each.name, each.total, each.sent, each.parked, each.heard] for each in progress.by_unit]
    return {
        "state": progress.state.value,
        "is_over": progress.is_over,
        "whole": [whole.total, whole.sent, whole.waiting, whole.parked, whole.heard],
        "rows": rows,
    }


async def do_backup(place: Workplace, wish: dict[str, Any]) -> dict[str, Any]:
    """{"file"} → a consistent copy of the embedded database while it is in use."""
    if not place.settings.is_embedded:
        raise OperationRefused(
            "PostgreSQL is backed up with its own tool: pg_dump --format=custom --file FILE DATABASE"
        )
    target = Path(wish["file"])
    source = database_file(place)
    size = await asyncio.to_thread(copy_database, source, target)
    return {"file": str(target), "bytes": size}


def database_file(place: Workplace) -> Path:
    """The file behind an embedded database."""
    return Path(place.settings.database.partition(":///")[2])


def copy_database(source: Path, target: Path) -> int:
    """SQLite's own online copy into a file that appears only when it is whole; returns its size in bytes."""
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    try:
        with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as original, sqlite3.connect(partial) as copy:
            original.backup(copy)
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        original.close()
        copy.close()
        if found != "ok":
            raise OperationRefused(f"the copy is damaged ({found}): look at the disk before anything else")
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise OperationRefused(
            f"the backup could not be written ({error}): choose a folder with room that may be written"
        ) from error
    return target.stat().st_size


def restore_database(source: Path, target: Path) -> None:
    """Put a backup in the place of the database; what was there is kept beside it as .before-restore.

    Raises OperationRefused.
    """
    try:
        with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            has_units = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'unit'").fetchone()[0]
        copy.close()
    except sqlite3.Error as error:
        raise OperationRefused(f"{source} is no backup that can be read ({error})") from error
    if found != "ok" or not has_units:
        raise OperationRefused(f"{source} is damaged or no backup of Pagoda")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if target.exists():
        target.replace(target.with_name(target.name + ".before-restore"))
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    shutil.copyfile(source, target)


OPERATIONS: dict[str, Operation] = {
    "load-roster": do_load_roster,
    "publish": do_publish,
    "progress": do_progress,
    "backup": do_backup,
    **PRIVACY_OPERATIONS,
}
