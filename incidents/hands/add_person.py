"""Somebody comes: a post for one of those who work nearby, or for a new name, who gets a personal link."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.hands.brief_successor import brief_successor
from incidents.hands.change_hands import tell_hands
from incidents.hands.note_handover import note_handover
from models.kinds import Priority, Role
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.change_post import begin_post, new_person
from pyramid.lookup import unit_of
from pyramid.people_of import candidates, person_today
from pyramid.permissions import Action, Thing, may
from pyramid.posts import ROLES_AT, WITH_FIELD
from pyramid.refusal import Refusal

LINK = "post_link"
LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Added:
    """The post; `needs_link` while its holder has no account: the link comes to whoever added them."""

    handover_id: int
    post_id: int
    needs_link: bool


async def add_person(
    session: AsyncSession,
    unit_id: int,
    role: Role,
    field: str,
    actor: Actor,
    *,
    now: datetime,
    person_id: int | None = None,
    name: str = "",
) -> Added | Refusal:
    """Exactly one of `person_id` and `name` is given."""
    unit = await unit_of(session, unit_id)
    refused = may(actor, Action.CHANGE_HANDS, Thing(path=unit.path, tier=unit.tier, post_role=role))
    if refused is not None:
        return refused
    name = " ".join(name.split())[:LONGEST_NAME]
    if role not in ROLES_AT[unit.tier] or unit.valid_to is not None or bool(field) != (role in WITH_FIELD):
        return Refusal("refusal_hands.no_such_post", {"unit": unit.name})
    if person_id is None and not name:
        return Refusal("refusal_hands.no_name")
    if person_id is not None and person_id not in await candidates(session, unit.id):
        return Refusal("refusal_heir.not_offered", {"unit": unit.name})
    person_id = person_id if person_id is not None else await new_person(session, name)
    begun = await begin_post(session, person_id, unit.id, role, field, now=now)
    if not begun:
        return Refusal("refusal_hands.holds_it", {"unit": unit.name})
    handover = await note_handover(
        session, actor, unit.id, "add", now=now, successor_id=person_id, data={"begun": list(begun)}
    )
    person = await person_today(session, person_id)
    await tell_hands(session, handover, None, person, now=now)
    needs_link = person is None or person.user_id is None
    if needs_link:
        link = Say(LINK, begun[0], user_id=actor.user_id, viewer="chooser", priority=Priority.ANSWER)
        await enqueue(session, [link], now=now)
    elif person is not None and person.user_id is not None:
        await brief_successor(session, unit, role, person.user_id, now=now)
    return Added(handover.id, begun[0], needs_link)
