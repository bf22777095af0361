"""Who is heard, and how an incident starts from their words. Pure."""

from models.kinds import IncidentState, Urgency
from pyramid.actor import Actor
from pyramid.policy import Hearing
from pyramid.tree import is_within


def is_role_holder(actor: Actor, path: str) -> bool:
    """Whether somebody speaks in office here: a post over this unit, or below it (upper groups are made of those)."""
    return not actor.is_anonymous and any(hat.covers(path) or is_within(hat.path, path) for hat in actor.hats)


def starts_as(
    hearing: Hearing, actor: Actor, path: str, urgency: Urgency, *, in_private: bool = False
) -> IncidentState | None:
    """`reported`, `draft`, or None: these words open nothing. Emergencies always open at once."""
    if in_private or urgency is Urgency.EMERGENCY or is_role_holder(actor, path) or hearing is Hearing.OPEN:
        return IncidentState.REPORTED
    return IncidentState.DRAFT if hearing is Hearing.DRAFT else None
