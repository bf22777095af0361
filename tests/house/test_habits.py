"""Habits that keep the house readable; each finding is named with its file and line."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.sources import (
    OUR_DATABASE_ROOMS,
    ROOMS,
    ROOT,
    called_names,
    imported_names,
    name_of,
    python_files,
    strings,
    tree_of,
)

SQL_WORDS = {"select", "insert", "update", "delete", "text", "func", "exists", "union", "union_all", "literal", "case"}
# Everything that makes a session speak to the database, `get` and `add` too: who reads a store sees all of a room's SQL.
SESSION_SPEAKS = {
    *("execute", "scalar", "scalars", "stream", "stream_scalars", "get", "get_one", "add", "add_all"),
    *("delete", "merge", "refresh", "flush", "connection"),
}
# One engine needs these two sentences before any room exists: `pg_notify`, and BEGIN.
SQL_OUTSIDE_STORES = {"bot/database.py"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.putenv"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now"}
# Who starts a task must hold it, stop it and hear its error. The process does, the sandbox's server does, and the two
# workers that handle many chats side by side.
MAY_START_AND_SLEEP = ("bot/", "sandbox/", "inbox/handle_pending.py", "outbox/deliver_pending.py", "outbox/lookout.py")
# Words that are read and never said: departments as rosters name them.
WORDS_WE_READ = {"pyramid/topics.py"}
LONGEST = 250


def none(found: Iterable[object]) -> None:
    """Fails with one finding a line."""
    lines = sorted(str(what) for what in found)
    assert not lines, "\n" + "\n".join(lines)


def findings(found: Iterable[tuple[Path, str, int]]) -> list[str]:
    return [f"{name_of(file)}:{line} {what}" for file, what, line in found]


def calls(files: Iterable[Path]) -> Iterator[tuple[Path, str, int]]:
    return ((file, what, line) for file in files for what, line in called_names(file))


def imports(files: Iterable[Path]) -> Iterator[tuple[Path, str, int]]:
    return ((file, what, line) for file in files for what, line in imported_names(file))


def outside_stores() -> list[Path]:
    return [
        file
        for file in python_files(*OUR_DATABASE_ROOMS)
        if not {"store", "models"} & {file.stem, *file.relative_to(ROOT).parts}
        and name_of(file) not in SQL_OUTSIDE_STORES
    ]


def test_sql_stands_only_in_stores() -> None:
    files = outside_stores()
    built = ((f, w, n) for f, w, n in imports(files) if w.startswith("sqlalchemy") and w.split(".")[-1] in SQL_WORDS)
    spoken = (
        (f, w, n)
        for f, w, n in calls(files)
        if "." in w and w.split(".")[-2] == "session" and w.split(".")[-1] in SESSION_SPEAKS
    )
    none(findings([*built, *spoken]))


def test_only_the_database_commits() -> None:
    files = [file for file in python_files(*ROOMS, "migrations") if name_of(file) != "bot/database.py"]
    ended = ((f, w, n) for f, w, n in calls(files) if w.split(".")[-1] in {"commit", "rollback"})
    # Alembic's own engine, for the command line; and the driver through which the database commits
    allowed = {"migrations/env.py", "bot/sqlite_on_loop.py"}
    none(line for line in findings(ended) if line.split(":")[0] not in allowed)


def test_only_the_process_reads_clock_and_environment() -> None:
    files = python_files(*(room for room in ROOMS if room not in {"bot", "sandbox"}), "migrations")
    read = [(f, w, n) for f, w, n in calls(files) if w in CLOCKS]
    read += [(f, w, n) for f, w, n in imports(files) if w == "time" or w.startswith("time.") or w in ENVIRONMENT]
    read += [
        (file, ast.unparse(node), node.lineno)
        for file in files
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ENVIRONMENT
    ]
    none(findings(read))


def test_nothing_sleeps_in_a_use_case() -> None:
    files = [file for file in python_files(*ROOMS) if not name_of(file).startswith(MAY_START_AND_SLEEP)]
    none(findings((f, w, n) for f, w, n in calls(files) if w.split(".")[-1] == "sleep"))


def test_only_the_process_starts_tasks() -> None:
    files = [file for file in python_files(*ROOMS) if not name_of(file).startswith(MAY_START_AND_SLEEP)]
    started = ((f, w, n) for f, w, n in calls(files) if w.split(".")[-1] in {"create_task", "ensure_future"})
    none(findings(started))


@pytest.mark.parametrize("word", ["drop_pending_updates", "logOut", "log_out"])
def test_what_throws_updates_away_is_never_called(word: str) -> None:
    files = python_files(*(room for room in ROOMS if room != "sandbox"))  # the sandbox answers as Telegram does
    none(name_of(file) for file in files if word in file.read_text("utf-8"))


def test_no_file_is_two_ideas_long() -> None:
    files = [file for file in python_files(*ROOMS, "tests", "migrations", "benchmarks") if "versions" not in file.parts]
    lengths = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in files}
    none(f"{name}: {length} lines" for name, length in lengths.items() if length > LONGEST)


def test_every_module_says_first_what_happens_there() -> None:
    silent = []
    for file in python_files(*ROOMS, "migrations", "benchmarks"):
        words = ast.get_docstring(tree_of(file)) or ""
        if not words.splitlines() or not words.splitlines()[0].rstrip().endswith((".", "?")):
            silent.append(name_of(file))
    none(silent)


def test_every_package_has_a_sign_on_its_door() -> None:
    bad = []
    for file in python_files(*ROOMS, "migrations"):
        if file.name != "__init__.py":
            continue
        lines = [line for line in (ast.get_docstring(tree_of(file)) or "").splitlines() if line]
        is_room = file.parent.parent == ROOT
        if len(lines) > 2 or len(lines) < (2 if is_room else 1) or len(offered(file)) > 3:
            bad.append(name_of(file))
    none(bad)


def offered(file: Path) -> list[str]:
    """Names a package re-exports: what `__all__` lists, or every import of its own."""
    for node in tree_of(file).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return [name for name, _ in imported_names(file)]


def test_imports_are_absolute() -> None:
    files = python_files(*ROOMS, "tests", "migrations", "benchmarks")
    none(findings(((f, w, n) for f, w, n in imports(files) if w.startswith("."))))


def test_sentences_for_people_stand_in_texts() -> None:
    """Chinese in code would be a sentence, or a word, that nobody translates."""
    files = python_files(*(room for room in ROOMS if room not in {"texts", "parsing", "sandbox"}))
    chinese = re.compile("[\u4e00-\u9fff]")
    said = ((file, words, line) for file in files for words, line in strings(file) if chinese.search(words))
    none(finding for finding in findings(said) if finding.split(":")[0] not in WORDS_WE_READ)


def test_nothing_is_left_for_later() -> None:
    later = re.compile(
        "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error", "place" + "holder ="])
    )
    files = python_files(*ROOMS, "tests", "migrations", "benchmarks")
    none(name_of(file) for file in files if later.search(file.read_text("utf-8")))


def test_every_test_can_run_and_fail() -> None:
    left_out = re.compile(r"pytest\.(ski" + r"p|xfai" + r"l|importorski" + r"p)\b|mark\.(ski" + r"p|xfai" + "l)")
    none(name_of(file) for file in python_files("tests") if left_out.search(file.read_text("utf-8")))


def test_test_folders_mirror_the_rooms() -> None:
    folders = {path for path in (ROOT / "tests").rglob("*") if path.is_dir() and path.name != "__pycache__"}
    with_python = {folder for folder in folders if list(folder.glob("*.py"))}
    none(name_of(folder) for folder in with_python if not (folder / "__init__.py").exists())
    top = {folder.name for folder in with_python if folder.parent == ROOT / "tests"}
    assert top <= {*ROOMS, "house", "stories", "chaos", "migrations", "benchmarks"}
