import pytest

from parsing.numerals import to_int


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("十", 10),
        ("十一", 11),
        ("廿三", 23),
        ("一百零三", 103),
        ("两百三", 230),
        ("二〇二六", 2026),
        ("3万", 30000),
        ("俩", 2),
        ("两千五", 2500),
        ("四十", 40),
    ],
)
def test_numbers_are_read_as_people_write_them(words, value):
    assert to_int(words) == value


@pytest.mark.parametrize("words", ["", "几", "3a", "好多"])
def test_what_is_no_number_is_none(words):
    assert to_int(words) in {None, 0} if words == "" else to_int(words) is None
