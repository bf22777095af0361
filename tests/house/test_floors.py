"""The floors of the house hold, and each contract catches what it forbids."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns
from typing import Any

from tests.house.sources import PYPROJECT, ROOMS, ROOT, python_files

CONTRACTS: list[dict[str, Any]] = PYPROJECT["tool"]["importlinter"]["contracts"]
NOT_ROOMS = {"tests", "migrations", "benchmarks", "docs", "data"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def forbidden_imports() -> list[tuple[str, str]]:
    """For every contract one (module, import) that it must catch, read from the contract itself."""
    planted: list[tuple[str, str]] = []
    for contract in CONTRACTS:
        match contract["type"]:
            case "layers":
                floors = [[room.strip() for room in floor.split("|")] for floor in contract["layers"]]
                planted += [(below[0], above[0]) for above, below in pairwise(floors)]
                planted += [(floor[0], other) for floor in floors for other in floor[1:]]
            case "protected":
                planted += [("bot", module) for module in contract["protected_modules"]]
            case "forbidden":
                sources, banned = contract["source_modules"], contract["forbidden_modules"]
                planted += [(source, banned[0]) for source in sources] + [(sources[0], module) for module in banned]
    return planted


def test_every_room_holds_its_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_every_contract_catches_a_planted_violation(tmp_path: Path) -> None:
    copy2(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        copytree(ROOT / room, tmp_path / room, ignore=ignore_patterns("__pycache__"))
    planted = forbidden_imports()
    for number, (room, module) in enumerate(planted):
        (tmp_path / room / f"planted_{number}.py").write_text(f"import {module}\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout
    assert f"Contracts: 0 kept, {len(CONTRACTS)} broken." in done.stdout
    silent = [line for number, line in enumerate(planted) if f".planted_{number} " not in done.stdout]
    assert silent == []


def test_every_top_level_folder_is_listed() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    assert folders - NOT_ROOMS == set(ROOMS)
    assert set(PYPROJECT["tool"]["mypy"]["files"]) >= set(ROOMS)
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    assert [folder for folder in sorted(folders - {"data"}) if f"`{folder}/`" not in page] == []


def test_every_room_stands_on_a_floor() -> None:
    floors = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    assert {room.strip() for floor in floors for room in floor.split("|")} == set(ROOMS)


def test_every_store_is_protected() -> None:
    protected = {
        module for contract in CONTRACTS if contract["type"] == "protected" for module in contract["protected_modules"]
    }
    below_the_roof = [room for room in ROOMS if room != "bot"]
    assert {f"{room}.store" for room in below_the_roof if list((ROOT / room).glob("store*"))} <= protected


def test_only_bot_and_handlers_load_aiogram() -> None:
    """It costs seconds and 170 MB, so whoever does not speak to Telegram does without."""
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in python_files(*(room for room in ROOMS if room not in {"bot", "handlers"}))
        if file.name != "__main__.py"
    ]
    script = f"import sys, importlib\nfor name in {modules!r}:\n    importlib.import_module(name)\n"
    script += "    if 'aiogram' in sys.modules: sys.exit(name + ' loads aiogram')\n"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
