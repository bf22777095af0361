"""/people: who holds which post below me; replaced, moved, removed or added by thumb, with everything open handed over."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE
from handlers.expect import expect
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from handlers.unit_keys import own_and_below, unit_rows
from incidents.hands.add_person import LINK, add_person
from incidents.hands.change_hands import change_hands
from incidents.hands.compose_hands import STEP, roles_to_give
from incidents.hands.undo_hands import undo_hands
from models.kinds import Priority, Role
from models.pyramid import Dialogue, Unit
from outbox.enqueue import Say, enqueue
from pyramid.refusal import Refusal

NAME = "hands_name"


def setup() -> Router:
    """/people in private chats."""
    router = Router(name="hands")
    router.message.register(on_people, IN_PRIVATE, Command("people"))
    return router


async def on_people(message: Message, arrival: Arrival) -> None:
    """Which unit? Who decides about one only gets it at once."""
    del message
    await say_people(arrival)


async def say_people(arrival: Arrival) -> None:
    """The units whose posts this person gives, as buttons."""
    units, user_id = await _units(arrival), arrival.speaker.user_id
    if not units:
        await say(arrival.session, "hands.nobody", now=arrival.now, user_id=user_id)
    elif len(units) == 1:
        await _step(arrival, "unit", units[0].id)
    else:
        rows = unit_rows(units, "hands_unit")
        await say(arrival.session, "hands.which_unit", now=arrival.now, user_id=user_id, buttons=rows)


async def _units(arrival: Arrival) -> list[Unit]:
    return [unit for unit in await own_and_below(arrival) if roles_to_give(arrival.speaker, unit)]


async def _step(arrival: Arrival, step: str, subject: int, **args: str) -> CallbackAnswer:
    user_id = arrival.speaker.user_id
    wish = Say(STEP, subject, user_id=user_id, args={"step": step, **args}, priority=Priority.ANSWER)
    await enqueue(arrival.session, [wish], now=arrival.now)
    return CallbackAnswer()


async def on_people_press(pressed: Pressed) -> CallbackAnswer:
    """人员, under /my."""
    await say_people(pressed.arrival)
    return CallbackAnswer()


def _opens(step: str) -> PressHandler:
    """A press that only leads on to the next step."""

    async def on_press(pressed: Pressed) -> CallbackAnswer:
        return await _step(pressed.arrival, step, int(pressed.press.arg))

    return on_press


async def on_why(pressed: Pressed) -> CallbackAnswer:
    """Who takes over, where to, or out: why?"""
    post_id, _, to = pressed.press.arg.partition(".")
    return await _step(pressed.arrival, "why", int(post_id), to=to)


async def on_do(pressed: Pressed) -> CallbackAnswer:
    """The reason was tapped: done."""
    arrival = pressed.arrival
    post_id, to, why = pressed.press.arg.split(".")
    to_person = int(to[1:]) if to.startswith("p") else None
    to_unit = int(to[1:]) if to.startswith("u") else None
    try:
        done: object = await change_hands(
            arrival.session,
            int(post_id),
            arrival.speaker,
            to_person=to_person,
            to_unit=to_unit,
            why=why,
            **pressed.common,
        )
    except LookupError:
        done = Refusal("refusal_hands.gone")
    return told(done, pressed, "hands.did")


async def on_who(pressed: Pressed) -> CallbackAnswer:
    """The post of somebody new was chosen: a colleague by button, or the next words are a name."""
    arrival = pressed.arrival
    unit_id, role, field = pressed.press.arg.split(".")
    await expect(arrival, NAME, {"unit": int(unit_id), "role": role, "field": field}, chat_id=pressed.chat_id)
    return await _step(arrival, "who", int(unit_id), role=role, field=field)


async def on_give(pressed: Pressed) -> CallbackAnswer:
    """A colleague gets the post as well."""
    arrival = pressed.arrival
    unit_id, role, field, person_id = pressed.press.arg.split(".")
    await store.end_dialogue(arrival.session, pressed.chat_id, arrival.speaker.user_id)
    done = await add_person(
        arrival.session,
        int(unit_id),
        Role(role),
        field,
        arrival.speaker,
        person_id=int(person_id),
        now=arrival.now,
    )
    return told(done, pressed, "hands.did")


async def on_name(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The name of somebody new; a command or a picture is something else."""
    words, asked = words_of(message), dialogue.data
    if not words or words.startswith("/"):
        return False
    await store.end_dialogue(arrival.session, message.chat.id, arrival.speaker.user_id)
    done = await add_person(
        arrival.session,
        asked["unit"],
        Role(asked["role"]),
        asked["field"],
        arrival.speaker,
        name=words,
        now=arrival.now,
    )
    if isinstance(done, Refusal):
        reason = because(done, arrival.language)
        user_id = arrival.speaker.user_id
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
    return True


async def on_link(pressed: Pressed) -> CallbackAnswer:
    """A new personal link for a post that nobody has claimed."""
    arrival = pressed.arrival
    wish = Say(LINK, int(pressed.press.arg), user_id=arrival.speaker.user_id, priority=Priority.ANSWER)
    await enqueue(arrival.session, [wish], now=arrival.now)
    return told(None, pressed, "hands.coming")


async def on_undo(pressed: Pressed) -> CallbackAnswer:
    """撤销, within the minute."""
    done = await undo_hands(pressed.arrival.session, int(pressed.press.arg), pressed.arrival.speaker, **pressed.common)
    return told(done, pressed, "hands.undone_short")


HANDS_PRESSES: dict[str, PressHandler] = {
    "people": on_people_press,
    "hands_unit": _opens("unit"),
    "hands_post": _opens("post"),
    "hands_add": _opens("role"),
    "hands_why": on_why,
    "hands_do": on_do,
    "hands_who": on_who,
    "hands_give": on_give,
    "hands_link": on_link,
    "hands_undo": on_undo,
}
