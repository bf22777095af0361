"""The short answers of the door: labels, addresses, reasons."""

from collections import Counter

from handlers.buttons import PRESSES
from handlers.composers import keyboard
from handlers.file_matters import matters
from outbox.message import Button
from parsing.report import Report


def test_a_label_may_be_a_key_of_the_texts():
    rows = [[["@handlers_button.submit", "submit", ""], ["第一网格", "unit", "7"]]]
    assert keyboard(rows, "zh") == ((Button("提交", "submit"), Button("第一网格", "unit", "7")),)


def test_a_url_button_opens_and_never_comes_back():
    assert keyboard([[["看", "url", "https://example.org"]]], "zh") == ((Button("看", url="https://example.org"),),)


def test_no_button_of_one_table_hides_a_button_of_another():
    from handlers import buttons

    tables = [table for name, table in vars(buttons).items() if name.endswith("_PRESSES")]
    seen = Counter(action for table in tables for action in table)
    told_apart_by_kind = {"correct"}  # 改 under a card of an incident, 更正 under a notice
    assert {action for action, count in seen.items() if count > 1} <= told_apart_by_kind


def test_every_button_of_an_incident_is_answered():
    from incidents.buttons import NEEDED

    assert set(NEEDED) - set(PRESSES) == set()


def test_only_incidents_of_several_matters_are_filed():
    light, thanks, leak = Report(kind="incident"), Report(kind="praise"), Report(kind="incident")
    assert matters(Report(kind="multi", items=(light, thanks, leak))) == [light, leak]
    assert matters(light) == [light]
    assert matters(thanks) == []
