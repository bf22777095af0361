"""The brief that a climb brings to the tier above, made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.brief import brief_lines
from escalations.compose_machine import compose_machine_says, compose_we_were_down
from escalations.compose_nudge import compose_climb_digest, compose_nudge
from incidents.buttons import Seat, keyboard
from incidents.cards import WORDS_SHOWN, card_values
from incidents.reading import GONE, read, reader_of
from incidents.view import Depth
from models.kinds import OPEN_STATES, Tier
from outbox.lanes import Composer
from outbox.message import Composed, Message, Request, Stale
from texts.render import render


async def compose_escalation_brief(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """What happened, since when, who was asked, what is needed, worded for its tier, the unit's own group too.

    Masked for a group, with details for whoever is entitled.
    """
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if view.state not in OPEN_STATES and not request.is_edit:
        return Stale(view.state)
    language, allowed, is_entitled = request.language, None, False
    if request.user_id is not None:
        _, allowed, is_entitled = await reader_of(session, request, case)
    html = render(
        "escalation_brief",
        language,
        **card_values(view, now, language, depth=Depth.ALL if is_entitled else None),
        **brief_lines(view, request.args, request.viewer, language),
        words=view.words.for_viewer("superior")[:WORDS_SHOWN] if is_entitled else "",
    )
    reads, owns = Tier(request.viewer), case.owner.tier
    in_group = Seat.OWNER if reads is owns else Seat.ABOVE if reads.level < owns.level else Seat.BELOW
    seat = Seat.PRIVATE if request.user_id is not None else in_group
    return Message(html, keyboard(view, seat, now, language, allowed=allowed, user_id=request.user_id))


COMPOSERS: dict[str, Composer] = {
    "escalation_brief": compose_escalation_brief,
    "nudge": compose_nudge,
    "climb_digest": compose_climb_digest,
    "machine_says": compose_machine_says,
    "we_were_down": compose_we_were_down,
}
