"""What the cards of an incident are made from, as the database has it at this moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.behalf.ask_behalf import must_be_told_by_hand
from incidents.calls import CALLS, calls_of, next_call
from incidents.case import Case
from incidents.lifecycle import Move
from incidents.nudges import PUT_OFF, is_yellow
from incidents.open_case import open_cases
from incidents.read_facts import read_facts
from incidents.store import reports as report_store
from incidents.store import timeline as event_store
from incidents.taken_back import without_taken_back
from incidents.undoable import HARMLESS
from incidents.view import Step, Tap, View
from models.incidents import Report, TimelineEvent
from models.kinds import OPEN_STATES, IncidentState, Tier
from models.pii import Pii

_WEIGHTY = frozenset(move.value for move in Move if move not in HARMLESS)
_ASKING = frozenset({Move.ASK_RETURN.value, Move.ASK_EXTENSION.value, Move.ASK_SUSPEND.value, Move.ASK_HELP.value})
_SAID = frozenset({Move.NOTE.value, Move.REMARK.value})
_WATCHING = frozenset({Move.SUPERVISE.value})


async def read_view(session: AsyncSession, incident_id: int) -> tuple[Case, View] | None:
    """The case and its view; None if there is no such incident."""
    return (await read_views(session, [incident_id])).get(incident_id)


async def read_views(session: AsyncSession, incident_ids: Collection[int]) -> dict[int, tuple[Case, View]]:
    """The same for many, by id, in as many statements as for one."""
    said = await report_store.reports_of(session, incident_ids)
    reporters = {incident_id: {report.user_id for report in words} for incident_id, words in said.items()}
    cases = await open_cases(session, incident_ids, is_moving=False, reporters=reporters)
    happened = await event_store.timelines(session, cases)
    counts = await report_store.counts_of(session, cases)
    views = {}
    for incident_id, case in cases.items():
        around = _Around(
            said.get(incident_id, ()),
            happened.get(incident_id, ()),
            witnesses=counts.get(("witness", incident_id), 0),
            photos=counts.get(("before", incident_id), 0),
            is_presence_asked=await _is_presence_asked(session, case),
        )
        views[incident_id] = (case, _view(case, around))
    return views


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to an incident and stands in other tables."""

    said: Sequence[Report]
    happened: Sequence[TimelineEvent]
    witnesses: int
    photos: int
    is_presence_asked: bool


def _view(case: Case, around: _Around) -> View:
    said, happened = around.said, around.happened
    incident = case.incident
    asked = _last(happened, _ASKING)
    return View(
        number=incident.number,
        leaf=incident.leaf,
        urgency=incident.urgency,
        sensitivity=incident.sensitivity,
        state=incident.state,
        place=incident.place,
        unit_name=case.unit.name,
        unit_tier=case.unit.tier,
        owner_name=case.owner.name,
        owner_tier=case.owner.tier,
        confidence=incident.confidence,
        opened_at=incident.opened_at,
        due_at=incident.handle_due_at,
        claimed_by=incident.claimed_by,
        extensions=incident.extensions,
        highest_tier=Tier(incident.highest_tier),
        is_presence_asked=around.is_presence_asked,
        witnesses=around.witnesses,
        households=max(1 + around.witnesses, incident.people.get("counts", {}).get("households") or 0),
        photos=around.photos,
        is_edited=any(report.edited_at is not None for report in said),
        is_supervised=_last(happened, _WATCHING) is not None,
        climbed_for=_climbed_for(happened),
        urges=sum(_is_about(event, "urge") for event in happened),
        is_said_done=_is_said_done(incident.state, happened),
        is_for_another=must_be_told_by_hand(incident.people),
        kin=incident.kin or {},
        steps=tuple(Step(event.at, event.what, event.actor_role) for event in without_taken_back(happened)),
        calls=tuple(calls_of(incident.plan)),
        may_whistle=_may_whistle(incident.plan),
        put_off_until=_put_off_until(incident.plan) if incident.state is IncidentState.SUSPENDED else None,
        was_put_off=bool(incident.plan.get("pauses")),
        is_yellow=is_yellow(incident.plan),
        cites=incident.plan.get("cites", ""),
        cycle=incident.cycle,
        tap=_tap(_last(happened, _WEIGHTY)),
        words=Pii(_first_words(said)),
        asked=Pii(asked.reason if asked is not None else ""),
    )


def _first_words(said: Sequence[Report]) -> str:
    """What its first speaker said, with the pieces that came after it."""
    if not said:
        return ""
    first, *more = said
    pieces = [each.words for each in more if not each.is_first and each.user_id == first.user_id]
    return "，".join([first.words, *pieces])


async def _is_presence_asked(session: AsyncSession, case: Case) -> bool:
    """Whether 到场 is still of use: the ladder watches for it, somebody has it and has not pressed it."""
    incident = case.incident
    if incident.state not in {IncidentState.HANDLING, IncidentState.EXTENSION_REQUESTED}:
        return False
    if not any(rung[2] == "not_on_site" for rung in incident.plan["rungs"]):
        return False
    return not (await read_facts(session, incident)).is_on_site


def _may_whistle(plan: Mapping[str, Any]) -> bool:
    """Whether a post of its ladder is still to be called. A call that was passed over was made all the same."""
    return next_call(plan["rungs"], {int(rung) for rung in plan.get(CALLS, ())}, plan) is not None


def _last(happened: Sequence[TimelineEvent], whats: frozenset[str]) -> TimelineEvent | None:
    """The newest event of these kinds."""
    return next((event for event in reversed(happened) if event.what in whats), None)


def _is_about(event: TimelineEvent, about: str) -> bool:
    """Whether somebody pressed it, or said it in other words."""
    return event.what == about or (event.what in _SAID and event.data.get("about") == about)


def _is_said_done(state: IncidentState, happened: Sequence[TimelineEvent]) -> bool:
    """Whether the group says that it is all right, since anybody last did something about it."""
    if state not in OPEN_STATES or state is IncidentState.PENDING_CHECK:
        return False
    for event in reversed(happened):
        if event.what in _WEIGHTY:
            return False
        if _is_about(event, "resolve_claim"):
            return True
    return False


def _climbed_for(happened: Sequence[TimelineEvent]) -> str:
    climbed = _last(happened, frozenset({Move.ESCALATE.value}))
    return climbed.reason if climbed is not None else ""


def _put_off_until(plan: Mapping[str, Any]) -> datetime | None:
    return datetime.fromisoformat(plan[PUT_OFF]["until"]) if PUT_OFF in plan else None


def _tap(event: TimelineEvent | None) -> Tap | None:
    if event is None:
        return None
    return Tap(event.what, event.actor_id, event.actor_role, event.at, Pii(event.reason))
