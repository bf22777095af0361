import pytest

from parsing.parse_report import parse_report
from parsing.split import split_matters


def test_a_numbered_list_is_cut_though_numbers_touch():
    text = "今天看到:1、3幢楼下路灯不亮;2、6幢门口垃圾桶满了;3、北门井盖翘起来了"
    report = parse_report(text, sender_role="grid_head", chat_tier="grid")
    assert (report.kind, report.expected_action) == ("multi", "split")
    assert [item.location.building for item in report.items] == ["3", "6", None]
    assert [item.category for item in report.items] == [
        "municipal.streetlight",
        "sanitation.garbage",
        "municipal.manhole",
    ]
    for item in report.items:
        assert item.span is not None
        assert item.words == text[item.span[0] : item.span[1]]


def test_spoken_ordinals_are_cut_without_punctuation():
    report = parse_report("跟你说两个事第一个就是3号楼楼道灯坏了第二个就是垃圾桶满了没人收")
    assert [item.category for item in report.items] == ["municipal.streetlight", "sanitation.garbage"]


def test_a_decimal_number_does_not_cut():
    assert len(split_matters("坑有2.5米深 1.2米宽")) == 1


def test_one_matter_stays_whole():
    assert parse_report("3幢电梯坏了 老人下不来").items == ()


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("东门垃圾桶满了没人收，北门有人乱停车堵门", ["sanitation.garbage", "traffic.illegal_parking"]),
        ("3幢电梯坏了，楼下垃圾桶满了没人收", ["housing.elevator_fault", "sanitation.garbage"]),
    ],
)
def test_matters_that_only_a_comma_parts_are_cut(text, leaves):
    report = parse_report(text)
    assert report.kind == "multi"
    assert [item.category for item in report.items] == leaves


@pytest.mark.parametrize("text", ["3幢水管爆了，楼道全是水", "楼下烧烤店油烟大，半夜还吵", "3幢电梯坏了，老人下不来"])
def test_what_follows_from_a_matter_is_no_second_one(text):
    assert parse_report(text).items == ()


def test_three_matters_are_cut_where_two_are_only_parted_by_a_blank():
    report = parse_report("3幢路灯坏了 5幢楼道堆了纸箱 还有9幢下水道堵了")
    assert [item.category for item in report.items] == [
        "municipal.streetlight",
        "fire.corridor_clutter",
        "municipal.sewer_blocked",
    ]


def test_a_second_matter_may_be_told_without_a_known_word():
    report = parse_report("车棚里又有电瓶被偷了，灯也不亮")
    assert [item.category for item in report.items] == ["security.theft", "municipal.streetlight"]
