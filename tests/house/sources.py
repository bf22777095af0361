"""What the house tests look at: files of the project and their syntax trees, read once."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS: tuple[str, ...] = tuple(PYPROJECT["tool"]["importlinter"]["root_packages"])
OUR_DATABASE_ROOMS = tuple(room for room in ROOMS if room not in {"sandbox", "parsing", "texts"})


@cache
def project_files() -> tuple[Path, ...]:
    """What a clone would contain: tracked, or new and not ignored."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(sorted(ROOT / name for name in set(names) if name and (ROOT / name).is_file()))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    return tuple(file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def called_names(file: Path) -> Iterator[tuple[str, int]]:
    """Every call as written, without its arguments: ("session.execute", 12)."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def imported_names(file: Path) -> Iterator[tuple[str, int]]:
    """Every import as a dotted name: ("datetime.datetime", 3)."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{'.' * node.level}{node.module or ''}.{alias.name}", node.lineno) for alias in node.names)


def strings(file: Path) -> Iterator[tuple[str, int]]:
    """Every string that is not a docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value, node.lineno
