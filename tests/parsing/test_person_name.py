"""An answer to "whom?" is told from talk."""

import pytest

from parsing.person_name import is_a_name


@pytest.mark.parametrize(
    "words",
    [
        "张建国",
        "李四",
        "楼上王阿姨",
        "老李",
        "陈师傅",
        "对门的刘大爷",
        "欧阳金",
        "John Smith",
        "Mr Smith",
        "Mrs. Anna Li",
    ],
)
def test_a_name_is_a_name(words):
    assert is_a_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "谢谢",
        "好的",
        "马上",
        "我也不知道是谁",
        "王阿姨家漏水了",
        "3幢停电了",
        "Hello",
        "Nobody knows",
        "",
        "/my",
        "张" * 50,
    ],
)
def test_talk_and_reports_are_none(words):
    assert not is_a_name(words)
