"""Notices and who has heard them. The copies themselves are rows of `outgoing`."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.kinds import NoticeKind, NoticeState


class Notice(Base):
    """One notice; its words are stored once, here."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)  # without the "#"
    kind: Mapped[NoticeKind]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # this unit and everything below it
    author_id: Mapped[int]  # user ids
    approver_id: Mapped[int | None]
    words: Mapped[str]
    media: Mapped[list[Any]]  # [{kind, bot_id, file_id, file_unique_id}]
    state: Mapped[NoticeState]
    version: Mapped[int] = mapped_column(default=1)
    fingerprint: Mapped[str]  # of words, audience, media and time: what the approver agreed to
    group_count: Mapped[int]  # bound chats at the moment of submission
    source: Mapped[str]  # chat | console | command_line
    created_at: Mapped[datetime]
    next_step_at: Mapped[
        datetime | None
    ]  # business time: end of hold, of quiet hours, of the canary's wait, of reminders
    fanned_out_at: Mapped[datetime | None]
    canary_ended_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    plan: Mapped[dict[str, Any]]  # hold, canary, canary_wait, remind_after as frozen at submission


NOTICE_DUE = text("next_step_at IS NOT NULL")
Index("ix_notice_next_step", Notice.next_step_at, sqlite_where=NOTICE_DUE, postgresql_where=NOTICE_DUE)


class Vote(Base):
    """The answer of one person to the question of a notice, wherever they pressed; pressing another one changes it."""

    __tablename__ = "notice_vote"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    option: Mapped[int]  # place among the answers, from 0
    group_id: Mapped[int | None] = mapped_column(ForeignKey("chat_group.id"))
    at: Mapped[datetime]


class Receipt(Base):
    """A tap on 收到. It counts for the unit when a role holder of that unit tapped."""

    __tablename__ = "receipt"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("chat_group.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_counted: Mapped[bool]
    at: Mapped[datetime]
