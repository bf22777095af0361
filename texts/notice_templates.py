"""Templates of notices: who fills in a few blanks gets a notice in plain words and the right order.

A template is text from a file, in a sandbox, with the blanks it declares and nothing else; what comes out is bounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from texts.render import spoken

HERE = Path(__file__).parent / "notices"
LONGEST_BLANK = 200  # characters
LONGEST = 1500
UNKNOWN, MISFIT, OUTGREW = "unknown", "misfit", "outgrew"


class BlankError(ValueError):
    """No such template, or a blank that is missing, unknown or too long. `blank` is its name, `limit` in characters."""

    def __init__(self, what: str, blank: str = "", limit: int = 0) -> None:
        """`what` is one of UNKNOWN, MISFIT, OUTGREW."""
        super().__init__(f"{what} {blank}".strip())
        self.what, self.blank, self.limit = what, blank, limit


@dataclass(frozen=True, slots=True)
class Template:
    """`kind` is the kind of notice it serves, "" any; `optional` blanks may stay empty."""

    name: str
    kind: str
    blanks: tuple[str, ...]
    optional: frozenset[str]
    is_pre_approved: bool  # a duty post may send it where nobody can be found to agree


@cache
def all_templates() -> Mapping[str, Template]:
    """Every template by its name, in the order in which they are offered."""
    tables = loads((HERE / "templates.toml").read_text(encoding="utf-8"))
    return {
        name: Template(
            name=name,
            kind=table["kind"],
            blanks=tuple(table["blanks"]),
            optional=frozenset(table.get("optional", ())),
            is_pre_approved=table.get("is_pre_approved", False),
        )
        for name, table in tables.items()
    }


def template(name: str) -> Template:
    """The template of that name; BlankError if there is none."""
    found = all_templates().get(name)
    if found is None:
        raise BlankError(UNKNOWN)
    return found


def templates_for(kind: str) -> tuple[Template, ...]:
    """The templates that serve a kind of notice."""
    return tuple(each for each in all_templates().values() if each.kind == kind)


@cache
def _environment(language: str) -> ImmutableSandboxedEnvironment:
    """Plain words come out: the copy that shows them escapes them."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(HERE / language),
        autoescape=False,  # not HTML: texts.render escapes the words where they are shown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    return environment


def fill(name: str, blanks: Mapping[str, str], language: str) -> str:
    """The words of a notice. BlankError if a blank is missing, is none of the template's, or says too much."""
    wanted = template(name)
    given = {blank: " ".join(blanks.get(blank, "").split()) for blank in wanted.blanks}
    if surplus := set(blanks) - set(wanted.blanks):
        raise BlankError(MISFIT, min(surplus))
    for blank, value in given.items():
        if not value and blank not in wanted.optional:
            raise BlankError(MISFIT, blank)
        if len(value) > LONGEST_BLANK:
            raise BlankError(OUTGREW, blank, LONGEST_BLANK)
    made = ""
    for piece in _environment(spoken(language)).get_template(f"{name}.j2").generate(given):
        made += piece
        if len(made) > LONGEST:
            raise BlankError(OUTGREW, limit=LONGEST)
    return made.strip()
