"""A template of console/pages and its values become a page."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console.static_files import address
from console.visit import Page, Visit
from console.words import Words
from pyramid.permissions import Action, Thing, may
from texts.render import line

PAGES = Path(__file__).parent / "pages"


@cache
def environment() -> Environment:
    """Everything is escaped; a value that is missing is an error and not a blank."""
    made = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["file"] = address
    return made


def render_page(visit: Visit | None, page: Page) -> str:
    """The HTML. `visit` None: a page that must not need anything, with its language among the values."""
    values = dict(page.values)
    if visit is None:
        language = str(values["language"])
        values["t"] = lambda key, **blanks: line(key, language, **blanks)
    else:
        values |= {"visit": visit, "language": visit.language, "t": visit.say, "words_of": Words.of(visit)}
        values["sees_machinery"] = sees_machinery(visit)
    return environment().get_template(page.template).render(values)


def sees_machinery(visit: Visit) -> bool:
    """Whether the pages of the machine stand in the menu."""
    return any(
        may(visit.actor, Action.SEE_MACHINERY, Thing(path=hat.path, tier=hat.tier)) is None for hat in visit.actor.hats
    )
