"""An incident with the units and people that every decision about it needs, and the values use cases return. Pure."""

from dataclasses import dataclass
from datetime import datetime

from incidents.calls import called
from incidents.plan import Facts, since_of
from models.incidents import Incident
from models.kinds import IncidentState
from models.pyramid import Unit
from pyramid.thing import Thing


@dataclass(slots=True)
class Case:
    """An incident as it stands now, where it was heard, to whom it belongs, and who reported it."""

    incident: Incident
    unit: Unit
    owner: Unit
    reporters: frozenset[int]

    def thing(self, target_path: str = "") -> Thing:
        """What rights are judged by. `target_path`: the unit that a reassignment goes to."""
        incident = self.incident
        return Thing(
            path=self.owner.path,
            tier=self.owner.tier,
            heard_path=self.unit.path,
            target_path=target_path,
            sensitivity=incident.sensitivity,
            claimed_by=incident.claimed_by,
            resolved_by=incident.resolved_by,
            reporters=self.reporters,
            named=frozenset(incident.plan.get("named", ())),
            called=called(incident.plan),
        )

    def facts(self, fired: frozenset[int], *, is_on_site: bool) -> Facts:
        """What the ladder is judged by."""
        incident = self.incident
        return Facts(
            state=incident.state,
            since=since_of(incident.plan, incident.opened_at),
            is_claimed=incident.claimed_by is not None,
            is_on_site=is_on_site,
            extensions=incident.extensions,
            claimed_at=incident.claimed_at,
            resolved_at=incident.resolved_at,
            fired=fired,
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where and when words were said. `message_id` and `chat_id` are Telegram's, `group_id` is ours.

    `part` counts the matters in one message (0, 1, …) and `words` are then those of this matter. `album` is Telegram's
    media_group_id.
    """

    bot_id: int
    chat_id: int
    message_id: int
    words: str
    said_at: datetime
    group_id: int | None = None
    in_private: bool = False
    part: int = 0
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """An incident that words became; `is_new` is False when the same message had been filed before."""

    incident_id: int
    number: str
    state: IncidentState
    is_new: bool


@dataclass(frozen=True, slots=True)
class Here:
    """The chat in which somebody pressed or spoke. `group_id` is ours; None in private."""

    bot_id: int
    chat_id: int
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """It was done: the incident and how it stands now."""

    incident_id: int
    number: str
    state: IncidentState
    version: int


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that Telegram holds. `kind` is photo, document, voice or video.

    `chat_id` and `message_id` are Telegram's and known of the pieces of an album in a group, so that all of them can be taken out.
    """

    kind: str
    bot_id: int
    file_id: str
    file_unique_id: str
    chat_id: int = 0
    message_id: int = 0
