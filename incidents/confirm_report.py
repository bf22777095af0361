"""对: the reporter or the leader says it was understood rightly; a draft becomes an incident."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.behalf.ask_behalf import ask_behalf
from incidents.case import Case, Moved
from incidents.deal_cards import deal_cards
from incidents.hide_words import hide_words
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.source_of import source_of
from incidents.store import reports as report_store
from incidents.teach import teach_drop
from models.kinds import IncidentState
from pyramid.actor import Actor
from pyramid.lookup import who_must_act
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def confirm_report(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Clocks run from the first words, however late this is."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    was_draft = case.incident.state is IncidentState.DRAFT
    values = {"confidence": 1.0}
    done = await make_move(session, case, Move.CONFIRM, actor, policy=policy, now=now, values=values)
    if isinstance(done, Moved):
        await teach_drop(session, case, now=now, yes=1)
    if isinstance(done, Moved) and was_draft:
        await file_draft(session, case, now=now)
    return done


async def file_draft(session: AsyncSession, case: Case, *, now: datetime) -> None:
    """What a draft kept back is done now: the answer, the cards, and what may stand in no group."""
    said = (await report_store.reports(session, case.incident.id))[0]
    source = await source_of(session, said)
    _, staff = await who_must_act(session, case.owner.id)
    user_ids = [holder.user_id for holder in staff if holder.user_id is not None]
    await deal_cards(session, case, user_ids, source, now=now)
    await hide_words(session, case, source, said.user_id, now=now)
    await ask_behalf(session, case, said.user_id, now=now)
