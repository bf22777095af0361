"""Words become an incident: filed once, with its number, its owner, its frozen plan, its answer and its cards."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.behalf.ask_behalf import ask_behalf
from incidents.case import Case, Filed, MediaFile, Source
from incidents.deal_cards import deal_cards
from incidents.hearing import starts_as
from incidents.heed_habits import clue_of, heed_habits
from incidents.hide_words import hide_words
from incidents.keep_words import keep_words
from incidents.make_move import role_in
from incidents.numbers import DEFAULT_CELL, written
from incidents.offer_draft import offer_draft
from incidents.plan import Facts, due_at, freeze_plan, next_step
from incidents.precedents import owner_of
from incidents.private_leaves import sensitivity_of
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from incidents.store import reports as report_store
from incidents.store import timeline as event_store
from incidents.tell_followers import tell_followers
from incidents.view import UNKNOWN_LEAF
from models.at_hand import lay
from models.incidents import Incident
from models.kinds import IncidentState, Sensitivity, Urgency
from models.pyramid import Unit
from models.shelves import SPOKEN_OF
from parsing import report as parsed
from parsing.companions import speaks_for_another
from parsing.leaves import LEAVES
from pyramid.actor import Actor
from pyramid.habits import hearing_of, key_of
from pyramid.policy import Policy


async def report_incident(
    session: AsyncSession,
    *,
    report: parsed.Report,
    source: Source,
    unit: Unit,
    actor: Actor,
    policy: Policy,
    now: datetime,
    files: Sequence[MediaFile] = (),
    cell: str = DEFAULT_CELL,
    spot: Unit | None = None,
) -> Filed | None:
    """File one matter of one message; None when the policy does not listen to these words.

    The same (bot, chat, message, part) again changes nothing. In private the words open an incident at once: call it after
    提交. The clocks run from the message's date or its arrival, whichever is earlier. `spot` is the unit below `unit` that
    the words name: whose work it is goes by that, who is heard goes by `unit`.
    """
    known = await report_store.report_of_message(session, source.bot_id, source.chat_id, source.message_id, source.part)
    if known is not None:
        return Filed(known[1].id, known[1].number, known[1].state, is_new=False)
    clue = key_of(report.category or "", clue_of(report, source.words))
    heeded = report if source.in_private else heed_habits(report, source.words, unit.habits)
    if heeded is None:
        return None  # the group has taught that these words tell of nothing
    report = heeded
    leaf = report.category if report.category in LEAVES else UNKNOWN_LEAF
    urgency = Urgency(report.urgency or LEAVES[leaf].urgency)
    state = starts_as(
        hearing_of(unit.habits, policy.residents), actor, unit.path, urgency, in_private=source.in_private
    )
    if state is None:
        return None
    owner, staff, cites = await owner_of(session, spot or unit, leaf)
    user_ids = [holder.user_id for holder in staff if holder.user_id is not None]
    opened_at = min(source.said_at, now)
    plan = freeze_plan(policy, leaf, urgency)
    if cites:
        plan["cites"] = cites  # the matter whose ruling sends it here
    sensitivity = sensitivity_of(leaf, Sensitivity(report.sensitivity))
    if sensitivity is Sensitivity.S2:
        plan["named"] = user_ids  # the closed list of those who are told
        if state is IncidentState.DRAFT and not await chat_store.can_be_written_to(session, user_ids):
            state = IncidentState.REPORTED  # none of them can be asked: the ladder finds somebody
    incident = Incident(
        number=written(cell, await case_store.next_count(session, f"incident:{cell}")),
        unit_id=unit.id,
        owner_unit_id=owner.id,
        leaf=leaf,
        urgency=urgency,
        sensitivity=sensitivity,
        state=state,
        version=1,
        place=report.location.as_json(),
        people={"counts": dict(report.people_counts), "for_another": speaks_for_another(source.words)},
        confidence=report.confidence,
        opened_at=opened_at,
        plan=plan,
        cycle=1,
        highest_tier=owner.tier.value,
        next_step_at=next_step(plan, Facts(state=state, since=opened_at), policy.calendar_at(owner.path)),
        handle_due_at=due_at(plan, opened_at, 0, policy.calendar_at(owner.path)),
    )
    await case_store.add(session, incident)
    case = Case(incident, unit, owner, frozenset({actor.user_id}))
    await _write_down(session, case, source, actor, files, clue=clue, now=now)
    await _show(session, case, user_ids, source, now=now)
    await hide_words(session, case, source, actor.user_id, now=now)
    await ask_behalf(session, case, actor.user_id, now=now)
    return Filed(incident.id, incident.number, state, is_new=True)


async def _write_down(
    session: AsyncSession,
    case: Case,
    source: Source,
    actor: Actor,
    files: Sequence[MediaFile],
    *,
    clue: str,
    now: datetime,
) -> None:
    """The words, the photos and the first line of the timeline."""
    incident, role = case.incident, role_in(actor, case)
    await keep_words(session, case, source, actor, is_first=True)
    lay(session, SPOKEN_OF, source.chat_id, answer=True)
    waiting = await chat_store.take_album(session, source.chat_id, actor.user_id, source.album) if source.album else []
    await report_store.add_media(
        session, incident.id, [*waiting, *files], moment="before", user_id=actor.user_id, now=now
    )
    await event_store.append_event(
        session,
        {
            "incident_id": incident.id,
            "seq": 1,
            "at": now,
            "what": "report",
            "actor_id": actor.user_id,
            "actor_role": role.value if role else "",
            "before": "",
            "after": incident.state.value,
            "reason": "",
            "data": {
                "leaf": incident.leaf,
                "urgency": incident.urgency.value,
                "policy": incident.plan["policy"],
                **_taught_by(clue),
            },
        },
    )


def _taught_by(clue: str) -> dict[str, str]:
    """What 不是事件 and 改 will be counted for; nothing where no single word decided."""
    return {"clue": clue} if not clue.endswith("|") else {}


async def _show(session: AsyncSession, case: Case, user_ids: list[int], source: Source, *, now: datetime) -> None:
    if case.incident.state is IncidentState.DRAFT:
        await offer_draft(session, case, source, now=now)
    else:
        await deal_cards(session, case, user_ids, source, now=now)
        await tell_followers(session, case, "opened", now=now)
