"""Which incident do these words mean: the number that stands in them, or the message that they answer."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.composers import COMPOSERS
from incidents.hands.compose_hands import COMPOSERS as HANDS
from incidents.store import cases as case_store
from incidents.store import linking
from incidents.store import reports as report_store
from outbox.shown import shown_as

ABOUT_ONE = frozenset(COMPOSERS) - {
    "digest",
    "nod",
    "which_one",
    "if_danger",
    "day_log",
    *HANDS,
}  # those are about a unit, a message, a person, a post


async def find_incident(
    session: AsyncSession, *, number: str | None = None, chat_id: int | None = None, message_id: int | None = None
) -> int | None:
    """The incident's id, or None. A number goes before a message; the message is a report or one of our cards.

    What was merged into another matter means that one.
    """
    found = await _found(session, number, chat_id, message_id)
    return None if found is None else await linking.living_id(session, found)


async def _found(session: AsyncSession, number: str | None, chat_id: int | None, message_id: int | None) -> int | None:
    if number is not None:
        known = await case_store.incident_id_by_number(session, number.lstrip("#").upper())
        if known is not None:
            return known
    if chat_id is None or message_id is None:
        return None
    reported = await report_store.incident_id_of_message(session, chat_id, message_id)
    if reported is not None:
        return reported
    shown = await shown_as(session, chat_id, message_id)
    return shown.subject_id if shown is not None and shown.kind in ABOUT_ONE else None


async def is_about(session: AsyncSession, incident_id: int, leaf: str | None) -> bool:
    """Whether the incident is of this leaf."""
    return leaf is not None and await case_store.leaf_of(session, incident_id) == leaf
