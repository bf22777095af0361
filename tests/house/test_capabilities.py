"""docs/capabilities.md names what exists, and leaves no story, no scene and no picture out; docs/ways.md counts what is told."""

import re

from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "capabilities.md").read_text("utf-8")
COLUMNS = {
    2: {file.stem for file in (ROOT / "tests" / "stories").glob("test_*.py")},
    3: {file.stem for file in (ROOT / "sandbox" / "scenes").glob("*.toml")} - {"town"},
    4: {file.stem for file in (ROOT / "docs" / "pictures").glob("*.png")},
}


def named(column: int) -> set[str]:
    """What stands between backticks in a column of the tables."""
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| ")]
    return {name for row in rows for name in re.findall(r"`([\w-]+)`", row[column])}


def test_every_story_scene_and_picture_that_is_named_exists() -> None:
    assert {column: named(column) - exists for column, exists in COLUMNS.items()} == {2: set(), 3: set(), 4: set()}


def test_no_story_scene_or_picture_is_left_out() -> None:
    assert {column: exists - named(column) for column, exists in COLUMNS.items()} == {2: set(), 3: set(), 4: set()}


def test_every_row_names_a_story() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| what")]
    assert [row for row in rows if "`test_" not in row.split("|")[3]] == []


def test_every_test_that_is_named_by_its_path_exists() -> None:
    named_paths = re.findall(r"`(tests/[\w/]+\.py)`", PAGE)
    assert named_paths
    assert [path for path in named_paths if not (ROOT / path).exists()] == []


def test_every_way_that_is_counted_is_told_by_a_test() -> None:
    ways = (ROOT / "docs" / "ways.md").read_text("utf-8")
    stories = {name for name in re.findall(r"`(test_\w+)`", ways) if name not in COLUMNS[2]}
    elsewhere = {path for path in re.findall(r"`(tests/[\w/]+\.py)`", ways) if not (ROOT / path).exists()}
    assert (stories, elsewhere) == (set(), set())
