"""The bot as a process of its own, as `python -m bot …` starts it.

A fork server that has imported everything makes ten starts cost what one does; what runs in the child is the command line.
"""

import multiprocessing
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.stories.city import City
from tests.stories.town import POLICY

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.stories.everything_imported"])


def command_line(arguments: list[str], environment: dict[str, str], log: str) -> None:
    """In the child: what `python -m bot` does with these arguments; its words go to `log`."""
    os.setpgrp()
    os.environ.update(environment)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    sys.argv = ["bot", *arguments]
    from bot.__main__ import app

    app(arguments)


@dataclass
class BotProcess:
    """Starts, kills and asks `python -m bot …` on one data folder."""

    city: City
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: multiprocessing.process.BaseProcess | None = None

    def __post_init__(self) -> None:
        wish = {**self.city.wish, "policy": self.folder / "policy.toml"}
        (self.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
        self.environment |= {f"PAGODA_{name.upper()}": str(value) for name, value in wish.items()}

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    @property
    def database(self) -> Path:
        return self.folder / "data" / "pagoda.sqlite3"

    def start(self) -> None:
        """`python -m bot run`."""
        self.process = self._fork(["run"])

    def kill(self) -> int:
        """SIGKILL; how many rows were on their way at that moment."""
        self.process.kill()
        self.process.join(30)
        return self.ask("SELECT count(*) FROM outgoing WHERE state = 'sending'")

    def do(self, *arguments: str) -> str:
        """One command to its end; its words. AssertionError with them if it did not succeed."""
        before = self.log.stat().st_size if self.log.exists() else 0
        child = self._fork(list(arguments))
        child.join(90)
        said = self.log.read_text(encoding="utf-8")[before:]
        assert child.exitcode == 0, said
        return said

    def ask(self, sql: str):
        """One number from the file, whoever has it open."""
        with closing(sqlite3.connect(self.database, timeout=30)) as connection:
            return connection.execute(sql).fetchone()[0]

    def load_roster(self) -> None:
        for name, words in self.city.roster.items():
            (self.folder / f"{name}.csv").write_text(words, encoding="utf-8")
        files = [str(self.folder / f"{name}.csv") for name in ("units", "people")]
        self.do("load-roster", "--units", files[0], "--people", files[1], "--links", str(self.folder / "links.csv"))

    def end(self) -> None:
        """Nothing of it is left."""
        if self.process is not None and self.process.is_alive():
            self.process.kill()
            self.process.join(30)

    def _fork(self, arguments: list[str]) -> multiprocessing.process.BaseProcess:
        child = FORKS.Process(target=command_line, args=(arguments, self.environment, str(self.log)))
        child.start()
        return child
