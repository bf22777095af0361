"""A worker's day: what they added to it in their own words."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class DayLog(Base):
    """What a worker added to the log of a day. What happened stands in the timelines of the incidents, not here."""

    __tablename__ = "day_log"

    user_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)  # by the wall clock of the house
    words: Mapped[list[Any]]  # of the worker, in order
    asked_at: Mapped[datetime | None]  # the evening's one question
    masked_at: Mapped[datetime | None]  # names, phones and rooms in the words are gone since then
