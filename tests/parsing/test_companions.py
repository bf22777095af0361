"""News that a trouble is over, in the words that its kind has for it."""

import pytest

from parsing.companions import is_over


@pytest.mark.parametrize(
    ("leaf", "words"),
    [
        ("housing.elevator_trapped", "出来了 腿软"),
        ("fire.active_fire", "灭了 三楼墙都熏黑"),
        ("care.missing_person", "找到了 公交站坐着"),
        ("municipal.tree", "锯掉了"),
        ("utility.power_outage", "来电了 头发也干了"),
        ("sanitation.animal_nuisance", "捞掉了"),
        ("traffic.illegal_parking", "白车走了 哦 银车走了"),
    ],
)
def test_each_trouble_is_over_in_its_own_words(leaf, words):
    assert is_over(leaf, words)


@pytest.mark.parametrize(
    ("leaf", "words"),
    [
        ("housing.elevator_trapped", "出来了没"),
        ("fire.active_fire", "灭了吗"),
        ("fire.active_fire", "出来了 腿软"),
        ("utility.power_outage", "来电了又停 没完没了"),
        ("care.missing_person", "还没找到"),
        ("housing.leakage", "来了"),
    ],
)
def test_a_question_a_doubt_and_the_words_of_another_kind_are_no_such_news(leaf, words):
    assert not is_over(leaf, words)
