"""Templates of notices: both languages, the declared blanks and no others, a closed sandbox, a bounded length."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, meta
from jinja2.exceptions import SecurityError, UndefinedError

from models.kinds import NoticeKind
from texts.notice_templates import (
    HERE,
    LONGEST,
    LONGEST_BLANK,
    BlankError,
    _environment,
    all_templates,
    fill,
    templates_for,
)

LANGUAGES = ("zh", "en")
CASES = [(name, language) for name in all_templates() for language in LANGUAGES]


def filled(name: str, value: str = "X") -> dict[str, str]:
    return dict.fromkeys(all_templates()[name].blanks, value)


def test_every_kind_of_notice_has_a_template_and_every_file_is_one() -> None:
    assert all(templates_for(kind.value) for kind in NoticeKind)
    for language in LANGUAGES:
        assert {file.stem for file in (HERE / language).glob("*.j2")} == set(all_templates())


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_template_uses_the_blanks_it_declares_and_nothing_else(name: str, language: str) -> None:
    source = (HERE / language / f"{name}.j2").read_text("utf-8")
    used = meta.find_undeclared_variables(Environment(autoescape=True).parse(source))
    assert used == set(all_templates()[name].blanks)
    assert all_templates()[name].optional <= used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_and_every_blank_has_a_label(language: str) -> None:
    labels = tomllib.loads((HERE.parent / language / "notices.toml").read_text("utf-8"))
    assert set(labels["notice_template"]) == set(all_templates())
    assert set(labels["notice_blank"]) == {blank for each in all_templates().values() for blank in each.blanks}


@settings(max_examples=40)
@given(st.sampled_from(CASES), st.text(min_size=1, max_size=LONGEST_BLANK).filter(lambda text: bool(text.split())))
def test_what_is_written_into_a_blank_is_never_a_template(case: tuple[str, str], value: str) -> None:
    name, language = case
    made = fill(name, filled(name, value), language)
    assert " ".join(value.split()) in made
    assert len(made) <= LONGEST + 1


def test_braces_in_a_blank_stay_braces() -> None:
    assert "{{ 7 * 7 }}" in fill("water_unsafe", {"area": "{{ 7 * 7 }}"}, "zh")


def test_blanks_that_are_missing_too_long_or_unknown_are_named() -> None:
    for blanks, what, blank in (
        ({}, "misfit", "area"),
        ({"area": " \n "}, "misfit", "area"),
        ({"area": "x" * 201}, "outgrew", "area"),
        ({"area": "x", "bomb": "x"}, "misfit", "bomb"),
    ):
        with pytest.raises(BlankError) as caught:
            fill("water_unsafe", blanks, "zh")
        assert (caught.value.what, caught.value.blank) == (what, blank)
    with pytest.raises(BlankError):
        fill("../zh/help", {}, "zh")


@pytest.mark.parametrize(
    "source", ["{{ area.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ range(9) }}", "{{ other }}", "{{ cycler }}"]
)
def test_a_hostile_template_gets_nowhere(source: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        _environment("zh").from_string(source).render(area="x")
