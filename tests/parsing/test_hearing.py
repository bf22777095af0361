"""The bar that what sounds like an incident has to pass: the same sureness is enough for a wall, and not for what talk is full of."""

import pytest

from parsing.hearing import Signs, is_heard
from parsing.leaves import LEAVES
from parsing.parse_report import parse_report

WEIGHED = {"incident": 0.9, "chatter": 0.08, "ack": 0, "notice": 0, "praise": 0, "question": 0.02}


def heard(leaf: str, *, alarm: float = 0.0) -> bool:
    """Whether a plain text is heard that is surely an incident of this leaf."""
    assert leaf in LEAVES
    signs = Signs(0.1, 0.0, False, False, False, lambda: False, alarm, leaf)
    return is_heard("天花板裂了一道缝", WEIGHED, {}, signs)


@pytest.mark.parametrize("leaf", ["housing.dangerous_building", "municipal.sewer_blocked", "pollution.noise_living"])
def test_what_nobody_talks_of_unless_it_is_amiss_is_heard_sooner(leaf):
    assert heard(leaf)


@pytest.mark.parametrize("leaf", ["service.other", "care.missing_person", "dispute.family"])
def test_what_talk_is_full_of_must_be_surer(leaf):
    assert not heard(leaf)


def test_each_step_towards_an_emergency_counts():
    assert heard("care.missing_person", alarm=0.8)


@pytest.mark.parametrize("words", ["天花板裂了条缝", "地漏下水慢", "水管一直滴水"])
def test_the_shortest_words_about_a_thing_are_heard(words):
    assert parse_report(words).kind == "incident"
