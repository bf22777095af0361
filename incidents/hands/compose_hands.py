"""The dialogue about people in private. Names are put in at the moment of sending and never lie in the queue."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.call_notes import FIELDS as CALL_FIELDS
from incidents.hands.add_person import LINK
from incidents.hands.note_handover import DONE, NEWS, WHYS
from incidents.lifecycle import UNDO_WITHIN
from incidents.store import hands as store
from models.fieldwork import Handover
from models.kinds import Role
from models.pii import Pii
from models.pyramid import Unit
from outbox.lanes import Composer
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.actor import Actor
from pyramid.issue_post_link import issue_post_link, link_of
from pyramid.lookup import actor_of, ancestors, children, unit_of
from pyramid.people_of import candidates, people_of, person_today, post_held
from pyramid.permissions import Action, Thing, may
from pyramid.posts import FIELDS, ROLES_AT, WITH_FIELD, Held
from pyramid.refusal import Refusal
from texts.render import html_line, line

STEP = "hands_step"
PER_ROW = 2
Rows = list[tuple[Button, ...]]
Step = Callable[[AsyncSession, Request, Actor], Awaitable[Message | None]]


def role_words(role: Role, field: str, language: str) -> str:
    """A role as people call it: 兼职网格员（警察）."""
    name = line(f"role_name.{role.value}", language)
    return line("hands.role_field", language, role=name, field=field_words(field, language)) if field else name


def field_words(field: str, language: str) -> str:
    """The field of a specialist; what we have no word for stays as the roster writes it."""
    if field in CALL_FIELDS:
        return line(f"call_field.{field}", language)
    return line(f"expert_field.{field}", language) if field in FIELDS else field


async def compose_step(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """One step of the dialogue; nothing is changed before the reason is tapped."""
    actor = await actor_of(session, request.user_id or 0, language=request.language)
    try:
        made = await STEPS[request.args["step"]](session, request, actor)
    except LookupError:
        made = None
    return made if made is not None else Stale("not theirs to decide, or over")


async def _unit(session: AsyncSession, request: Request, actor: Actor) -> Message | None:
    """Who works there; one button a person, and one for somebody new."""
    unit, language = await unit_of(session, request.subject_id or 0), request.language
    roles = roles_to_give(actor, unit)
    if not roles:
        return None
    held = await people_of(session, [unit.id])
    own = [each for each in held if each.role in roles and each.user_id != actor.user_id]
    keys: Rows = [(Button(_person(each, language), "hands_post", str(each.post_id)),) for each in own]
    keys.append((Button(line("hands.add", language), "hands_add", str(unit.id)),))
    return Message(html_line("hands.unit", language, unit=unit.name, count=len(held)), tuple(keys))


def roles_to_give(actor: Actor, unit: Unit) -> list[Role]:
    """The posts of a unit that this person may give and take."""
    return [
        role
        for role in ROLES_AT[unit.tier]
        if may(actor, Action.CHANGE_HANDS, Thing(path=unit.path, tier=unit.tier, post_role=role)) is None
    ]


def _person(held: Held, language: str) -> str:
    waits = "" if held.user_id is not None else line("hands.unclaimed", language)
    name = held.name.for_viewer("chooser")
    return line("hands.person", language, name=name, role=role_words(held.role, held.field, language), waits=waits)


async def _post(session: AsyncSession, request: Request, actor: Actor) -> Message | None:
    """One person: who could take over, where they could go, or out."""
    held, _, person, unit = await post_held(session, request.subject_id or 0)
    language = request.language
    thing = Thing(path=unit.path, tier=unit.tier, post_role=held.role, about_id=held.user_id)
    if may(actor, Action.CHANGE_HANDS, thing) is not None:
        return None
    open_now = len(await store.taken_below(session, unit.path, held.user_id)) if held.user_id is not None else 0
    others = await candidates(session, unit.id, [person.id])
    keys = _in_rows(
        [Button(_to(name, language), "hands_why", f"{held.post_id}.p{each}") for each, name in others.items()]
    )
    places = await _places(session, unit, held, actor)
    keys += _in_rows(
        [
            Button(line("hands.move_to", language, unit=each.name), "hands_why", f"{held.post_id}.u{each.id}")
            for each in places
        ]
    )
    last = [Button(line("hands.remove", language), "hands_why", f"{held.post_id}.-")]
    if held.user_id is None:
        last.append(Button(line("hands.link", language), "hands_link", str(held.post_id)))
    who = _person(held, language)
    return Message(html_line("hands.post", language, who=who, unit=unit.name, count=open_now), (*keys, tuple(last)))


def _to(name: Pii, language: str) -> str:
    return line("hands.replace_by", language, name=name.for_viewer("chooser"))


async def _places(session: AsyncSession, unit: Unit, held: Held, actor: Actor) -> list[Unit]:
    """Units beside it where the same post can be given by the same person."""
    above = (await ancestors(session, unit.id))[:1]
    beside = [each for parent in above for each in await children(session, parent.id) if each.id != unit.id]
    return [each for each in beside if held.role in roles_to_give(actor, each)][:8]


async def _why(session: AsyncSession, request: Request, actor: Actor) -> Message | None:
    """Why: the tap that does it."""
    held, _, _, unit = await post_held(session, request.subject_id or 0)
    language, to = request.language, request.args["to"]
    if held.user_id == actor.user_id:
        return None
    who, whom = _person(held, language), ""
    if to.startswith("p"):
        person = await person_today(session, int(to[1:]))
        whom = Pii(person.name).for_viewer("chooser") if person is not None else ""
        html = html_line("hands.sure_replace", language, who=who, unit=unit.name, whom=whom)
    elif to.startswith("u"):
        target = await unit_of(session, int(to[1:]))
        html = html_line("hands.sure_move", language, who=who, unit=unit.name, target=target.name)
    else:
        html = html_line("hands.sure_remove", language, who=who, unit=unit.name)
    keys = [Button(line(f"hands_why.{why}", language), "hands_do", f"{held.post_id}.{to}.{why}") for why in WHYS]
    return Message(html, tuple(_in_rows(keys)))


async def _role(session: AsyncSession, request: Request, actor: Actor) -> Message | None:
    """Somebody new: which post?"""
    unit, language = await unit_of(session, request.subject_id or 0), request.language
    keys = []
    for role in roles_to_give(actor, unit):
        for field in FIELDS if role in WITH_FIELD else ("",):
            if role is Role.DEPARTMENT and field:
                continue  # departments come with the roster
            arg = f"{unit.id}.{role.value}.{field}"
            keys.append(Button(role_words(role, field, language), "hands_who", arg))
    return Message(html_line("hands.which_post", language, unit=unit.name), tuple(_in_rows(keys))) if keys else None


async def _who(session: AsyncSession, request: Request, actor: Actor) -> Message | None:
    """… and who? A colleague, or the name of somebody new, typed."""
    unit, language = await unit_of(session, request.subject_id or 0), request.language
    role, field = Role(request.args["role"]), request.args["field"]
    if role not in roles_to_give(actor, unit):
        return None
    keys = _in_rows(
        [
            Button(name.for_viewer("chooser"), "hands_give", f"{unit.id}.{role.value}.{field}.{each}")
            for each, name in (await candidates(session, unit.id)).items()
        ]
    )
    return Message(
        html_line("hands.who", language, unit=unit.name, role=role_words(role, field, language)), tuple(keys)
    )


async def compose_done(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """To whoever did it, with 撤销 for a minute."""
    done = await store.handover(session, request.subject_id or 0)
    if done is None:
        return Stale("gone")
    html = await told(session, done, request.language)
    if done.undone_at is not None:
        return Message(html_line("hands.undone", request.language, unit=(await unit_of(session, done.unit_id)).name))
    key = Button(line("incident_button.undo", request.language), "hands_undo", str(done.id))
    return Message(html, ((key,),) if now - done.at <= UNDO_WITHIN else ())


async def told(session: AsyncSession, done: Handover, language: str) -> str:
    """What was changed, for those who decide about that unit."""
    names = []
    for person_id in (done.person_id, done.successor_id):
        person = await person_today(session, person_id) if person_id is not None else None
        names.append(Pii(person.name).for_viewer("chooser") if person is not None else "")
    unit = await unit_of(session, done.unit_id)
    values = {"unit": unit.name, "who": names[0], "whom": names[1], "count": len(done.data["matters"])}
    word = done.what if done.person_id is not None or done.what == "add" else "named"
    return html_line(f"hands_done.{word}", language, **values)


async def compose_news(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """To the one whose post it was."""
    done = await store.handover(session, request.subject_id or 0)
    if done is None:
        return Stale("gone")
    unit = await unit_of(session, done.unit_id)
    if request.args.get("is_undone"):
        return Message(html_line("hands.undone", request.language, unit=unit.name))
    if done.undone_at is not None:
        return Stale("undone")
    word = "former_to" if done.successor_id is not None else "former"
    return Message(html_line(f"hands.{word}", request.language, unit=unit.name, count=len(done.data["matters"])))


async def compose_link(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """The personal link of a post, to be forwarded to its holder; made at the moment of sending."""
    actor = await actor_of(session, request.user_id or 0, language=request.language)
    if request.is_edit:
        return Stale("shown once")
    try:
        made = await issue_post_link(session, request.subject_id or 0, actor, now=now)
    except LookupError:
        return Stale("gone")
    link = "" if isinstance(made, Refusal) else await link_of(session, made, request.bot_id)
    if isinstance(made, Refusal) or not link:
        return Stale("no link can be given")
    unit = await unit_of(session, made.unit_id)
    return Message(html_line("hands.link_is", request.language, unit=unit.name, link=link))


def _in_rows(keys: Sequence[Button]) -> Rows:
    return [tuple(keys[at : at + PER_ROW]) for at in range(0, len(keys), PER_ROW)]


STEPS: dict[str, Step] = {"unit": _unit, "post": _post, "why": _why, "role": _role, "who": _who}
COMPOSERS: dict[str, Composer] = {STEP: compose_step, DONE: compose_done, NEWS: compose_news, LINK: compose_link}
