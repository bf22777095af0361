"""What a composer makes of a row just before it leaves, and what the courier brings back. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Button:
    """One button. Pressing it comes back as (action, arg); a `url` button only opens an address."""

    label: str
    action: str = ""
    arg: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that Telegram already holds, named by the id that `bot_id` knows it by; or one that we made: `content`, `name`.

    `is_cleaned`: a picture sent as a file still tells where it was taken, so it is fetched and sent anew without that.
    """

    kind: Literal["photo", "document", "voice", "video"]
    bot_id: int
    file_id: str
    file_unique_id: str = ""
    content: bytes = b""
    name: str = ""
    is_cleaned: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What shall stand in the chat: HTML of at most 4,096 characters (1,024 under a file), rows of buttons, files."""

    html: str
    keyboard: tuple[tuple[Button, ...], ...] = ()
    files: tuple[Attachment, ...] = ()  # the first sending only; an edit never changes files
    is_silent: bool = False
    is_protected: bool = False
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Stale:
    """Nothing to say any more; the row is dropped with this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not yet: look again at this moment (machine time is now + `wait`), for example while an album settles."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done that is no message: leave a chat, delete a message, pin one, put an emoji on one."""

    method: Literal[
        "leaveChat", "deleteMessage", "pinChatMessage", "unpinChatMessage", "setMyCommands", "setMessageReaction"
    ]
    params: dict[str, Any] = field(default_factory=dict)


Composed = Message | Stale | Later | Deed


@dataclass(frozen=True, slots=True)
class Request:
    """A row as its composer sees it."""

    id: int
    kind: str
    subject_id: int | None
    bot_id: int
    group_id: int | None
    user_id: int | None
    viewer: str
    args: dict[str, Any]
    is_edit: bool
    caused_at: datetime
    language: str  # of the person, else of the house
    details: (
        str  # "chat": full details may stand in the DM of those entitled · "console": numbers and masked words only
    )
    is_homeless: bool = False  # its group belongs to no unit any more
    is_repost: bool = False  # it stood in a chat that is no more and is to be sent anew


@dataclass(frozen=True, slots=True)
class Delivered:
    """It stands there."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class TryLater:
    """It provably was not done. `scope` says what must be silent until then."""

    after: float  # seconds
    scope: Literal["row", "chat", "token"]
    reason: str


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """It cannot be done, and trying again would not help."""

    reason: str
    is_chat_gone: bool = False  # kicked, blocked, never started, deleted
    is_token_dead: bool = False  # 401
    migrated_to: int | None = None
    is_message_gone: bool = False  # the message to be edited no longer exists


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request left and no answer came: it may or may not have been done."""

    reason: str


Outcome = Delivered | TryLater | Undeliverable | Unknown
