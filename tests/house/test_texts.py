"""Every sentence exists in both languages, with the same blanks, and whatever the code asks for exists."""

import ast
import tomllib
from collections.abc import Iterator
from string import Formatter

import pytest
from jinja2 import Environment, meta

from tests.house.sources import ROOMS, ROOT, name_of, python_files, tree_of

LANGUAGES = ("zh", "en")


def templates(language: str) -> dict[str, str]:
    folder = ROOT / "texts" / language
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in folder.rglob("*.j2")}


def lines(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted((ROOT / "texts" / language).glob("*.toml")):
        for table, entries in tomllib.loads(file.read_text("utf-8")).items():
            found |= {f"{table}.{key}": sentence for key, sentence in entries.items()}
    return found


def blanks_of_line(sentence: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(sentence) if name}


def blanks_of_template(source: str) -> set[str]:
    return meta.find_undeclared_variables(Environment(autoescape=True).parse(source))


def asked_for(word: str) -> Iterator[tuple[str, str]]:
    """Names that stand as plain strings in calls of render, line or Refusal."""
    for file in python_files(*(room for room in ROOMS if room not in {"sandbox", "parsing"})):
        for node in ast.walk(tree_of(file)):
            if not isinstance(node, ast.Call) or not node.args or ast.unparse(node.func).split(".")[-1] != word:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield f"{name_of(file)}:{node.lineno}", first.value


def test_both_languages_have_the_same_templates() -> None:
    assert set(templates("zh")) == set(templates("en"))


def test_templates_have_the_same_blanks_in_both_languages() -> None:
    english = templates("en")
    differing = {
        name: blanks_of_template(source) ^ blanks_of_template(english[name])
        for name, source in templates("zh").items()
        if name in english and blanks_of_template(source) != blanks_of_template(english[name])
    }
    assert differing == {}


def test_both_languages_have_the_same_lines() -> None:
    assert set(lines("zh")) == set(lines("en"))


def test_lines_have_the_same_blanks_in_both_languages() -> None:
    english = lines("en")
    differing = {
        name: blanks_of_line(sentence) ^ blanks_of_line(english[name])
        for name, sentence in lines("zh").items()
        if name in english and blanks_of_line(sentence) != blanks_of_line(english[name])
    }
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    said = {**templates(language), **lines(language)}
    assert [name for name, words in said.items() if not words.strip()] == []


def test_english_sentences_hold_no_chinese() -> None:
    """Words of buttons may be quoted in 「」; everything else is meant to be read by who knows no Chinese."""
    mixed = [name for name, words in {**templates("en"), **lines("en")}.items() if has_chinese(words)]
    assert mixed == []


def has_chinese(words: str) -> bool:
    outside = "".join(part.split("」")[-1] for part in words.split("「"))
    return any("\u4e00" <= letter <= "\u9fff" for letter in outside)


def test_every_template_that_is_rendered_exists() -> None:
    known = templates("zh")
    assert [f"{where} {name}" for where, name in asked_for("render") if f"{name}.j2" not in known] == []


@pytest.mark.parametrize("word", ["line", "html_line", "Refusal"])
def test_every_line_that_is_said_exists(word: str) -> None:
    known = lines("zh")
    assert [f"{where} {name}" for where, name in asked_for(word) if name not in known] == []
