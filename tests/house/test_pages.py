"""What people read about the house is complete and true."""

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from models import kinds
from tests.house.sources import ROOMS, ROOT, name_of, project_files

PAGES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md")
CLOSED_LISTS = [
    kind
    for kind in vars(kinds).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
HEADINGS = ("## Context", "## Decision", "## Consequences", "## Check")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def pages() -> Iterator[Path]:
    yield from (ROOT / page for page in PAGES)
    yield from (ROOT / "docs").rglob("*.md")


def decisions() -> list[Path]:
    return sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_first_screen_gives_the_two_commands(page: str) -> None:
    first_screen = (ROOT / page).read_text("utf-8").splitlines()[:45]
    for command in ("make demo", "make test"):
        assert any(command in line for line in first_screen), command


def test_every_make_command_of_the_pages_exists() -> None:
    asked = {
        (name_of(page), target)
        for page in pages()
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
    }
    assert {(page, target) for page, target in asked if target not in targets()} == set()


def test_plain_make_explains_every_command() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    explained = set(re.findall(r"^([a-z-]+):.*?## ", text, re.MULTILINE))
    asked = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)[1].split())  # type: ignore[index]
    assert explained == asked == targets()


def test_links_between_pages_lead_somewhere() -> None:
    dead = []
    for page in pages():
        for link in re.findall(r"\]\(([^)#\s]+)|(?:src|srcset)=\"([^\"]+)\"", page.read_text("utf-8")):
            path = next(part for part in link if part)
            if "://" not in path and not (page.parent / path).exists():
                dead.append(f"{name_of(page)} → {path}")
    assert dead == []


@pytest.mark.parametrize("kind", CLOSED_LISTS, ids=lambda kind: kind.__name__)
def test_the_glossary_has_every_word_of_a_closed_list(kind: type[StrEnum]) -> None:
    page = (ROOT / "GLOSSARY.md").read_text("utf-8")
    assert [member.value for member in kind if f"`{member.value}`" not in page] == []


def test_the_glossary_has_every_room() -> None:
    page = (ROOT / "GLOSSARY.md").read_text("utf-8")
    assert [room for room in ROOMS if f"`{room}/`" not in page] == []


def test_every_decision_says_why_what_and_how_it_is_kept() -> None:
    assert decisions()
    for file in decisions():
        text = file.read_text("utf-8")
        assert [heading for heading in HEADINGS if heading not in text] == [], file.name
        quoted = [line for line in text.splitlines() if line.startswith("> ")]
        assert len(quoted) == 1, f"{file.name}: the decision is one line that can be quoted"


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(file.name[:4]) for file in decisions()] == list(range(1, len(decisions()) + 1))


def test_every_check_that_a_decision_names_exists() -> None:
    gone = []
    for file in decisions():
        check = file.read_text("utf-8").partition("## Check")[2]
        named = re.findall(r"`((?:tests|pyproject|Makefile|benchmarks)[\w./-]*)(?:::(\w+))?`", check)
        assert named, f"{file.name} names no check"
        for path, test in named:
            if not (ROOT / path).exists() or (test and f"def {test}(" not in (ROOT / path).read_text("utf-8")):
                gone.append(f"{file.name}: {path} {test}")
    assert gone == []


def test_env_example_lists_every_setting_and_nothing_else() -> None:
    from bot.settings import Settings

    listed = re.findall(r"^#? ?(PAGODA_[A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(f"PAGODA_{name.upper()}" for name in Settings.model_fields)


def test_pins_cover_every_wish_and_name_no_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    }
    wishes = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[\[<>=]", wish)[0].lower() for wish in wishes} - pinned == set()


# Written in two parts, or this file would be the first finding.
FOREIGN = re.compile(
    "|".join(
        [
            *("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)", "deb" + r"\.debian\.org"),
            *("(?<![\\w.])/wo" + "rk/", "(?<![\\w.])/ro" + "ot/", "(?<![\\w.])/ho" + "me/[a-z]"),
        ]
    )
)
LOCKS = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml"}


def test_the_project_names_no_registry_and_no_machine() -> None:
    found = []
    for file in project_files():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{name_of(file)}:{n}" for n, line in enumerate(text.splitlines(), 1) if FOREIGN.search(line)]
    assert found == []


def test_no_lock_file_is_kept() -> None:
    assert [name_of(file) for file in project_files() if file.name in LOCKS] == []
