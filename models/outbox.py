"""What leaves: one row is one message in one chat, from the wish to say it to its last edit."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.kinds import OutgoingState, Repeat


class Outgoing(Base):
    """A message that shall stand in a chat. It says what (kind, subject, viewer); the words are made at the moment of sending.

    A card is such a row with `wanted` above `shown`: it is sent once and edited from then on.
    """

    __tablename__ = "outgoing"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    bot_id: Mapped[int | None]  # the token it leaves by
    # Groups are never deleted, and all who write here read the group first. A foreign key would look up, lock and so rewrite ten
    # thousand groups for each notice on PostgreSQL; it took two fifths of the time of a fan-out.
    group_id: Mapped[int | None]
    user_id: Mapped[int | None]  # … or a person in private
    kind: Mapped[str]  # which composer makes the words
    subject_id: Mapped[int | None]  # incident, notice, … by kind
    viewer: Mapped[str] = mapped_column(default="")  # for whom it is worded: a tier or a role
    args: Mapped[dict[str, Any]] = mapped_column(default=dict)  # no personal data: composers read that from its table
    priority: Mapped[int]
    turn: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # ms: order within a priority, so that two notices share
    repeat: Mapped[Repeat] = mapped_column(default=Repeat.AGAIN)
    key: Mapped[str | None] = mapped_column(unique=True)  # says it once: a second row with the same key is not made
    wanted: Mapped[int] = mapped_column(default=1)  # version that shall be seen
    shown: Mapped[int] = mapped_column(default=0)  # version that is seen; 0 nothing yet
    state: Mapped[OutgoingState] = mapped_column(default=OutgoingState.PENDING)
    not_before: Mapped[datetime]  # machine time
    expires_at: Mapped[datetime | None]  # business time
    caused_at: Mapped[datetime]  # business time
    attempts: Mapped[int] = mapped_column(default=0)  # since it last stood there; what was provably not done is none
    unsure: Mapped[int] = mapped_column(default=0)  # how often it was sent again without knowing
    fence: Mapped[int | None]  # lease number of the sender that holds it
    sending_at: Mapped[datetime | None]  # machine time
    sent_at: Mapped[datetime | None]  # machine time
    chat_id: Mapped[int | None]  # where message_id lives
    message_id: Mapped[int | None]
    reply_to: Mapped[int | None]  # message id of the words this answers
    token: Mapped[str | None]  # what its buttons carry
    offered: Mapped[list[Any]] = mapped_column(default=list)  # [action, arg] that were ever shown under it
    face: Mapped[str | None]  # digest of what is shown, so that an equal edit is not sent
    trouble: Mapped[str | None]


OUTGOING_DUE = text("state IN ('pending', 'retry_at')")
Index(
    "ix_outgoing_due",
    Outgoing.bot_id,
    Outgoing.priority,
    Outgoing.turn,
    Outgoing.id,
    sqlite_where=OUTGOING_DUE,
    postgresql_where=OUTGOING_DUE,
)
OUTGOING_FLYING = text("state IN ('claimed', 'sending')")
Index("ix_outgoing_flying", Outgoing.bot_id, sqlite_where=OUTGOING_FLYING, postgresql_where=OUTGOING_FLYING)
Index("ix_outgoing_subject", Outgoing.kind, Outgoing.subject_id)
Index("ix_outgoing_group", Outgoing.group_id)
OUTGOING_LEFT = text("sending_at IS NOT NULL")  # what never left costs these three nothing: a fan-out writes less
Index(
    "ix_outgoing_left", Outgoing.bot_id, Outgoing.sending_at, sqlite_where=OUTGOING_LEFT, postgresql_where=OUTGOING_LEFT
)
OUTGOING_TOKEN = text("token IS NOT NULL")
Index(
    "uq_outgoing_token",
    Outgoing.token,
    unique=True,
    sqlite_where=OUTGOING_TOKEN,
    postgresql_where=OUTGOING_TOKEN,
)
OUTGOING_STANDS = text("message_id IS NOT NULL")
Index(
    "ix_outgoing_message",
    Outgoing.chat_id,
    Outgoing.message_id,
    sqlite_where=OUTGOING_STANDS,
    postgresql_where=OUTGOING_STANDS,
)


class Freeze(Base):
    """Telegram said 429: this token, or this chat of it, is silent until then (machine time)."""

    __tablename__ = "freeze"

    bot_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 0: the whole token
    until: Mapped[datetime]
