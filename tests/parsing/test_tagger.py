"""The linear tagger: what votes, how votes add up, and which stretch wins."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.tagger import LABELS, PLACES, REACH, UNSEEN, Steps, Tagger, Tally, names_in, save

NO_STEPS = [-UNSEEN, -UNSEEN, -UNSEEN, -UNSEEN, 0, 0]


def row(**votes):
    """Votes by distance and label: `b0` on a beginning right there, `i2` on going on two places further."""
    told = [0] * (PLACES * LABELS)
    for name, vote in votes.items():
        told[(REACH + int(name[1:].replace("_", "-"))) * LABELS + (name[0] == "i")] = vote
    return told


def tagger(path, rows):
    save(path, {"steps": NO_STEPS}, rows)
    return Tagger(path)


def test_votes_fall_on_the_places_around_what_casts_them(tmp_path):
    tally = tagger(tmp_path / "t", {"水": row(b0=5, i1=7, b_1=-3)}).tally("a水b", {})
    assert [vote - UNSEEN for vote in tally.begins] == [-3, 5, 0]
    assert [vote - UNSEEN for vote in tally.goes_on] == [0, 0, 7]


def test_signs_pairs_and_marks_vote_alike(tmp_path):
    rows = {name: row(b0=vote) for name, vote in (("水", 1), ("水管", 2), ("@room", 4))}
    tally = tagger(tmp_path / "t", rows).tally("水管爆", {0: "room"})
    assert [vote - UNSEEN for vote in tally.begins] == [7, 0, 0]


def test_votes_below_nothing_take_nothing_from_their_neighbours(tmp_path):
    rows = {"a": row(**{f"b{at}".replace("-", "_"): -128 for at in range(-REACH, REACH + 1)})}
    tally = tagger(tmp_path / "t", rows).tally("a" * 30, {})
    assert min(tally.begins) - UNSEEN == -128 * PLACES
    assert {vote - UNSEEN for vote in tally.goes_on} == {0}


def test_numbers_and_blanks_are_alike_to_the_tagger():
    assert names_in("3幢\n2", {}) == names_in("7幢 5", {})


def test_only_the_beginning_of_a_long_letter_is_looked_at(tmp_path):
    assert len(tagger(tmp_path / "t", {"a": row()}).tally("a" * 5000, {}).begins) == 400


def test_an_empty_text_has_no_stretch(tmp_path):
    assert tagger(tmp_path / "t", {"a": row()}).tally("", {}).best(0, 0) is None


votes = st.integers(-40, 40)
steps = st.builds(Steps, votes, votes, votes, votes, votes, votes)


def worth(tally, start, end, last):
    """What a stretch is worth, added up one sign after another."""
    told = tally.begins[start] + (tally.steps.begin if start else tally.steps.begin_of_all)
    for at in range(start + 1, end):
        told += tally.goes_on[at] + (tally.steps.second if at == start + 1 else tally.steps.on)
    if end == last:
        return told
    return told + (tally.steps.end_at_once if end == start + 1 else tally.steps.end)


@given(st.lists(st.tuples(votes, votes), min_size=1, max_size=9), steps)
def test_the_best_stretch_is_the_one_that_trying_all_would_choose(signs, its_steps):
    tally = Tally([begin for begin, _ in signs], [on for _, on in signs], its_steps)
    last = len(signs)
    best = max(worth(tally, start, end, last) for start, end in itertools.combinations(range(last + 1), 2))
    found = tally.best(0, last)
    assert (found is None) == (best <= 0)
    if found is not None:
        assert worth(tally, *found, last) == best


@pytest.mark.parametrize(("first", "last"), [(0, 2), (2, 5), (3, 3)])
def test_a_stretch_is_looked_for_only_between_its_places(first, last):
    found = Tally([9] * 6, [9] * 6, Steps(0, 0, 0, 0, 0, 0)).best(first, last)
    assert found == ((first, last) if first < last else None)


def test_every_stretch_is_found_once_and_in_order():
    begins = [0, 9, 0, 0, 9, 0]
    told = Tally(begins, [-9] * 6, Steps(0, 0, -9, -9, 0, 0))
    assert told.all() == [(1, 2), (4, 5)]
    assert Tally([], [], Steps(0, 0, 0, 0, 0, 0)).all() == []
