"""Who is meant by the name that was said, among those who work in the same unit or the one above it."""

from sqlalchemy.ext.asyncio import AsyncSession

from duties import store
from models.pyramid import Person
from parsing.leave_words import is_meant
from pyramid.actor import Actor
from pyramid.lookup import ancestors


async def find_substitute(session: AsyncSession, actor: Actor, who: str) -> tuple[Person | None, list[Person]]:
    """(the one who is meant, everybody who could be). Two of a name: nobody is meant yet."""
    units = [hat.unit_id for hat in actor.hats]
    near = list(await store.colleagues(session, units, actor.person_id or 0))
    above = [unit.id for unit_id in units for unit in (await ancestors(session, unit_id))[:1]]
    known = {person.id for person in near}
    near += [each for each in await store.colleagues(session, above, actor.person_id or 0) if each.id not in known]
    meant = [person for person in near if is_meant(who, person.name)]
    return (meant[0] if len(meant) == 1 else None), near
