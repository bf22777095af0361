"""Lost and found: sides, kinds and colours."""

import pytest

from parsing.things import may_be_the_same, read_thing


@pytest.mark.parametrize(
    ("lost", "found", "is_same"),
    [
        ("我的钥匙丢了，一串三把，在小区门口", "捡到一串钥匙，在2幢楼下，谁丢的", True),
        ("家里泰迪跑丢了，白色的", "捡到一只白色泰迪狗", True),
        ("家里泰迪跑丢了，白色的", "谁家的狗丢了，棕色", False),
        ("丢了一个黑色钱包，里面有身份证", "捡到黑色钱包一个", True),
        ("丢了一个黑色钱包", "捡到一把雨伞", False),
        ("我的手机丢了", "我的手机也丢了", False),
        ("I lost my keys near building 2", "Found a bunch of keys", True),
    ],
)
def test_what_fits_is_of_one_kind_and_of_no_two_colours(lost, found, is_same):
    assert may_be_the_same(read_thing(lost), read_thing(found)) is is_same
    assert may_be_the_same(read_thing(found), read_thing(lost)) is is_same


def test_words_about_something_else_are_on_no_side():
    assert read_thing("3幢路灯坏了").is_found is None
