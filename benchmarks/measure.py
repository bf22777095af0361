"""Runs sides in processes of their own, in turn, and takes the middle."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

HOUSE = Path(__file__).parent.parent
Side = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """One line of the table. `is_met` None: nothing was promised."""

    name: str
    value: str
    peer: str = ""
    ratio: str = ""
    goal: str = ""
    is_met: bool | None = None


@contextmanager
def listening(*command: str) -> Iterator[str]:
    """A server in a process of its own; gives its address."""
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    try:
        told = process.stdout.readline()
        yield told[told.index("http://") :].strip()
    finally:
        process.terminate()
        process.wait()


def stub() -> Any:
    """A fresh stub."""
    return listening("benchmarks.stub")


def run_side(name: str, url: str, wish: Side, database: Path | None = None) -> Side:
    """One side, once; on a copy of the database if it needs one."""
    with tempfile.TemporaryDirectory(prefix="pagoda-bench-") as folder:
        if database is not None:
            shutil.copyfile(database, Path(folder) / "pagoda.sqlite3")
        file = Path(folder) / "wish.json"
        file.write_text(json.dumps(wish | {"folder": folder}))
        command = [sys.executable, "-m", "benchmarks.child", name, url, str(file)]
        done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, timeout=400, check=False)
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])


def in_turn(rounds: int, *sides: Callable[[], Side]) -> list[list[Side]]:
    """Each side once per round, so that a slow minute falls on all; per side its results."""
    results: list[list[Side]] = [[] for _ in sides]
    for _ in range(rounds):
        for place, side in enumerate(sides):
            results[place].append(side())
    return results


def middle(results: list[Side], of: Callable[[Side], float]) -> float:
    """The median of a figure over the rounds."""
    return median(of(each) for each in results)


def rate(side: Side) -> float:
    """Per second of wall time."""
    return side["count"] / side["wall"]


def cost(side: Side) -> float:
    """Microseconds of processor time for each."""
    return side["cpu"] / side["count"] * 1e6


def percentile(values: list[float], share: float) -> float:
    """By nearest rank."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def processor_time(*command: str) -> float:
    """Seconds that a command uses, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    subprocess.run(command, cwd=HOUSE, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
