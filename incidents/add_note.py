"""Words about an incident that move nothing: why a check failed, what was found, where exactly it is."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.correct_report import Correction, changed
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.view import lacks_place
from parsing.report import Location
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def add_note(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    words: str,
    policy: Policy,
    now: datetime,
    about: str = "",
    place: Location | None = None,
) -> Moved | Refusal:
    """Keep the words in the timeline; `about` is the move they explain.

    `place` is where the words say it is: the answer to the one question of an answer line, if the place was not known and the
    speaker may correct the report.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    values = {}
    answers = place is not None and not place.is_empty and lacks_place(case.incident.place)
    if place is not None and answers and may(actor, Action.CORRECT_REPORT, case.thing()) is None:
        values = await changed(session, case, Correction(place=place.as_json()), policy, may_lower=False)
    data = {"about": about} if about else None
    return await make_move(
        session, case, Move.NOTE, actor, policy=policy, now=now, values=values, reason=words, data=data
    )
