"""Before a batch: where it is spoken, by whom and what they were asked is read in a handful of statements and kept at hand."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import lay
from models.kinds import GroupState
from models.shelves import DIALOGUES, GROUPS, HATS, PEOPLE, SERVICE
from outbox.turns import street_of
from pyramid.store import hearing
from pyramid.store import people as people_store


async def bring_speakers(
    session: AsyncSession, chats: Collection[int], people: Collection[int], *, now: datetime, sign_of_life: datetime
) -> list[int]:
    """Lays out groups, units, people, hats and open dialogues; returns the ids of the units that are spoken in.

    Groups that were last heard before `sign_of_life` are heard `now`.
    """
    found = await hearing.groups_with_units(session, chats)
    groups = {group.chat_id: group for group, _ in found}
    paths = {group.id: path for group, path in found}
    bound = [group for group in groups.values() if group.unit_id is not None and group.state is GroupState.BOUND]
    quiet = [group for group in bound if group.heard_at is None or group.heard_at < sign_of_life]
    if quiet:
        await hearing.hear(session, quiet, now)
    persons = {person.user_id: person for person in await people_store.persons_by_users(session, people)}
    hats = await people_store.hats_of_all(session, [person.id for person in persons.values()]) if persons else {}
    asked = await hearing.asked_in(session, people)
    for chat, group in groups.items():
        lay(session, GROUPS, chat, group)
        lay(session, SERVICE, group.id, (group.bot_id, group.state, street_of(paths.get(group.id, ""))))
    for user in people:
        person = persons.get(user)
        lay(session, PEOPLE, user, person)
        if person is not None:
            lay(session, HATS, person.id, hats.get(person.id, []))
        lay(session, DIALOGUES, user, asked.get(user, frozenset()))
    return [group.unit_id for group in bound if group.unit_id is not None]
