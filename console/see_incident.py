"""One incident: what it is, what happened, where it climbed, what each chat is shown; words and names for those entitled."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from console.store import incidents as store
from console.store import pyramid as pyramid_store
from console.visit import Answer, Page, Visit
from incidents.buttons import Seat
from incidents.call_notes import whom_words
from incidents.cards import answer_card, group_card
from incidents.case import Case
from incidents.plan import ahead
from incidents.read_facts import read_facts
from incidents.read_view import read_view
from incidents.store import reports as report_store
from incidents.store import timeline as timeline_store
from incidents.taken_back import without_taken_back
from incidents.view import Depth, View, group_depth, place_in
from models.incidents import Report, TimelineEvent
from models.kinds import IncidentState, Sensitivity, Tier
from models.pii import Pii
from pyramid.permissions import Action, may

MOST_FILES = 12
VIEWER = "console"  # for whom personal words are rendered here: somebody who passed SEE_DETAIL


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline. `reason` and `name` are empty for those who may not read them."""

    at: datetime
    what: str
    role: str
    name: str
    reason: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words."""

    name: str
    role: str
    words: str
    at: datetime
    is_edited: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a chat: `face` is what its people read, empty for private chats."""

    where: str
    tier: Tier | None
    kind: str
    state: str
    at: datetime | None
    face: Markup | str


async def _in_sight(visit: Visit) -> tuple[Case, View] | None:
    incident_id = await store.id_of(visit.session, visit.parts["number"].upper())
    found = None if incident_id is None else await read_view(visit.session, incident_id)
    is_seen = found is not None and may(visit.actor, Action.SEE_INCIDENT, found[0].thing()) is None
    return found if is_seen else None


async def incident_in_sight(visit: Visit) -> Case | None:
    """The incident of the address; None if there is none or the visitor may not see it."""
    found = await _in_sight(visit)
    return found[0] if found is not None else None


async def see_incident(visit: Visit) -> Answer:
    """The page of one incident; for whoever may not see it there is none."""
    found = await _in_sight(visit)
    if found is None:
        return None
    case, view = found
    refusal = may(visit.actor, Action.SEE_DETAIL, case.thing())
    is_entitled = refusal is None
    reports = await report_store.reports(visit.session, case.incident.id)
    events = await timeline_store.timeline(visit.session, case.incident.id)
    names = await _names(visit, case, reports, events) if is_entitled else {}
    depth = Depth.ALL if is_entitled else group_depth(view.sensitivity)
    return Page(
        "incident.html",
        {
            "incident": case.incident,
            "unit": case.unit,
            "owner": case.owner,
            "is_entitled": is_entitled,
            "why_masked": visit.say(refusal.reason, **refusal.values) if refusal else "",
            "place": place_in(view, depth, visit.language, with_unit=True),
            "is_overdue": view.is_overdue(visit.now) and case.incident.closed_at is None,
            "claimer": names.get(case.incident.claimed_by or 0, ""),
            "said": [_said(report, names) for report in reports] if is_entitled else [],
            "said_count": len(reports),
            "happenings": [_happening(event, names, is_entitled=is_entitled) for event in without_taken_back(events)],
            "climbed": await store.climbed(visit.session, case.incident.id),
            "ahead": await _ahead(visit, case),
            "media": await store.media_counts(visit.session, case.incident.id),
            "files": await _files(visit, case, is_entitled=is_entitled),
            "may_unmerge": _may_unmerge(visit, case),
            "witnesses": await store.witnesses(visit.session, case.incident.id),
            "standing": await _standing(visit, case, view, is_entitled=is_entitled),
        },
    )


async def _files(visit: Visit, case: Case, *, is_entitled: bool) -> list[tuple[int, str, str]]:
    """(id, before or after, kind): what see_photo will show this visitor."""
    may_look = is_entitled or case.incident.sensitivity is Sensitivity.S0
    if not may_look or visit.desk.picture is None:
        return []
    found = await store.files(visit.session, case.incident.id, MOST_FILES)
    return [each for each in found if is_entitled or each[2] == "photo"]


def _may_unmerge(visit: Visit, case: Case) -> bool:
    is_merged = case.incident.state is IncidentState.MERGED
    return is_merged and may(visit.actor, Action.UNMERGE, case.thing()) is None


async def _names(visit: Visit, case: Case, reports: list[Report], events: list[TimelineEvent]) -> dict[int, str]:
    """Names of everybody who acted. Only asked for when the visitor may read them."""
    people = {report.user_id for report in reports} | {event.actor_id for event in events} | {case.incident.claimed_by}
    named = await pyramid_store.people_named(visit.session, [person for person in people if person is not None])
    return {user_id: name.for_viewer(VIEWER) for user_id, name in named.items()}


def _said(report: Report, names: dict[int, str]) -> Said:
    words = Pii(report.words).for_viewer(VIEWER)
    return Said(names.get(report.user_id, ""), report.role, words, report.said_at, report.edited_at is not None)


def _happening(event: TimelineEvent, names: dict[int, str], *, is_entitled: bool) -> Happening:
    return Happening(
        at=event.at,
        what=event.what,
        role=event.actor_role or ("clock" if event.actor_id is None else ""),
        name=names.get(event.actor_id or 0, ""),
        reason=Pii(event.reason).for_viewer(VIEWER) if is_entitled else "",
        after=event.after if event.after != event.before else "",
    )


async def _ahead(visit: Visit, case: Case) -> list[tuple[datetime, str, str]]:
    """Where it will climb if nobody does anything."""
    facts = await read_facts(visit.session, case.incident)
    steps = ahead(case.incident.plan, facts, visit.desk.policy.calendar_at(case.owner.path))
    return [(at, whom_words(rung.to, visit.language), rung.when) for at, rung in steps]


async def _standing(visit: Visit, case: Case, view: View, *, is_entitled: bool) -> list[Standing]:
    """The cards as their chats see them, from the very function that makes them."""
    return [
        Standing(
            where=where or "",
            tier=tier,
            kind=row.kind,
            state="shown" if row.shown else row.state.value,
            at=row.sent_at,
            face=_face(visit, case, view, row.kind, tier, is_entitled=is_entitled) if tier is not None else "",
        )
        for row, where, tier in await store.shown_to(visit.session, case.incident.id)
    ]


def _face(visit: Visit, case: Case, view: View, kind: str, tier: Tier, *, is_entitled: bool) -> Markup | str:
    """The answer in the group that said it repeats its own words, the room too: only for those who may read them."""
    if kind == "incident_answer" and is_entitled:
        message = answer_card(view, Seat.ANSWER, visit.now, visit.language)
    elif kind == "incident_card":
        seat = Seat.OWNER if tier is case.owner.tier else Seat.ABOVE
        message = group_card(view, seat, visit.now, visit.language)
    else:
        return ""
    return Markup(message.html)  # noqa: S704 - made by texts.render, which escapes every value
