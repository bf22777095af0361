"""A wish to say something about a mediation to one person, who must be known to the bot. Pure."""

from collections.abc import Mapping

from models.kinds import Priority
from outbox.enqueue import Say


def to_one(
    kind: str,
    incident_id: int,
    user_id: int,
    *,
    viewer: str,
    args: Mapping[str, object],
    once: str | None = None,
    priority: int = Priority.ANSWER,
) -> Say:
    """`once` makes it said once to this person; None: as often as it is wished. `viewer` is "mediator" or "party"."""
    return Say(
        kind=kind,
        subject_id=incident_id,
        user_id=user_id,
        viewer=viewer,
        args=args,
        priority=priority,
        key=f"{kind}:{incident_id}:{once}:u{user_id}" if once is not None else None,
    )
