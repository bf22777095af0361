"""Disputes: who sits on which side, what each said to the mediator alone, what was promised and whether it was kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.kinds import DisputeStage, Side


class Dispute(Base):
    """The mediation of one incident, as it goes from centre to centre."""

    __tablename__ = "dispute"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    stage: Mapped[DisputeStage]
    tier: Mapped[str]  # which of the four centres has it: grid, community, street, hq
    mediated_by: Mapped[int | None]  # user id; None until somebody of that centre takes it
    opened_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    agreement: Mapped[int] = mapped_column(default=0)  # raised with every text that is put before the sides
    next_at: Mapped[datetime | None]  # when a promise or a visit comes due


DISPUTE_DUE = text("next_at IS NOT NULL")
Index("ix_dispute_next", Dispute.next_at, sqlite_where=DISPUTE_DUE, postgresql_where=DISPUTE_DUE)
Index("ix_dispute_stage", Dispute.stage)


class DisputeSide(Base):
    """One side: the person, or the one-time link that waits for them. Who they are stands nowhere else."""

    __tablename__ = "dispute_side"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    side: Mapped[Side] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    code_hash: Mapped[str | None] = mapped_column(unique=True)
    code_until: Mapped[datetime | None]
    accepted: Mapped[int] = mapped_column(default=0)  # the number of the agreement they said yes to


class DisputeInvite(Base):
    """Somebody whom the bot knows was asked in private to take a seat. It goes when they answer; until then they sit nowhere."""

    __tablename__ = "dispute_invite"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    side: Mapped[Side]
    until: Mapped[datetime]


class DisputeWord(Base):
    """What one side said or showed to the mediator. Personal data; nobody else ever reads it."""

    __tablename__ = "dispute_word"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    side: Mapped[Side]
    user_id: Mapped[int]
    words: Mapped[str]
    file: Mapped[dict[str, Any] | None]  # {kind, bot_id, file_id, file_unique_id} of a photo, voice, video or document
    said_at: Mapped[datetime]


class DisputePromise(Base):
    """One line of an agreement: who does what by when. Only the mediator and the two sides read the words."""

    __tablename__ = "dispute_promise"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    agreement: Mapped[int]  # of which text
    side: Mapped[Side]  # who promises
    words: Mapped[str]
    due_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    is_kept: Mapped[bool | None]
    answered_at: Mapped[datetime | None]


class DisputeVisit(Base):
    """The question 7, 30 and 90 days after an agreement, to one side."""

    __tablename__ = "dispute_visit"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    agreement: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    side: Mapped[Side] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    is_well: Mapped[bool | None]
    answered_at: Mapped[datetime | None]
