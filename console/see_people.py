"""Who holds which post in a unit: people are added, replaced, moved and removed, with everything open handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from console.see_pyramid import unit_in_sight
from console.visit import Answer, Goto, Page, Visit
from duties.specialists.look import Helped, helped_by
from incidents.hands.add_person import add_person
from incidents.hands.change_hands import change_hands
from incidents.hands.compose_hands import role_words, roles_to_give, told
from incidents.hands.note_handover import WHYS
from incidents.hands.undo_hands import undo_hands
from incidents.lifecycle import UNDO_WITHIN
from incidents.store import hands as store
from models.fieldwork import Handover
from models.kinds import Role
from models.pyramid import Unit
from pyramid.lookup import ancestors, children
from pyramid.people_of import candidates, people_of, post_held
from pyramid.posts import FIELDS, WITH_FIELD, Held
from pyramid.refusal import Refusal

VIEWER = "console"
MOST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class Holding:
    """A post as the page shows it; `may_change` where this visitor decides about it."""

    post_id: int
    name: str
    role: str
    is_claimed: bool
    may_change: bool
    helped: Helped | None  # of a specialist


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the log."""

    id: int
    at: datetime
    words: Markup
    why: str
    is_undone: bool
    may_undo: bool


async def see_people(visit: Visit) -> Answer:
    """The posts of one unit, with forms for whoever decides about them, and the log of changes."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    return None if unit is None else await _page(visit, unit)


async def _page(visit: Visit, unit: Unit) -> Page:
    roles = roles_to_give(visit.actor, unit)
    near = await candidates(visit.session, unit.id) if roles else {}
    held = await people_of(visit.session, [unit.id])
    helped = await helped_by(visit.session, [each.post_id for each in held])
    changes = await store.newest(visit.session, unit.id, MOST_CHANGES) if roles else []
    return Page(
        "people.html",
        {
            "unit": unit,
            "holdings": [_holding(visit, each, roles, helped.get(each.post_id)) for each in held],
            "posts": [(f"{role}.{field}", role_words(role, field, visit.language)) for role, field in _posts(roles)],
            "people": [(person, name.for_viewer(VIEWER)) for person, name in near.items()],
            "places": await _beside(visit, unit) if roles else [],
            "whys": [(why, visit.say(f"hands_why.{why}")) for why in WHYS],
            "changes": [await _change(visit, each) for each in changes],
        },
    )


def _posts(roles: Sequence[Role]) -> list[tuple[Role, str]]:
    return [(role, field) for role in roles for field in (FIELDS if role in WITH_FIELD else ("",))]


def _holding(visit: Visit, held: Held, roles: Sequence[Role], helped: Helped | None) -> Holding:
    name = held.name.for_viewer(VIEWER) if roles else ""
    may_change = held.role in roles and held.user_id != visit.actor.user_id
    role = role_words(held.role, held.field, visit.language)
    return Holding(held.post_id, name, role, held.user_id is not None, may_change, helped)


async def _beside(visit: Visit, unit: Unit) -> list[tuple[int, str]]:
    above = (await ancestors(visit.session, unit.id))[:1]
    beside = [each for parent in above for each in await children(visit.session, parent.id) if each.id != unit.id]
    return [(each.id, each.name) for each in beside if roles_to_give(visit.actor, each)]


async def _change(visit: Visit, done: Handover) -> Change:
    words = Markup(await told(visit.session, done, visit.language))  # noqa: S704 - html_line escapes every name in it
    is_own = done.by_id == visit.actor.user_id and done.undone_at is None and visit.now - done.at <= UNDO_WITHIN
    return Change(
        done.id, done.at, words, visit.say(f"hands_why.{done.why}"), done.undone_at is not None, may_undo=is_own
    )


async def change_people(visit: Visit) -> Answer:
    """One of the forms: add, change or undo."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    deed = {"add": _add, "change": _change_post, "undo": _undo}.get(visit.form.get("deed", ""))
    if deed is None:
        return None
    refused = await deed(visit, unit)
    return refused if refused is not None else Goto(f"/console/pyramid/{unit.id}/people")


async def _add(visit: Visit, unit: Unit) -> Refusal | None:
    role, _, field = visit.form.get("post", "").partition(".")
    if role not in list(Role):
        return Refusal("refusal_hands.no_such_post", {"unit": unit.name})
    person = visit.number("person") or None
    name = "" if person else visit.form.get("name", "")
    done = await add_person(
        visit.session, unit.id, Role(role), field, visit.actor, person_id=person, name=name, now=visit.now
    )
    return done if isinstance(done, Refusal) else None


async def _change_post(visit: Visit, unit: Unit) -> Refusal | None:
    """`to`: "p12" a person, "u7" a unit, empty: nobody takes over."""
    to = visit.form.get("to", "")
    number = int(to[1:]) if to[:1] in {"p", "u"} and to[1:].isascii() and to[1:].isdecimal() and len(to) < 19 else None  # noqa: PLR2004 - what a key can hold
    try:
        held, *_ = await post_held(visit.session, visit.number("post"))
        if held.unit_id != unit.id or (to and number is None):
            return Refusal("refusal_hands.gone")
        done = await change_hands(
            visit.session,
            held.post_id,
            visit.actor,
            to_person=number if to.startswith("p") else None,
            to_unit=number if to.startswith("u") else None,
            why=visit.form.get("why", ""),
            policy=visit.desk.policy,
            now=visit.now,
        )
    except LookupError:
        return Refusal("refusal_hands.gone")
    return done if isinstance(done, Refusal) else None


async def _undo(visit: Visit, unit: Unit) -> Refusal | None:
    del unit
    done = await undo_hands(visit.session, visit.number("change"), visit.actor, policy=visit.desk.policy, now=visit.now)
    return done if isinstance(done, Refusal) else None
