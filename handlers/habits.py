"""A leader's own group: who is heard there, and what it has taught; each changed by a tap in private."""

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from incidents.view import leaf_name
from models.kinds import Tier
from pyramid.forget_lesson import forget_lesson
from pyramid.habits import Lesson, hearing_of, lessons
from pyramid.lookup import group_of_unit, unit_of
from pyramid.permissions import Action, Thing, may
from pyramid.policy import Hearing
from pyramid.refusal import Refusal
from pyramid.set_hearing import set_hearing
from texts.render import line

MOST_LESSONS = 8


def group_rows(arrival: Arrival) -> list[list[list[str]]]:
    """Buttons of /my for whoever leads a micro-grid."""
    led = [hat for hat in arrival.speaker.hats if hat.tier is Tier.MICRO_GRID]
    may_set = [
        hat for hat in led if may(arrival.speaker, Action.SET_HABITS, Thing(path=hat.path, tier=hat.tier)) is None
    ]
    return [[["@clerk.my_group", "my_group", str(hat.unit_id)]] for hat in may_set[:3]]


async def on_my_group(pressed: Pressed) -> CallbackAnswer:
    """How it stands, with a button for each other way and for each lesson."""
    arrival = pressed.arrival
    await _tell(arrival, int(pressed.press.arg))
    return CallbackAnswer()


async def _tell(arrival: Arrival, unit_id: int) -> None:
    unit = await unit_of(arrival.session, unit_id)
    today = hearing_of(unit.habits, arrival.policy.residents)
    known = lessons(unit.habits)[:MOST_LESSONS]
    rows = [[[f"@clerk_hearing.{way}", "hear", f"{unit_id}.{way}"]] for way in Hearing if way is not today]
    rows += [
        [[line("clerk.forget", arrival.language, word=lesson.word), "forget", f"{unit_id}.{number}"]]
        for number, lesson in enumerate(known)
    ]
    await say(
        arrival.session,
        "clerk_habits",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=rows,
        unit=unit.name,
        hearing=line(f"clerk_hearing.{today}", arrival.language),
        lessons=[_words(lesson, arrival.language) for lesson in known],
    )


def _words(lesson: Lesson, language: str) -> str:
    state = "learnt" if lesson.is_learnt else "learning"
    return line(
        f"clerk_lesson.{lesson.kind}_{state}",
        language,
        word=lesson.word,
        leaf=leaf_name(lesson.leaf, language),
        to=leaf_name(lesson.to, language) if lesson.to else "",
        count=lesson.count,
    )


async def on_hear(pressed: Pressed) -> CallbackAnswer:
    """Another way of hearing; the group is told, because it concerns what becomes of its words."""
    arrival = pressed.arrival
    unit_id, _, way = pressed.press.arg.partition(".")
    done = await set_hearing(arrival.session, int(unit_id), arrival.speaker, Hearing(way))
    if isinstance(done, Refusal):
        return told(done, pressed)
    group = await group_of_unit(arrival.session, done.id)
    if group is not None:
        await say(arrival.session, f"clerk_hearing_told.{way}", now=arrival.now, group_id=group.id)
    return told(done, pressed, "clerk.hearing_set")


async def on_forget(pressed: Pressed) -> CallbackAnswer:
    """A lesson is forgotten; the list that was shown says which."""
    arrival = pressed.arrival
    unit_id, _, number = pressed.press.arg.partition(".")
    unit = await unit_of(arrival.session, int(unit_id))
    known = lessons(unit.habits)
    if int(number) >= len(known):
        return told(None, pressed, "clerk.forgotten")
    lesson = known[int(number)]
    done = await forget_lesson(arrival.session, unit.id, arrival.speaker, lesson.kind, lesson.key)
    if not isinstance(done, Refusal):
        await _tell(arrival, unit.id)
    return told(done, pressed, "clerk.forgotten")


HABIT_PRESSES: dict[str, PressHandler] = {"my_group": on_my_group, "hear": on_hear, "forget": on_forget}
