"""An edited message: the words are read again, and the incident and its cards follow with a visible note."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.correct_report import Correction, changed
from incidents.hide_words import hide_all_said
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.raise_alarm import raise_alarm
from incidents.store import reports as report_store
from incidents.talks import EDIT_MARK
from models.kinds import Sensitivity
from parsing.report import Report
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def amend_report(
    session: AsyncSession,
    *,
    report: Report,
    bot_id: int,
    chat_id: int,
    message_id: int,
    words: str,
    actor: Actor,
    policy: Policy,
    now: datetime,
    part: int = 0,
) -> Moved | Refusal | None:
    """What was filed from this message follows its edit; None if nothing was.

    The first wording is kept before the newest one. An edit may raise the urgency, never lower it, and moves no clock.
    """
    found = await report_store.report_of_message(session, bot_id, chat_id, message_id, part)
    if found is None:
        return None
    said, filed = found
    original = said.words.split(EDIT_MARK, 1)[0]
    if words in {original, said.words} or said.words.endswith(EDIT_MARK + words):
        return None
    case = await open_case(session, filed.id)
    if isinstance(case, Refusal):
        return case
    was = case.incident.urgency
    values = await changed(session, case, Correction.of(report), policy, may_lower=False)
    done = await make_move(session, case, Move.AMEND, actor, policy=policy, now=now, values=values)
    if isinstance(done, Moved):
        await report_store.amend_words(session, said.id, original + EDIT_MARK + words, now)
        await raise_alarm(session, case, actor, was=was, policy=policy, now=now)
        if values.get("sensitivity") is Sensitivity.S2:
            await hide_all_said(session, case, now=now)
    return done
