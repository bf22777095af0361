from hypothesis import given
from hypothesis import strategies as st

from pyramid.tree import child_path, ids_on, is_below, is_within

ids = st.lists(st.integers(1, 10**6), min_size=1, max_size=5, unique=True)


def path_of(line):
    path = None
    for unit_id in line:
        path = child_path(path, unit_id)
    return path


@given(ids)
def test_a_path_names_the_unit_and_all_above_it(line):
    assert ids_on(path_of(line)) == tuple(line)


@given(ids, ids)
def test_one_unit_lies_within_another_when_its_line_begins_with_the_others(line, other):
    assert is_within(path_of(line), path_of(other)) == (line[: len(other)] == other)


def test_unit_33_does_not_cover_unit_330():
    assert not is_within("/1/330/", "/1/33/")


def test_nothing_lies_below_itself():
    assert not is_below("/1/7/", "/1/7/")
    assert is_below("/1/7/9/", "/1/7/")


def test_an_empty_path_lies_nowhere_and_covers_nothing():
    assert not is_within("", "/1/")
    assert not is_within("/1/", "")
