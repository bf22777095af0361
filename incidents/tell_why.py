"""为什么是我: by which rule, for which unit, until when, and what happens next if nobody acts."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.open_case import open_case
from incidents.read_why import read_why
from incidents.why import why
from models.kinds import Sensitivity, Tier
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def tell_why(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime, viewer: str = ""
) -> str | Refusal:
    """The answer in the asker's language, at most 200 characters. `viewer` is that of the message it was asked under.

    A group's message answers as the group may know it; a restricted matter tells only its circle more than that.
    """
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return case
    is_closed_to = case.incident.sensitivity is Sensitivity.S2 and (
        viewer in {*Tier} or may(actor, Action.SEE_INCIDENT, case.thing()) is not None
    )
    return why(await read_why(session, case, policy=policy, now=now, is_restricted=is_closed_to), actor.language)
