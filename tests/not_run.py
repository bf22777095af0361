"""What this machine cannot run is left out before the run and named in its last lines; under CI=true nothing is left out.

A test says what it needs by using the fixture, or by the marker of that name where it asks for the fixture late.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser import chromium
from tests.databases import has_postgres, postgres_programs


@dataclass(frozen=True)
class Need:
    name: str
    marker: str | None
    fixtures: frozenset[str]
    is_here: Callable[[], bool]
    mend: str

    def is_of(self, item: pytest.Item) -> bool:
        asked = set(getattr(item, "fixturenames", ()))
        return bool(self.fixtures & asked) or (
            self.marker is not None and item.get_closest_marker(self.marker) is not None
        )


NEEDS = (
    Need(
        "a PostgreSQL server of its own",
        None,
        frozenset({"private_postgres"}),
        lambda: postgres_programs() is not None,
        "apt-get install postgresql",
    ),
    Need(
        "PostgreSQL",
        "postgres",
        frozenset({"postgres"}),
        has_postgres,
        "apt-get install postgresql (or PAGODA_TEST_POSTGRES_URL=postgresql+psycopg://…)",
    ),
    Need(
        "Chromium",
        "browser",
        frozenset({"browser"}),
        lambda: chromium() is not None,
        "apt-get install chromium fonts-wqy-microhei",
    ),
)
LEFT_OUT = pytest.StashKey[Counter[str]]()


def nothing_may_be_left_out() -> bool:
    return os.environ.get("CI", "").lower() == "true"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = Counter()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if nothing_may_be_left_out():
        return  # the fixtures fail, each with the command that brings what is missing
    missing = [need for need in NEEDS if not need.is_here()]
    kept, left = [], []
    for item in items:
        why = next((need for need in missing if need.is_of(item)), None)
        (left if why else kept).append(item)
        if why:
            config.stash[LEFT_OUT][why.name] += 1
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def pytest_sessionfinish(session: pytest.Session) -> None:
    told = getattr(session.config, "workeroutput", None)
    if told is not None:  # a worker of pytest-xdist: its controller prints
        told["left_out"] = dict(session.config.stash[LEFT_OUT])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    # Every worker collects everything, so the newest word of one of them is the truth.
    node.config.stash[LEFT_OUT].update(
        Counter(getattr(node, "workeroutput", {}).get("left_out", {})) - node.config.stash[LEFT_OUT]
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    left = config.stash.get(LEFT_OUT, Counter())
    if not left or hasattr(config, "workerinput"):
        return
    writer = config.get_terminal_writer()
    for need in NEEDS:
        if left[need.name]:
            writer.line(
                f"NOT RUN: {left[need.name]} tests that need {need.name}. To run them: {need.mend}", yellow=True
            )
