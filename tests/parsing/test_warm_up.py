"""A warmed parser reads as a cold one, and has nothing left to unpack."""

from parsing.late import Late
from parsing.linear import load
from parsing.reader import MODELS
from parsing.reading import WEIGHTS, read
from parsing.warm_up import warm_up


def test_after_warming_up_no_pattern_waits_to_be_compiled():
    warm_up()
    assert [each for each in Late.known if "_pattern" not in vars(each)] == []


def test_rows_are_the_same_whenever_they_were_unpacked():
    cold, warm = (load(WEIGHTS / MODELS).rows for _ in range(2))
    warm.unpack_all()
    names = ["灯", "漏水", "着火", "no such name"]
    assert [warm[name] for name in names] == [cold[name] for name in names]


def test_reading_goes_on_as_before():
    before = read("3幢楼道灯坏了").leaves()
    warm_up()
    assert read("3幢楼道灯坏了").leaves() == before
