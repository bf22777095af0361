import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.parse_report import parse_report
from parsing.report import LOCATION_PARTS


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_anything_is_read_without_an_error(text):
    report = parse_report(text)
    json.dumps(report.as_json())
    assert 0 <= report.confidence <= 1
    for start, end in report.evidence.values():
        assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "火",
        "3幢",
        "路",
        "1、",
        "又没还",
        "小区里",
        "老人孩子",
        "(1",
        "第一个",
        "昨晚",
        "在楼下",
        "9",
        "一",
        "王某电话1",
    ],
)
def test_long_repetitions_are_read(piece):
    report = parse_report(piece * (4096 // len(piece)))
    assert report.kind


def test_reading_is_repeatable():
    text = "望湖花园3幢2单元昨晚8点多着火了 2个老人受伤 电话13912345678"
    assert parse_report(text) == parse_report(text)


def test_a_report_as_json_has_every_part_of_a_place():
    assert set(parse_report("3幢").as_json()["location"]) == set(LOCATION_PARTS)
