"""The same message to several groups and people about one incident, each once per version. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from incidents.case import Case
from models.kinds import Priority, Urgency
from outbox.enqueue import Say


def to_all(
    case: Case,
    kind: str,
    *,
    viewer: str,
    groups: Iterable[int] = (),
    users: Iterable[int | None] = (),
    args: Mapping[str, Any] | None = None,
    once_more: str = "",
) -> list[Say]:
    """Wishes to say `kind`; an unclaimed post (None) is left out. An emergency's leave before everything else.

    `once_more` tells apart what is said twice at one version.
    """
    incident = case.incident
    once = f"{kind}:{incident.id}:{incident.version}{once_more}"
    common: dict[str, Any] = {
        "kind": kind,
        "subject_id": incident.id,
        "viewer": viewer,
        "args": dict(args or {}),
        "priority": Priority.EMERGENCY if incident.urgency is Urgency.EMERGENCY else Priority.PROMPT,
    }
    people = sorted({user_id for user_id in users if user_id is not None})
    return [Say(**common, group_id=group_id, key=f"{once}:g{group_id}") for group_id in sorted(set(groups))] + [
        Say(**common, user_id=user_id, key=f"{once}:u{user_id}") for user_id in people
    ]
