"""Pure. Who has an account: people and bots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.updates import UpdateQueue

if TYPE_CHECKING:
    from sandbox.chats import Chat
    from sandbox.webhooks import Webhook

ANONYMOUS_ADMIN = 1087968824  # GroupAnonymousBot: the sender in the messages of anonymous administrators


@dataclass(slots=True, eq=False)
class User:
    """A person or the account of a bot. `chats` holds the ids of the groups it is in."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    deactivated: bool = False
    hides_forwards: bool = False  # who forwards their words shows a name and no account
    chats: set[int] = field(default_factory=set)

    @property
    def full_name(self) -> str:
        """First and last name as a chat shows them."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True, eq=False)
class Bot:
    """A bot: its account, its token, what waits for it, and what it said about itself."""

    token: str
    user: User
    reads_all: bool  # privacy mode off
    queue: UpdateQueue
    can_join_groups: bool = True
    webhook: Webhook | None = None
    dms: dict[int, Chat] = field(default_factory=dict)  # by user id
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)  # by scope and language
    about: dict[tuple[str, str], str] = field(default_factory=dict)  # name, description …, by field and language
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)  # by user id, None the default

    @property
    def id(self) -> int:
        """The bot's user id."""
        return self.user.id
