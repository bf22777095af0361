"""The short answers of the door: labels, addresses, reasons."""

from handlers.buttons import PRESSES
from handlers.composers import keyboard
from handlers.reports import matters
from outbox.message import Button
from parsing.report import Report


def test_a_label_may_be_a_key_of_the_texts():
    rows = [[["@handlers_button.submit", "submit", ""], ["第一网格", "unit", "7"]]]
    assert keyboard(rows, "zh") == ((Button("提交", "submit"), Button("第一网格", "unit", "7")),)


def test_a_url_button_opens_and_never_comes_back():
    assert keyboard([[["看", "url", "https://example.org"]]], "zh") == ((Button("看", url="https://example.org"),),)


def test_no_button_of_one_table_hides_a_button_of_another():
    from handlers import draft_report, enrolment, incident_presses, notice_dialogue, notice_presses, residents, workers

    tables = (
        incident_presses.INCIDENT_PRESSES,
        notice_presses.NOTICE_PRESSES,
        notice_dialogue.NOTICE_DIALOGUE_PRESSES,
        draft_report.DRAFT_PRESSES,
        residents.PLACE_PRESSES,
        workers.MY_PRESSES,
        enrolment.ENROLMENT_PRESSES,
    )
    assert sum(len(table) for table in tables) == len(PRESSES)


def test_every_button_of_an_incident_is_answered():
    from incidents.buttons import NEEDED

    assert set(NEEDED) - set(PRESSES) == set()


def test_only_incidents_of_several_matters_are_filed():
    light, thanks, leak = Report(kind="incident"), Report(kind="praise"), Report(kind="incident")
    assert matters(Report(kind="multi", items=(light, thanks, leak))) == [light, leak]
    assert matters(light) == [light]
    assert matters(thanks) == []
