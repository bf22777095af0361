"""What arrived: raw updates until they are handled, and the lanes they queue in."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.kinds import UpdateState


class InboxUpdate(Base):
    """One update of one bot, as bytes. The key stays for two days after handling, so that a replay is recognised."""

    __tablename__ = "inbox_update"

    bot_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lane: Mapped[str]  # "g12" our group 12 · "c-100…" a chat we do not know · "u42" a person in private
    rank: Mapped[int]  # 0 a button press (Telegram keeps it 150 s) · 1 all else
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]  # machine time
    attempts: Mapped[int] = mapped_column(default=0)
    state: Mapped[UpdateState] = mapped_column(default=UpdateState.PENDING)
    trouble: Mapped[str | None]


class InboxLane(Base):
    """Who is working on a lane; one worker at a time keeps a chat in order."""

    __tablename__ = "inbox_lane"

    lane: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    fence: Mapped[int]
    lease_until: Mapped[datetime]


UPDATE_PENDING = text("state = 'pending'")
Index(
    "ix_inbox_update_pending",
    InboxUpdate.rank,
    InboxUpdate.received_at,
    sqlite_where=UPDATE_PENDING,
    postgresql_where=UPDATE_PENDING,
)
Index("ix_inbox_update_lane", InboxUpdate.lane, InboxUpdate.update_id)
