"""What a page is given, and what it may answer. Pure."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from texts.render import line

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
PictureOf = Callable[[int, str], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the process lends the console: the database, both clocks and its settings."""

    transaction: Transaction
    reading: Transaction
    now: Callable[[], datetime]  # business time
    machine_now: Callable[[], datetime]
    policy: Policy
    cell: str
    language: str
    details: str  # "chat" | "console"
    zone: ZoneInfo
    secure_cookies: bool
    send_per_second: float = 30  # what one token may send
    picture: PictureOf | None = None  # (bot id, file id) → the file, pictures cleaned; None where there is no Telegram


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of one person. Somebody who has not signed in is an actor without hats and has no `csrf`."""

    desk: Desk
    session: AsyncSession
    actor: Actor
    language: str
    path: str = field(repr=False)
    parts: Mapping[str, str]  # of the address: {"number": "12"}
    # What is secret or somebody's words stands in no log, whatever prints a visit.
    query: Mapping[str, str] = field(repr=False)
    form: Mapping[str, str] = field(repr=False)
    cookie: str = field(default="", repr=False)
    csrf: str = field(default="", repr=False)
    is_fragment: bool = False  # asked for by htmx: only a part of a page is wanted
    is_due_to_touch: bool = False

    @property
    def now(self) -> datetime:
        """Business time."""
        return self.desk.now()

    def say(self, key: str, /, **values: object) -> str:
        """A sentence in the visitor's language."""
        return line(key, self.language, **values)

    def number(self, name: str) -> int:
        """A number in the address, the query or the form; 0, which no row has, for anything else."""
        for source in (self.parts, self.query, self.form):
            word = source.get(name, "")
            if word.isascii() and word.isdecimal() and len(word) < 19:  # noqa: PLR2004 - what a 64-bit key can hold
                return int(word)
        return 0


@dataclass(frozen=True, slots=True)
class Page:
    """A template of console/pages with its values."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200
    is_outdated: bool = False  # what the visitor looks at has changed too much for a part to mend it


@dataclass(frozen=True, slots=True)
class Goto:
    """See there. `cookie` is set when somebody has signed in, "" takes it away; `language` is remembered."""

    path: str
    cookie: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be saved, or (`is_played`) a voice or a video that the page plays, in parts where it asks so."""

    content: bytes = field(repr=False)
    name: str
    content_type: str
    is_played: bool = False


# None: there is nothing here, or nothing for this visitor; nobody can tell which.
Answer = Page | Goto | Download | Refusal | None
PageOf = Callable[[Visit], Awaitable[Answer]]
