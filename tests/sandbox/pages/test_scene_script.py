"""What a scene may be, and the one line it is refused with."""

from pathlib import Path

import pytest

from sandbox.scene_script import SceneError, fill, read_scene
from sandbox.scene_town import read_town
from sandbox.server import PAGES, SCENES

GOOD = """
title = {{ zh = "戏", en = "scene" }}
[[step]]
zh = "一"
en = "one"
{}
"""


def read(step, title=GOOD):
    return read_scene("play", title.format(step), people={"chen"}, units={"A-1"}, pictures={"leak.png"})


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ('say = "x"', "say needs who and chat"),
        ('who = "li"\nchat = "A-1"\nsay = "x"', "nobody is called li"),
        ('who = "chen"\nchat = "B"\nsay = "x"', "there is no unit B"),
        ('who = "chen"\nchat = "A-1"\nsay = "x"\npress = "接单"', "one deed at a time, not say and press"),
        ('who = "chen"\nchat = "A-1"\nphoto = "cat.png"', "there is no picture cat.png"),
        ('clock = "soon"', 'clock is "15m", "4h" or "next_morning", not "soon"'),
        ('chat = "dm"\nsee = "x"', "dm needs who"),
        ('chat = "A-1"', "nothing is done and nothing is to be seen"),
        ('see = "x"', "see needs chat or where"),
        ('chat = "A-1"\nsee = "{{leak}}"', "no step before keeps leak"),
        ('who = "chen"\nchat = "A-1"\nsay = 5', "say must be a text"),
        ('clock = "1h"\npause = -1', "pause must be a number of seconds"),
        ('speak = "x"', "no such key: speak"),
    ],
)
def test_a_wrong_step_is_refused_with_one_line_that_names_it(step, words):
    with pytest.raises(SceneError) as refused:
        read(step)
    assert str(refused.value) == f"play.toml, step 1: {words.replace('{{', '{').replace('}}', '}')}"


def test_a_step_without_a_line_in_both_languages_is_refused():
    with pytest.raises(SceneError, match="step 1: it needs a line for the visitor in zh and en"):
        read("", GOOD.replace('en = "one"', 'clock = "1h"'))


def test_a_file_that_is_no_toml_is_refused_with_one_line():
    with pytest.raises(SceneError, match=r"^play\.toml is no TOML: [^\n]+$"):
        read_scene("play", "title =", people=(), units=(), pictures=())


def test_a_scene_without_steps_is_refused():
    with pytest.raises(SceneError, match=r"there is no \[\[step\]\]"):
        read_scene("play", 'title = { zh = "戏", en = "scene" }', people=(), units=(), pictures=())


def test_kept_numbers_are_filled_in_and_unknown_ones_stay():
    assert fill("{leak} 与 {other}", {"leak": "#A-1"}) == "#A-1 与 {other}"


@pytest.mark.parametrize(
    "path", sorted(path for path in SCENES.glob("*.toml") if path.stem != "town"), ids=lambda p: p.stem
)
def test_every_scene_that_is_shipped_can_be_read(path: Path):
    town = read_town(SCENES)
    pictures = {picture.name for picture in (PAGES / "pictures").iterdir()}
    scene = read_scene(path.stem, path.read_text("utf-8"), people=town.people, units=town.units, pictures=pictures)
    assert 40 <= sum(step.pause for step in scene.steps) <= 75  # about a minute
