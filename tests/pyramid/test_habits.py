"""What a group teaches counts, is heeded only there, and never touches an emergency."""

from datetime import UTC, datetime

from incidents.heed_habits import heed_habits
from parsing.report import Location, Report
from pyramid.habits import hearing_of, is_taught_away, key_of, lessons, with_drop, with_leaf, without
from pyramid.policy import Hearing

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
LEAF, WORD = "sanitation.animal_nuisance", "狗叫"
KEY = key_of(LEAF, WORD)
SAID = Report("incident", LEAF, "low", evidence={"category": (0, 2)})


def taught(times=3, yes=0):
    habits = None
    for _ in range(times):
        habits = with_drop(habits, KEY, NOW, no=1)
    return with_drop(habits, KEY, NOW, yes=yes)


def test_three_more_against_than_for_are_enough():
    assert not is_taught_away(taught(2), LEAF, WORD)
    assert is_taught_away(taught(3), LEAF, WORD)
    assert not is_taught_away(taught(3, yes=1), LEAF, WORD)
    assert not is_taught_away(taught(3), LEAF, "鸡叫")


def test_a_lesson_silences_only_words_without_a_place_and_never_an_emergency():
    assert heed_habits(SAID, WORD, taught()) is None
    placed = Report("incident", LEAF, "low", location=Location(building="3"), evidence={"category": (0, 2)})
    assert heed_habits(placed, WORD, taught()) is placed
    urgent = Report("incident", LEAF, "emergency", evidence={"category": (0, 2)})
    assert heed_habits(urgent, WORD, taught()) is urgent
    hidden = Report("incident", LEAF, "low", sensitivity="S2", evidence={"category": (0, 2)})
    assert heed_habits(hidden, WORD, taught()) is hidden


def test_a_correction_given_twice_is_heeded_and_lowers_no_urgency():
    once = with_leaf(None, KEY, "utility.water_burst", NOW)
    assert heed_habits(SAID, WORD, once) is SAID
    twice = with_leaf(once, KEY, "utility.water_burst", NOW)
    meant = heed_habits(SAID, WORD, twice)
    assert (meant.category, meant.urgency) == ("utility.water_burst", "urgent")
    other = with_leaf(twice, KEY, "municipal.streetlight", NOW)
    assert heed_habits(SAID, WORD, other) is SAID


def test_lessons_are_seen_and_forgotten():
    habits = with_leaf(taught(), KEY, "utility.water_burst", NOW)
    assert {(each.kind, each.word, each.count, each.is_learnt) for each in lessons(habits)} == {
        ("drop", WORD, 3, True),
        ("leaf", WORD, 1, False),
    }
    assert lessons(without(without(habits, "drop", KEY), "leaf", KEY)) == []


def test_the_leaders_word_beats_the_policys():
    assert hearing_of(None, Hearing.DRAFT) is Hearing.DRAFT
    assert hearing_of({"hearing": "open"}, Hearing.DRAFT) is Hearing.OPEN
    assert hearing_of({"hearing": "?"}, Hearing.DRAFT) is Hearing.DRAFT
