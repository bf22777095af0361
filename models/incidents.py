"""Incidents, what was said about them, and everything that happened to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key
from models.kinds import IncidentState, Sensitivity, Urgency


class Incident(Base):
    """One matter from the first words to its end. Holds no words and no names: those are in `report`."""

    __tablename__ = "incident"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)  # without the "#"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)  # where it was heard, for ever
    owner_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)  # the grid (or higher) that must act
    leaf: Mapped[str]
    urgency: Mapped[Urgency]
    sensitivity: Mapped[Sensitivity]
    state: Mapped[IncidentState]
    version: Mapped[int] = mapped_column(default=1)  # every move checks and raises it
    place: Mapped[dict[str, Any]]  # the eight parts of a location
    people: Mapped[dict[str, Any]]
    confidence: Mapped[float]
    opened_at: Mapped[datetime]  # the first words: no clock ever starts later
    plan: Mapped[dict[str, Any]]  # the policy of that day, frozen: see escalations/ladder.py
    cycle: Mapped[int] = mapped_column(default=1)  # raised by reopening; a rung fires once in a cycle
    highest_tier: Mapped[str]  # how far up it has climbed
    next_step_at: Mapped[datetime | None]  # when somebody must look at it again; None when nothing can be due
    handle_due_at: Mapped[datetime | None]
    extensions: Mapped[int] = mapped_column(default=0)
    returns: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[int | None]  # user ids
    claimed_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None]
    resolved_at: Mapped[datetime | None]
    checked_by: Mapped[int | None]
    closed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))
    kin: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # what it is one with: kin.py


INCIDENT_DUE = text("next_step_at IS NOT NULL")
Index("ix_incident_next_step", Incident.next_step_at, sqlite_where=INCIDENT_DUE, postgresql_where=INCIDENT_DUE)
Index("ix_incident_promised", Incident.state, Incident.handle_due_at)
Index("ix_incident_state", Incident.state, Incident.owner_unit_id)


class Report(Base):
    """Somebody's words about an incident: who, where, verbatim. Personal data, kept apart from the incident."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    bot_id: Mapped[int]
    chat_id: Mapped[int]
    message_id: Mapped[int]
    album: Mapped[str | None]  # media_group_id: later pieces join this report
    part: Mapped[int] = mapped_column(default=0)  # several matters in one message: 0, 1, …
    user_id: Mapped[int]
    role: Mapped[str] = mapped_column(default="")
    is_first: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str]
    said_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    masked_at: Mapped[datetime | None]  # names, phones and rooms in the words are gone since then

    __table_args__ = (
        UniqueConstraint("bot_id", "chat_id", "message_id", "part"),
        Index("ix_report_album", "chat_id", "album"),
        Index("ix_report_lately", "chat_id", "said_at"),
    )


class Media(Base):
    """A photo, document, voice or place that belongs to an incident, by Telegram's file id of the bot that saw it."""

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    moment: Mapped[str]  # before | after
    kind: Mapped[str]  # photo | document | voice | video
    bot_id: Mapped[int]
    file_id: Mapped[str]
    file_unique_id: Mapped[str]
    user_id: Mapped[int]
    added_at: Mapped[datetime]
    chat_id: Mapped[int] = mapped_column(default=0)  # a piece of an album in a group: where it stands, …
    message_id: Mapped[int] = mapped_column(default=0)  # … so that it can be taken out there with the others; else 0

    __table_args__ = (UniqueConstraint("incident_id", "file_unique_id", "moment"),)


class TimelineEvent(Base):
    """One thing that happened to an incident. Append only."""

    __tablename__ = "timeline_event"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    what: Mapped[str]  # a word of incidents/lifecycle.py or a note
    actor_id: Mapped[int | None]  # user id; None: the clock or the bot
    actor_role: Mapped[str] = mapped_column(default="")
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hash: Mapped[str] = mapped_column(default="")  # over the hash before it and all of the above

    __table_args__ = (UniqueConstraint("incident_id", "seq"),)


WORK_DONE = text(
    "what IN ('claim', 'arrive', 'resolve', 'pass', 'fail', 'add_evidence', 'ask_help', 'ask_return', 'ask_extension')"
)  # the deeds of a worker's day: only these are found by their moment
Index("ix_timeline_work", TimelineEvent.at, TimelineEvent.actor_id, sqlite_where=WORK_DONE, postgresql_where=WORK_DONE)


class Witness(Base):
    """Somebody who said 我也是."""

    __tablename__ = "witness"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]


class Escalation(Base):
    """One rung that was climbed: once per incident, cycle and rung."""

    __tablename__ = "escalation"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    cycle: Mapped[int]
    rung: Mapped[int]
    why: Mapped[str]  # unclaimed | not_on_site | unfinished
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    due_at: Mapped[datetime]
    fired_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("incident_id", "cycle", "rung"),
        Index("ix_escalation_unit", "to_unit_id", "fired_at"),
    )


class Precedent(Base):
    """What was ruled once about matters of this kind from this place: later ones go to the same unit and cite it."""

    __tablename__ = "precedent"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)  # where it was heard
    leaf: Mapped[str] = mapped_column(primary_key=True)
    owner_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # whose work it is
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))  # the one that was ruled
    ruled_at: Mapped[datetime]


class Opinion(Base):
    """What the reporter said when asked after closing, or how they rated it."""

    __tablename__ = "opinion"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cycle: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    score: Mapped[int | None]
    is_solved: Mapped[bool | None]
    at: Mapped[datetime]


class CardMoment(Base):
    """When the cards of an incident must be made anew although nothing happens: 撤销 has had its time."""

    __tablename__ = "card_moment"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
