"""The place on a card: behind the unit's name, and never a wrong house in front."""

import pytest

from incidents.view import Depth, place_with_unit

UNIT = "梧桐苑3幢"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({}, "梧桐苑3幢"),
        ({"unit": "2"}, "梧桐苑3幢 2单元"),
        ({"building": "3", "unit": "2"}, "梧桐苑3幢 2单元"),
        ({"landmark": "东门"}, "梧桐苑3幢 东门"),
        ({"building": "5", "unit": "2"}, "5栋2单元（梧桐苑3幢群里说）"),
        ({"compound": "桂花园", "building": "5"}, "桂花园5栋（梧桐苑3幢群里说）"),
        ({"compound": "桂花园", "building": "3"}, "桂花园3栋（梧桐苑3幢群里说）"),
        ({"compound": "桂花园", "landmark": "东门"}, "桂花园东门（梧桐苑3幢群里说）"),
        ({"road": "人民路", "number": "12号"}, "人民路12号（梧桐苑3幢群里说）"),
        ({"compound": "梧桐苑", "building": "3", "unit": "2"}, "梧桐苑3幢 2单元"),
        ({"compound": "下徐村", "number": "46号"}, "下徐村46号（梧桐苑3幢群里说）"),
    ],
)
def test_another_place_stands_before_the_unit_that_told_of_it(place, said):
    assert place_with_unit(UNIT, place, Depth.ALL, "zh") == said


def test_a_unit_that_is_no_house_stands_before_every_house():
    assert place_with_unit("第一网格", {"building": "5"}, Depth.ALL, "zh") == "第一网格 5栋"


def test_it_is_said_in_english_too():
    assert place_with_unit(UNIT, {"building": "5"}, Depth.ALL, "en") == "building 5 (told in 梧桐苑3幢)"
