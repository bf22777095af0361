"""Units, people, posts and the chats they meet in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.kinds import GroupState, Role, Tier


class Unit(Base):
    """A node of the pyramid as it is today. `path` is "/1/7/33/": its own id last, so a subtree is a prefix."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    tier: Mapped[Tier]
    kind: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    path: Mapped[str]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]  # retired at; rows of old incidents keep pointing here
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    habits: Mapped[dict[str, Any] | None]  # who is heard in its group and what that group has taught: pyramid/habits.py

    __table_args__ = (Index("ix_unit_path", "path", postgresql_ops={"path": "text_pattern_ops"}),)


class UnitVersion(Base):
    """How a unit stood between two moments: its parent, name and kind then."""

    __tablename__ = "unit_version"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    parent_id: Mapped[int | None]
    name: Mapped[str]
    kind: Mapped[str]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class Group(Base):
    """A chat we are, or were, a member of; `id` is ours and outlives a change of Telegram's `chat_id`."""

    __tablename__ = "chat_group"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    chat_id: Mapped[int | None] = mapped_column(unique=True)
    bot_id: Mapped[int | None]  # the one bot that serves it; None until a bot has been seen there
    state: Mapped[GroupState]
    is_supergroup: Mapped[bool] = mapped_column(default=False)
    hears_all: Mapped[bool] = mapped_column(default=True)  # False: privacy mode hides ordinary words
    is_admin: Mapped[bool] = mapped_column(default=False)
    may_pin: Mapped[bool] = mapped_column(default=False)
    looked_at: Mapped[datetime | None] = mapped_column(index=True)  # when Telegram last said how the bot stands there
    since: Mapped[datetime]
    leave_at: Mapped[datetime | None] = mapped_column(index=True)
    away_reason: Mapped[str | None]
    heard_at: Mapped[datetime | None]  # last sign of life
    consent_version: Mapped[int] = mapped_column(default=0)  # which sentence about what is kept this chat was told last


class FormerChat(Base):
    """A chat id that a group had before it became a supergroup: late updates and old buttons still find it."""

    __tablename__ = "former_chat"

    chat_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("chat_group.id"))
    until: Mapped[datetime]


class Person(Base):
    """Somebody we know: a holder of posts, or a resident who spoke to a bot. The name never leaves this table unmasked."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int | None] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    home_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # a resident's unit, once told
    consent_version: Mapped[int] = mapped_column(default=0)


class Post(Base):
    """A role of a person in a unit, from a day to a day."""

    __tablename__ = "post"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[Role]
    field: Mapped[str] = mapped_column(default="")  # department:fire → "fire"
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class Acquaintance(Base):
    """A person who pressed Start with a bot: that bot may write to them until they block it."""

    __tablename__ = "acquaintance"

    user_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    bot_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[datetime]
    blocked_at: Mapped[datetime | None]


class Attendance(Base):
    """Whether the leader of a unit is a member of the chat above, by Telegram's own word."""

    __tablename__ = "attendance"

    group_id: Mapped[int] = mapped_column(ForeignKey("chat_group.id"), primary_key=True)  # the chat above
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_present: Mapped[bool]
    looked_at: Mapped[datetime]


class EnrolmentCode(Base):
    """A one-time proof: of a group (`/bind CODE`), of a post (personal link) or for the console. Only the hash is kept."""

    __tablename__ = "enrolment_code"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]  # group | post | console
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    issued_by: Mapped[int | None]  # user id; None: the command line
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WrongTry(Base):
    """Wrong codes typed in one chat or by one person; five lock it."""

    __tablename__ = "wrong_try"

    who: Mapped[str] = mapped_column(primary_key=True)  # "chat:-100…" or "user:…"
    count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class Dialogue(Base):
    """The bot has asked this person something in this chat and the next words there are the answer."""

    __tablename__ = "dialogue"

    chat_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bot_id: Mapped[int]
    kind: Mapped[str]
    data: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime]


class Setting(Base):
    """A value the running system keeps for itself: the demo's clock offset, the cell's name, counters of numbers."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


POST_TODAY = text("valid_to IS NULL")
Index("ix_post_today", Post.unit_id, Post.role, sqlite_where=POST_TODAY, postgresql_where=POST_TODAY)
UNIT_ONE_CHAT = text("unit_id IS NOT NULL")
Index("uq_chat_group_unit", Group.unit_id, unique=True, sqlite_where=UNIT_ONE_CHAT, postgresql_where=UNIT_ONE_CHAT)
UniqueConstraint(Post.person_id, Post.unit_id, Post.role, Post.field, Post.valid_from)
