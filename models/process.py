"""What the process remembers of itself: leases, timed jobs, bots, numbers, web sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Lease(Base):
    """Who may do a thing that only one may do. The fence grows with every new holder; writes carry it."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)  # "send:BOT" | "poll:BOT" | "timetable"
    holder: Mapped[str]
    fence: Mapped[int]
    expires_at: Mapped[datetime]  # machine time


class JobRun(Base):
    """The last run of a timed job: an auditor looks for what should have happened and did not."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]  # machine time
    took_ms: Mapped[int]
    outcome: Mapped[str]  # "ok" or the kind of error
    count: Mapped[int]  # how many rows it moved
    runs: Mapped[int] = mapped_column(default=0)


class BotAccount(Base):
    """A bot whose token we hold. The token itself is never stored."""

    __tablename__ = "bot_account"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    username: Mapped[str]
    hears_all: Mapped[bool]  # can_read_all_group_messages
    seen_at: Mapped[datetime]
    trouble: Mapped[str | None]  # "revoked", "another poller", …


class Counter(Base):
    """The last number given out under a name."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class ConsoleSession(Base):
    """Somebody signed in to the console. Only the hash of the cookie is kept."""

    __tablename__ = "console_session"

    cookie_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    csrf: Mapped[str]
    since: Mapped[datetime]  # machine time
    seen_at: Mapped[datetime]
