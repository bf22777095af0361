"""What people do on foot and hand on: changed hands, patrols, specialists who are called, notes about a household."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Handover(Base):
    """Somebody came, went, moved or was replaced: what was changed, so that it can be taken back for a minute."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int]  # user id
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    what: Mapped[str]  # add | replace | move | remove
    why: Mapped[str] = mapped_column(default="")  # transfer | left | leave | other
    person_id: Mapped[int | None]  # who had it; no key, since two rows may turn out to be one person
    successor_id: Mapped[int | None]  # who has it now; None: the unit
    data: Mapped[dict[str, Any]]  # ids of posts, matters, absences, drafts and notes that went along
    undone_at: Mapped[datetime | None]


class CheckPoint(Base):
    """A place that a unit's patrols pass; its head keeps the list."""

    __tablename__ = "check_point"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str]
    removed_at: Mapped[datetime | None]


class Patrol(Base):
    """One walk of one worker. Where they are is known only while it lasts; afterwards only how far they went."""

    __tablename__ = "patrol"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    bot_id: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    metres: Mapped[int] = mapped_column(default=0)
    last_seen: Mapped[dict[str, Any] | None]  # the newest position; None once it has ended


PATROL_ON = text("ended_at IS NULL")
Index("uq_patrol_on", Patrol.user_id, unique=True, sqlite_where=PATROL_ON, postgresql_where=PATROL_ON)


class PatrolMark(Base):
    """Something of a patrol: a check point passed, a photo, a sentence. A finding may become an incident."""

    __tablename__ = "patrol_mark"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    patrol_id: Mapped[int] = mapped_column(ForeignKey("patrol.id"), index=True)
    user_id: Mapped[int]
    at: Mapped[datetime]
    what: Mapped[str]  # point | photo | words
    point_id: Mapped[int | None] = mapped_column(ForeignKey("check_point.id"))
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))
    message_id: Mapped[int | None]  # Telegram's, in the worker's private chat
    words: Mapped[str] = mapped_column(default="")
    file: Mapped[dict[str, Any] | None]  # {kind, bot_id, file_id, file_unique_id}


class CoverHours(Base):
    """When the holder of a specialist's post can be called; without a row, always."""

    __tablename__ = "cover_hours"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    hours: Mapped[str]  # always | workdays | evenings | never, or shifts: "12345 18:00-22:00;67 09:00-12:00"


class SpecialistCall(Base):
    """A specialist was called to a matter: when, whether they came, how long they helped."""

    __tablename__ = "specialist_call"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    user_id: Mapped[int]
    called_by: Mapped[int]
    called_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    was_named: Mapped[bool] = mapped_column(default=False)  # could read the matter anyway, before they came
    undone_at: Mapped[datetime | None]  # a mistaken tap, taken back within a minute: shown nowhere and counted nowhere
    how: Mapped[str] = mapped_column(default="")  # visit | advice, once it has ended


class SpecialistDeed(Base):
    """What a specialist did without being called, noted by a tap: a visit, a consultation, a lecture."""

    __tablename__ = "specialist_deed"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    user_id: Mapped[int]
    what: Mapped[str]  # visit | advice | lecture
    at: Mapped[datetime]


class HouseholdNote(Base):
    """A worker's own note about a household. Nobody but its keeper, and who stands in for them, can open it."""

    __tablename__ = "household_note"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # the micro-grid
    door: Mapped[str]
    words: Mapped[str]
    user_id: Mapped[int]  # who keeps it today
    author_id: Mapped[int]  # who wrote it
    at: Mapped[datetime]

    __table_args__ = (Index("ix_household_note_keeper", "user_id", "unit_id", "door"),)
