"""What was told, shown, taken out and erased of people's data: the register, and who follows which place."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.kinds import PrivacyDeed


class PrivacyRecord(Base):
    """One line of the register. Append only; it says what was done and how much, never about whom in words."""

    __tablename__ = "privacy_record"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime]
    what: Mapped[PrivacyDeed]
    by_id: Mapped[int | None]  # user id; None: the clock or the command line
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # an export: the top of what was taken out
    count: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)


class PlaceFollow(Base):
    """Somebody wants to hear what is reported, and what becomes of it, in a unit."""

    __tablename__ = "place_follow"

    user_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    since: Mapped[datetime]
