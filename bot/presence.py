"""Who owns the embedded database on this machine: one running bot, and the door by which the command line writes through it."""

import fcntl
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO

LOCK = "owner.lock"
FACTS = "running.json"


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that runs on this data folder: its own address and the key of its operator's door."""

    url: str
    key: str


class Presence:
    """Holds the data folder while the bot runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: IO[str] | None = None
        self.key = secrets.token_urlsafe(32)

    def take(self) -> bool:
        """Own the folder; False while another process does."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (self._folder / LOCK).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self._lock = lock
        return True

    def announce(self, url: str) -> None:
        """Say where we listen; only the owner of the folder may read the key."""
        facts = self._folder / FACTS
        facts.unlink(missing_ok=True)
        with os.fdopen(os.open(facts, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"url": url, "key": self.key}, file)

    def leave(self) -> None:
        """Give the folder back; what another process owns is left alone."""
        if self._lock is not None:
            (self._folder / FACTS).unlink(missing_ok=True)
            self._lock.close()
            self._lock = None


def running_on(folder: Path) -> Running | None:
    """The bot that owns this folder, if one is running."""
    try:
        facts = json.loads((folder / FACTS).read_text())
        return Running(facts["url"], facts["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
