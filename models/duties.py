"""Who is away, and who stands in for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Absence(Base):
    """A holder of posts is away from a moment to a moment; the substitute gets the prompts and may act meanwhile."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: nobody was named
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    is_on: Mapped[bool] = mapped_column(default=False)  # as the timetable last saw it
    noted_at: Mapped[datetime]

    __table_args__ = (Index("ix_absence_person", "person_id", "until_at"),)


ABSENCE_ON = text("is_on")
Index("ix_absence_on", Absence.person_id, Absence.substitute_id, sqlite_where=ABSENCE_ON, postgresql_where=ABSENCE_ON)
