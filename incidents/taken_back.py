"""What of a timeline people are shown: a call that was taken back within its minute never was. The rows stay as they are. Pure."""

from collections.abc import Sequence

from incidents.lifecycle import Move
from models.incidents import TimelineEvent


def without_taken_back(events: Sequence[TimelineEvent]) -> list[TimelineEvent]:
    """Oldest first, without each call of a specialist that was undone, and without its undoing."""
    hidden: set[int] = set()
    called: dict[object, int] = {}
    for place, event in enumerate(events):
        if event.what == Move.SUMMON:
            called[event.data.get("post")] = place
        elif event.what == Move.UNSUMMON:
            hidden |= {place, called.pop(event.data.get("post"), place)}
    return [event for place, event in enumerate(events) if place not in hidden]
