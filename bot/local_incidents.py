"""Incidents of a replay, kept in memory, and which of them later words are about. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bot.chat_export import Spoken
from parsing.report import Location, Report

JOINED_WITHIN = timedelta(hours=6)  # "+1" means the newest matter of the chat, if it is that new
REOPENED_WITHIN = timedelta(days=7)
CLOSING = frozenset({"check_pass", "withdraw", "close_not_true", "mediation_agreed"})
SPOTS = ("building", "unit", "road", "number", "landmark")


@dataclass(slots=True)
class LocalIncident:
    """An incident of this replay; `number` is good for nothing else."""

    number: str
    leaf: str | None
    place: Location
    said: Spoken
    is_open: bool = True


@dataclass(slots=True)
class LocalIncidents:
    """All incidents so far."""

    known: list[LocalIncident] = field(default_factory=list)
    _by_message: dict[tuple[str, int], LocalIncident] = field(default_factory=dict)

    def open(self, said: Spoken, report: Report) -> LocalIncident:
        """A new one."""
        made = LocalIncident(f"#{len(self.known) + 1:03}", report.category, report.location, said)
        self.known.append(made)
        self.remember(said, made)
        return made

    def remember(self, said: Spoken, incident: LocalIncident) -> None:
        """An answer to this message is about that incident."""
        if said.message_id is not None:
            self._by_message.setdefault((said.chat, said.message_id), incident)

    def answered(self, said: Spoken, report: Report) -> LocalIncident | None:
        """The incident that is named by its number, or whose message is replied to."""
        number = (report.refers_to or "").lstrip("#").upper()
        named = next((one for one in self.known if one.number[1:] == number), None)
        if named is not None or said.reply_to is None:
            return named
        return self._by_message.get((said.chat, said.reply_to))

    def meant(self, said: Spoken, report: Report) -> LocalIncident | None:
        """The one that a status update without number and reply is most likely about: the speaker's, or at the same place."""
        action = report.expected_action
        if action == "merge_duplicate":
            return next(self._newest(said, JOINED_WITHIN), None)
        span = REOPENED_WITHIN if action == "reopen" else None
        near = [one for one in self._newest(said, span, is_closed_too=action == "reopen") if _agrees(one, report)]
        own = (one for one in near if said.sender is not None and one.said.sender == said.sender)
        here = (one for one in near if _is_same_place(one.place, report.location))
        return next(own, None) or next(here, None)

    def apply(self, incident: LocalIncident, action: str) -> None:
        """What a follow-up does to whether it is open; a claim that it is done awaits the check."""
        if action in CLOSING:
            incident.is_open = False
        elif action == "reopen":
            incident.is_open = True

    def _newest(
        self, said: Spoken, within: timedelta | None, *, is_closed_too: bool = False
    ) -> Iterator[LocalIncident]:
        for one in reversed(self.known):
            is_late = within is not None and said.at and one.said.at and said.at - one.said.at > within
            if one.said.chat == said.chat and not is_late and (one.is_open or is_closed_too):
                yield one


def _agrees(incident: LocalIncident, report: Report) -> bool:
    """Words that name another kind of matter are not about this one."""
    if report.category is None or incident.leaf is None:
        return True
    return report.category.split(".")[0] == incident.leaf.split(".")[0]


def _is_same_place(one: Location, other: Location) -> bool:
    named = [(getattr(one, spot), getattr(other, spot)) for spot in SPOTS if getattr(other, spot) is not None]
    return bool(named) and all(here == there for here, there in named)
