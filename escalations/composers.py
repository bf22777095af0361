"""The brief that a climb brings to the tier above, made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.brief import brief_lines
from escalations.compose_machine import compose_machine_says, compose_we_were_down
from escalations.compose_nudge import compose_climb_digest, compose_nudge
from escalations.store import climbs as store
from incidents.buttons import Seat, keyboard
from incidents.cards import WORDS_SHOWN, card_values
from incidents.reading import GONE, read, reader_of
from incidents.view import Depth
from models.kinds import OPEN_STATES, IncidentState
from outbox.lanes import Composer
from outbox.message import Composed, Message, Request, Stale
from texts.render import html_line, line, render

# What was done so far, newest first of these.
DEEDS = (
    "claim",
    "unclaim",
    "ask_return",
    "agree_return",
    "reassign",
    "rule",
    "ask_help",
    "ask_extension",
    "ask_suspend",
    "fail",
    "supervise",
    "urge",
)


async def compose_escalation_brief(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """What happened, since when, who was asked, what is needed; masked for a group, with details for whoever is entitled."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if view.state not in OPEN_STATES and not request.is_edit:
        return Stale(view.state)
    language, allowed, is_entitled = request.language, None, False
    if request.user_id is None and request.viewer == case.owner.tier:  # its card stands in this chat: a line that rings
        is_waiting = view.state in OPEN_STATES and view.state is not IncidentState.PENDING_CHECK
        why = line(f"escalation_why.{request.args['when']}", language)
        is_true = view.claimed_by is None or request.args["when"] != "unclaimed"
        name = "card.still_here" if is_waiting and is_true else "card.still_over"
        return Message(html_line(name, language, number=view.number, why=why))
    if request.user_id is not None:
        _, allowed, is_entitled = await reader_of(session, request, case)
    last = await store.last_words(session, case.incident.id, DEEDS)
    html = render(
        "escalation_brief",
        language,
        **card_values(view, now, language, depth=Depth.ALL if is_entitled else None),
        **brief_lines(view, request.args, last.what if last is not None else "", last.at if last else None, language),
        words=view.words.for_viewer("superior")[:WORDS_SHOWN] if is_entitled else "",
        is_running=view.state in OPEN_STATES and view.state is not IncidentState.PENDING_CHECK,
    )
    seat = Seat.PRIVATE if request.user_id is not None else Seat.ABOVE
    return Message(html, keyboard(view, seat, now, language, allowed=allowed, user_id=request.user_id))


COMPOSERS: dict[str, Composer] = {
    "escalation_brief": compose_escalation_brief,
    "nudge": compose_nudge,
    "climb_digest": compose_climb_digest,
    "machine_says": compose_machine_says,
    "we_were_down": compose_we_were_down,
}
