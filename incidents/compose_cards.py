"""The words of answers, offers, cards and check requests, made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.buttons import Seat, rows
from incidents.cards import answer_card, card_values, group_card, offer_card, private_card
from incidents.case import Case
from incidents.read_view import read_view
from incidents.reading import GONE, MOST_TEXT, read, reader_of
from incidents.steps import with_story
from incidents.store import cases as case_store
from incidents.store import reports as report_store
from incidents.store import timeline as event_store
from incidents.view import Depth, View
from models.kinds import OPEN_STATES, IncidentState, Tier
from outbox.message import Attachment, Composed, Deed, Message, Request, Stale
from pyramid.lookup import checkers, who_must_act
from texts.render import html_line, line, render

SEEN = "👀"


async def compose_incident_answer(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """The answer line under a report."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if _is_over(request, view):
        return GONE
    if "parent" in view.kin:
        return await _merged(session, view, request)
    if request.user_id is None:
        return answer_card(view, Seat.ANSWER, now, request.language)
    _, allowed, _ = await reader_of(session, request, case)
    return answer_card(view, Seat.REPORTER, now, request.language, allowed=allowed)


async def compose_incident_offer(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """A draft, offered to the leader."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if view.state is not IncidentState.DRAFT and not request.is_edit:
        return Stale(view.state)
    _, allowed, is_entitled = await reader_of(session, request, case)
    actions = [("confirm", "correct", "drop")] if view.state is IncidentState.DRAFT else []
    return offer_card(
        view, request.language, rows(request.language, *actions, allowed=allowed), is_entitled=is_entitled
    )


async def compose_draft_seen(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """An emoji on a resident's words: somebody is being asked, and the group is not disturbed."""
    said = await report_store.reports(session, request.subject_id or 0)
    if not said or request.is_edit:
        return GONE
    emoji = [{"type": "emoji", "emoji": SEEN}]
    params = {"chat_id": said[0].chat_id, "message_id": said[0].message_id, "reaction": emoji}
    return Deed("setMessageReaction", params)


async def compose_incident_card(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """The card of a group or of somebody on duty."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if _is_over(request, view):
        return GONE
    if request.user_id is not None:
        actor, allowed, is_entitled = await reader_of(session, request, case)
        files = await _first_photo(session, case, request) if is_entitled and not request.is_edit else ()
        made = private_card(
            view,
            now,
            request.language,
            is_entitled=is_entitled,
            allowed=allowed,
            user_id=actor.user_id,
            files=files,
        )
        return with_story(made, view, request)
    tier = Tier(request.viewer)
    seat = await _seat(session, case, tier)
    may_check = seat is Seat.OWNER or await _is_asked_to_check(session, case, tier)
    made = group_card(view, seat, now, request.language, may_check=may_check)
    return with_story(made, view, request)


async def _seat(session: AsyncSession, case: Case, tier: Tier) -> Seat:
    """Where nobody works in the grid of the report, its group is as good a place of work as that of the tier above."""
    if tier.level < case.owner.tier.level:
        return Seat.ABOVE
    if tier is case.owner.tier:
        return Seat.OWNER
    acting, _ = await who_must_act(session, case.unit.id)
    return Seat.OWNER if tier is Tier.GRID and acting.id == case.owner.id else Seat.BELOW


async def _merged(session: AsyncSession, view: View, request: Request) -> Composed:
    """The line under a report that was merged: it tells how the one matter stands, to everybody who spoke of it."""
    found = await read_view(session, view.kin["parent"][0])
    if found is None:
        return GONE
    state = line(f"incident_answer_state.{found[1].state}", request.language)
    told = line("matters.merged", request.language, number=found[1].number, state=state)
    return Message(html_line("card.merged_answer", request.language, number=view.number, told=told))


def _is_over(request: Request, view: View) -> bool:
    """Whether a card that is to be posted anew tells of what has ended."""
    return request.is_repost and view.state not in OPEN_STATES


async def _is_asked_to_check(session: AsyncSession, case: Case, tier: Tier) -> bool:
    """Whether the check has come up to this tier, since nobody below may do it."""
    incident = case.incident
    if incident.state is not IncidentState.PENDING_CHECK:
        return False
    without = {*case.reporters, *((incident.resolved_by,) if incident.resolved_by is not None else ())}
    asked = await checkers(session, case.owner.id, without)
    return bool(asked) and asked[0].unit_id == await case_store.unit_id_on(session, case.owner.path, tier)


async def _first_photo(session: AsyncSession, case: Case, request: Request) -> tuple[Attachment, ...]:
    """One photo under the card, if the bot that sends it is the one that saw it."""
    for media in await report_store.media(session, case.incident.id, "before"):
        if media.bot_id == request.bot_id and media.kind == "photo":
            return (Attachment("photo", media.bot_id, media.file_id, media.file_unique_id),)
    return ()


async def compose_check_request(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """The card of whoever is asked to check."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if view.state is not IncidentState.PENDING_CHECK and not request.is_edit:
        return Stale(view.state)
    _, allowed, is_entitled = await reader_of(session, request, case)
    evidence = await event_store.last_event(session, case.incident.id, ("add_evidence",))
    said = evidence.reason[:MOST_TEXT] if evidence is not None and is_entitled else ""
    values = card_values(view, now, request.language, depth=Depth.ALL if is_entitled else None)
    html = render(
        "check_request",
        request.language,
        **values,
        evidence=said,
        photos=(await report_store.counts_of(session, [case.incident.id])).get(("after", case.incident.id), 0),
        is_waiting=view.state is IncidentState.PENDING_CHECK,
    )
    actions = [("pass", "fail"), ("why",)] if view.state is IncidentState.PENDING_CHECK else []
    return Message(html, rows(request.language, *actions, allowed=allowed))
