"""Every sentence of these rooms exists in both languages with the same blanks."""

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from models.kinds import IncidentState, Role, Tier, Urgency

TEXTS = Path(__file__).parents[2] / "texts"
TEMPLATES = (
    "incident_answer", "incident_neutral", "incident_card", "incident_restricted", "incident_offer", "check_request",
    "incident_request", "closing_question", "reporter_news", "worker_news", "digest", "escalation_brief",
)  # fmt: skip


def sentences(room, language):
    tables = tomllib.loads((TEXTS / language / f"{room}.toml").read_text(encoding="utf-8"))
    return {f"{table}.{key}": text for table, keys in tables.items() for key, text in keys.items()}


def blanks(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("room", ["incidents", "escalations"])
def test_both_languages_say_the_same_with_the_same_blanks(room):
    chinese, english = sentences(room, "zh"), sentences(room, "en")
    assert set(chinese) == set(english)
    assert {name: blanks(text) for name, text in chinese.items()} == {
        name: blanks(text) for name, text in english.items()
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_template_stands_in_both_languages(language):
    for name in TEMPLATES:
        assert (TEXTS / language / f"{name}.j2").exists()


def test_every_closed_word_has_its_word_for_people():
    chinese = sentences("incidents", "zh")
    for table, words in (
        ("incident_state", IncidentState),
        ("incident_answer_state", IncidentState),
        ("incident_urgency", Urgency),
        ("incident_mark", Urgency),
        ("incident_tier", Tier),
        ("incident_role", Role),
    ):
        for word in words:
            assert f"{table}.{word}" in chinese
