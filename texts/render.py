"""A template and its values become what a person reads."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tomllib import loads

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")


@cache
def _environment(language: str) -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / language),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


@cache
def _lines(language: str) -> Mapping[str, str]:
    """All one-line sentences of a language: the tables of texts/<language>/*.toml, flattened to "table.key"."""
    lines: dict[str, str] = {}
    for file in sorted((HERE / language).glob("*.toml")):
        for table, entries in loads(file.read_text(encoding="utf-8")).items():
            for key, line in entries.items():
                name = f"{table}.{key}"
                if name in lines:
                    raise ValueError(f"{name} stands twice in texts/{language}")
                lines[name] = line
    return lines


def spoken(language: str) -> str:
    """The language we speak to somebody who prefers `language`: itself if we know it, else Chinese."""
    short = language.split("-", 1)[0].lower()
    return short if short in LANGUAGES else "zh"


def render(template: str, language: str, /, **values: object) -> str:
    """Telegram HTML from texts/<language>/<template>.j2. Values are escaped; a missing one raises UndefinedError."""
    return _environment(spoken(language)).get_template(f"{template}.j2").render(values).strip()


def line(name: str, language: str, /, **values: object) -> str:
    """One plain sentence or label by its "table.key", blanks filled with format(); not escaped. KeyError if unknown."""
    return _lines(spoken(language))[name].format(**values)


def html_line(name: str, language: str, /, **values: object) -> str:
    """The same for use inside Telegram HTML: sentence and values escaped."""
    return str(escape(_lines(spoken(language))[name])).format(**{key: escape(value) for key, value in values.items()})
