"""What a unit's group has taught the bot, and who is heard there; a lesson can be undone here."""

from dataclasses import dataclass

from console.see_pyramid import unit_in_sight
from console.visit import Answer, Goto, Page, Visit
from incidents.view import leaf_name
from models.pyramid import Unit
from pyramid.forget_lesson import forget_lesson
from pyramid.habits import Lesson, hearing_of, lessons
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson in words."""

    lesson: Lesson
    words: str


async def see_habits(visit: Visit) -> Answer:
    """The lessons of one unit, newest first."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    return None if unit is None else _page(visit, unit)


async def undo_lesson(visit: Visit) -> Answer:
    """Forget one; the list then shows the rest."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    kind, key = visit.form.get("kind", ""), visit.form.get("key", "")
    done = await forget_lesson(visit.session, unit.id, visit.actor, kind, key)
    return done if isinstance(done, Refusal) else Goto(f"/console/pyramid/{unit.id}/habits")


def _page(visit: Visit, unit: Unit) -> Page:
    thing = Thing(path=unit.path, tier=unit.tier)
    return Page(
        "habits.html",
        {
            "unit": unit,
            "hearing": visit.say(f"clerk_hearing.{hearing_of(unit.habits, visit.desk.policy.residents)}"),
            "taught": [Taught(lesson, _words(visit, lesson)) for lesson in lessons(unit.habits)],
            "may_undo": may(visit.actor, Action.SET_HABITS, thing) is None,
        },
    )


def _words(visit: Visit, lesson: Lesson) -> str:
    state = "learnt" if lesson.is_learnt else "learning"
    return visit.say(
        f"clerk_lesson.{lesson.kind}_{state}",
        word=lesson.word,
        leaf=leaf_name(lesson.leaf, visit.language),
        to=leaf_name(lesson.to, visit.language) if lesson.to else "",
        count=lesson.count,
    )
