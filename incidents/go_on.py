"""Words in a chat that go on with a matter that is talked of there."""

from dataclasses import replace
from datetime import datetime
from functools import reduce

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved, Source
from incidents.correct_report import Correction, changed
from incidents.hide_words import hide_all_said, hide_words
from incidents.keep_words import keep_words
from incidents.lifecycle import Move
from incidents.make_move import make_move, moved
from incidents.open_case import open_case
from incidents.raise_alarm import raise_alarm
from incidents.store import linking
from incidents.store import reports as report_store
from incidents.talks import TALKED_OF_WITHIN, Talk, newest
from models.kinds import Sensitivity
from parsing.pieces import joined
from parsing.report import Report
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal

SURE = 1.0  # the confidence of what a person has confirmed or put right


async def talked_of(session: AsyncSession, chat_id: int, *, said_at: datetime) -> list[Talk]:
    """Living matters of which somebody spoke in this chat lately. No query where nobody did."""
    return await linking.talks(session, chat_id, since=said_at - TALKED_OF_WITHIN)


async def said_in_pieces(session: AsyncSession, source: Source) -> str | None:
    """All that an edited message is a piece of, with its new words; None if it stands by itself."""
    said = await report_store.own_pieces(session, source.bot_id, source.chat_id, source.message_id)
    if len(said) < 2:  # noqa: PLR2004 - one piece is no pieces
        return None
    words = (source.words if message_id == source.message_id else newest(words) for message_id, words in said)
    return reduce(joined, words)


async def add_piece(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    report: Report,
    source: Source,
    policy: Policy,
    now: datetime,
) -> Moved | Refusal:
    """The speaker's words become part of what they reported; `report` is all of it, read together.

    As with an edit, the urgency may rise and never falls, and no clock moves.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    if await report_store.report_of_message(session, source.bot_id, source.chat_id, source.message_id) is not None:
        return moved(case.incident)  # the same message again
    said_now, was = Correction.of(report), case.incident.urgency
    if case.incident.confidence == SURE:
        said_now = replace(said_now, leaf=None)  # a person has said what it is
    values = await changed(session, case, said_now, policy, may_lower=False)
    counts = {**case.incident.people.get("counts", {}), **report.people_counts}
    values["people"] = {**case.incident.people, "counts": counts}
    if "leaf" in values or (report.category == case.incident.leaf and report.confidence > case.incident.confidence):
        values["confidence"] = report.confidence  # what comes after may confirm what the first words left in doubt
    done = await make_move(session, case, Move.SAY_MORE, actor, policy=policy, now=now, values=values)
    if isinstance(done, Refusal):
        return done
    await keep_words(session, case, source, actor, is_first=False)
    await raise_alarm(session, case, actor, was=was, policy=policy, now=now)
    if values.get("sensitivity") is Sensitivity.S2:
        await hide_all_said(session, case, now=now)
    else:
        await hide_words(session, case, source, actor.user_id, now=now)
    return done
