"""One edited message per community, street and head office: its ordinary open incidents, the most pressing first."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.satisfaction import DAYS, satisfaction
from incidents.store import cases as case_store
from incidents.store import chats as chat_store
from incidents.view import group_depth, leaf_name, moment_words, place_with_unit
from models.kinds import OPEN_STATES, Sensitivity, Tier
from outbox.message import Composed, Message, Request, Stale
from texts.render import line, render

MOST_LINES = 15


async def compose_digest(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """Emergencies and what has climbed to this tier have messages of their own and are left out here."""
    if request.subject_id is None:
        return Stale("no unit")
    unit = await case_store.unit(session, request.subject_id)
    told = [tier.value for tier in Tier if tier.level <= unit.tier.level]
    lines, total = await chat_store.open_lines(session, unit.path, told, OPEN_STATES, MOST_LINES)
    if not total and not request.is_edit:
        return Stale("nothing to tell")
    entries = [_entry(entry, request.language) for entry in lines]
    more = total - len(entries)
    content = await satisfaction(session, [unit.path], since=now - timedelta(days=DAYS))
    said = {"satisfied": content.satisfied, "answered": content.answered, "closed": content.closed, "days": DAYS}
    html = render(
        "digest",
        request.language,
        unit=unit.name,
        total=total,
        entries=entries,
        more=more,
        content=line("incident_satisfaction.digest", request.language, **said) if content.answered else "",
    )
    return Message(html, is_silent=True)


def _entry(entry: chat_store.Line, language: str) -> dict[str, str]:
    """One line; a restricted matter is only a number."""
    is_restricted = entry.sensitivity is Sensitivity.S2
    place = place_with_unit(entry.unit_name, entry.place, group_depth(entry.sensitivity), language)
    return {
        "mark": line(f"incident_mark.{entry.urgency}", language),
        "number": entry.number,
        "leaf": line("incident_word.restricted", language) if is_restricted else leaf_name(entry.leaf, language),
        "place": "" if is_restricted else place,
        "state": line(f"incident_state.{entry.state}", language),
        "due": moment_words(entry.handle_due_at, language) if entry.handle_due_at is not None else "",
    }
