"""Somebody goes, comes or moves: their post changes hands, and with it all that was open."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.hands.brief_successor import brief_successor
from incidents.hands.hand_over_matters import hand_over_matters
from incidents.hands.note_handover import NEWS, note_handover
from incidents.store import hands as store
from models.fieldwork import Handover
from models.kinds import Priority, Role
from models.pyramid import Person, Unit
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.change_post import begin_post, end_post
from pyramid.lookup import unit_of
from pyramid.people_of import candidates, person_today, post_held
from pyramid.permissions import Action, Thing, may
from pyramid.policy import Policy
from pyramid.posts import ROLES_AT
from pyramid.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done, under which number it can be taken back for a minute, and how many matters went along."""

    handover_id: int
    unit: str
    matters: int


async def change_hands(
    session: AsyncSession,
    post_id: int,
    actor: Actor,
    *,
    policy: Policy,
    now: datetime,
    to_person: int | None = None,
    to_unit: int | None = None,
    why: str = "other",
) -> Changed | Refusal:
    """Replace the holder of a post by `to_person`, move them to `to_unit`, or, with neither, take the post away.

    Everything open goes to the successor; without one to the unit. LookupError for a post that is none, or has ended.
    """
    held, post, person, unit = await post_held(session, post_id)
    refused = may(actor, Action.CHANGE_HANDS, _thing(unit, held.role, held.user_id))
    target = None if to_unit is None else await unit_of(session, to_unit)
    if refused is None and target is not None:
        refused = may(actor, Action.CHANGE_HANDS, _thing(target, held.role, held.user_id))
        if held.role not in ROLES_AT[target.tier] or target.id == unit.id:
            refused = refused or Refusal("refusal_hands.no_such_post", {"unit": target.name})
    if refused is None and to_person is not None and to_person not in await candidates(session, unit.id, [person.id]):
        refused = Refusal("refusal_heir.not_offered", {"unit": unit.name})
    if refused is not None:
        return refused
    successor = None if to_person is None else await person_today(session, to_person)
    turned = await end_post(session, post, to_person, now=now)
    if target is not None:
        begun = await begin_post(session, person.id, target.id, held.role, held.field, now=now)
        turned = replace(turned, begun=begun)
    to_user = successor.user_id if successor is not None else None
    matters, drafts, notes = await _hand_on(
        session, unit, held.user_id, to_user, actor, policy=policy, now=now, why=why
    )
    handover = await note_handover(
        session,
        actor,
        unit.id,
        "replace" if to_person else "move" if target is not None else "remove",
        now=now,
        why=why,
        person_id=person.id,
        successor_id=to_person,
        data={**asdict(turned), "matters": matters, "drafts": drafts, "notes": notes},
    )
    if to_user is not None:
        await brief_successor(session, unit, held.role, to_user, now=now)
    if target is not None and held.user_id is not None:
        await brief_successor(session, target, held.role, held.user_id, now=now)
    await tell_hands(session, handover, person, successor, now=now)
    return Changed(handover.id, unit.name, len(matters))


async def _hand_on(
    session: AsyncSession,
    unit: Unit,
    from_user: int | None,
    to_user: int | None,
    actor: Actor,
    *,
    policy: Policy,
    now: datetime,
    why: str,
) -> tuple[list[int], list[int], list[int]]:
    """Ids of matters, unsent notices and notes about households that went along."""
    if from_user is None:
        return [], [], []
    matters = await hand_over_matters(session, unit.path, from_user, to_user, actor, policy=policy, now=now, why=why)
    if to_user is None:
        return matters, [], []
    notes = await store.notes_below(session, unit.path, from_user)
    await store.give_notes(session, notes, to_user)
    return matters, await store.give_drafts(session, unit.path, from_user, to_user), notes


async def tell_hands(
    session: AsyncSession, handover: Handover, person: Person | None, successor: Person | None, *, now: datetime
) -> None:
    """The one who goes; the one who comes, with the posts they hold now and what waits in the unit."""
    says = []
    if person is not None and person.user_id is not None:
        says.append(Say(NEWS, handover.id, user_id=person.user_id, viewer="self", priority=Priority.ANSWER))
    if successor is not None and successor.user_id is not None:
        user_id, matters = successor.user_id, {"matters": len(handover.data["matters"])}
        says += [
            Say("post_welcome", user_id=user_id, priority=Priority.ANSWER),
            Say("post_handover", handover.unit_id, user_id=user_id, args=matters, priority=Priority.ANSWER),
        ]
    await enqueue(session, says, now=now)


def _thing(unit: Unit, role: Role, about_id: int | None) -> Thing:
    return Thing(path=unit.path, tier=unit.tier, post_role=role, about_id=about_id)
