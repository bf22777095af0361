import pytest

from models.kinds import Role, Tier
from pyramid.roster_error import RosterError
from pyramid.roster_file import MOST_ROWS, fits, read_people, read_units

UNITS = "code,parent,tier,kind,name,chat_id,successor\n"
PEOPLE = "user_id,name,role,unit,language\n"


def units(*lines):
    return read_units(UNITS + "\n".join(lines))


def people(*lines):
    return read_people(PEOPLE + "\n".join(lines))


def wrong(sheet):
    return [(error.row, error.column, error.what) for error in sheet.errors]


def test_a_unit_is_read_with_its_line():
    (row,) = units("S1,HQ,street,street_section,三江街道,-1001234567890,").rows
    assert (row.row, row.code, row.parent, row.tier, row.kind) == (2, "S1", "HQ", Tier.STREET, "street_section")
    assert (row.name, row.chat_id, row.successor) == ("三江街道", -1001234567890, "")


def test_a_person_is_read_with_role_and_field():
    first, second = people("42,张三,department:fire,S1,EN", ",,grid_worker,G1,").rows
    assert (first.user_id, first.role, first.field, first.language) == (42, Role.DEPARTMENT, "fire", "en")
    assert (second.user_id, second.name, second.role, second.field) == (None, "", Role.GRID_WORKER, "")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_and_bytes_are_no_mistake(mark):
    text = mark + UNITS + "HQ,,hq,,总,,\n"
    assert [row.code for row in read_units(text).rows] == ["HQ"]
    assert [row.code for row in read_units(text.encode()).rows] == ["HQ"]


def test_the_successor_and_the_language_may_be_left_out():
    assert read_units("code,parent,tier,kind,name,chat_id\nHQ,,hq,,总,\n").rows[0].successor == ""
    assert read_people("user_id,name,role,unit\n1,张,hq_office,HQ\n").rows[0].language == ""


def test_spaces_blank_lines_windows_lines_and_spare_commas_are_no_mistake():
    sheet = read_units(UNITS.replace("\n", ",,\r\n") + "\r\n HQ , ,hq,,总 ,,,,\r\n,,,,,,,,\r\n")
    assert not sheet.errors
    assert [(row.code, row.name) for row in sheet.rows] == [("HQ", "总")]


def test_a_quoted_name_may_hold_a_comma():
    assert units('HQ,,hq,,"金开区,总群",,').rows[0].name == "金开区,总群"


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        (",HQ,street,,三江,,", "code", "empty"),
        ("S 1,HQ,street,,三江,,", "code", "no_code"),
        ("S1;2,HQ,street,,三江,,", "code", "no_code"),
        ("S1,H/Q,street,,三江,,", "parent", "no_code"),
        ("S1,HQ,town,,三江,,", "tier", "no_tier"),
        ("S1,HQ,,,三江,,", "tier", "no_tier"),
        ("S1,HQ,street,,,,", "name", "empty"),
        ("S1,HQ,street,," + "江" * 129 + ",,", "name", "too_long"),
        ("S1,HQ,street,,三\x07江,,", "name", "control_signs"),
        ("S1,HQ,street,,三江,12345,", "chat_id", "no_chat"),
        ("S1,HQ,street,,三江,-1.00E+12,", "chat_id", "no_chat"),
        ("S1,HQ,street,,三江,@group,", "chat_id", "no_chat"),
        ("S1,HQ,street,,三江,-９,", "chat_id", "no_chat"),
        ("S1,HQ,street,,三江,-9223372036854775809,", "chat_id", "no_chat"),
        ("S1,HQ,street,,三江,,G 1", "successor", "no_code"),
    ],
)
def test_a_wrong_cell_of_a_unit_is_named_by_row_and_column(line, column, what):
    sheet = units("HQ,,hq,,总,,", line)
    assert wrong(sheet) == [(3, column, what)]
    assert [row.code for row in sheet.rows] == ["HQ"]


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        ("1,张三,boss,G1,", "role", "no_role"),
        ("1,张三,,G1,", "role", "no_role"),
        ("1,张三,grid_head:fire,G1,", "role", "no_field"),
        ("1,张三,grid_head,,", "unit", "empty"),
        ("@zhang,张三,grid_head,G1,", "user_id", "no_user"),
        ("-5,张三,grid_head,G1,", "user_id", "no_user"),
        ("1,张三,grid_head,G1,fr", "language", "no_language"),
        ("1," + "张" * 129 + ",grid_head,G1,", "name", "too_long"),
    ],
)
def test_a_wrong_cell_of_a_person_is_named_by_row_and_column(line, column, what):
    assert wrong(people("9,李四,hq_office,HQ,zh", line)) == [(3, column, what)]


def test_all_mistakes_are_found_in_one_go():
    assert len(units(",,town,,,x,", "S1,HQ,street,,三江,7,").errors) == 5


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "no_header"),
        ("code;parent;tier\n", "no_header"),
        ("id,parent,tier,kind,name,chat_id\n", "no_header"),
        ("code,code,tier,kind,name,chat_id\n", "no_header"),
        ("HQ,,hq,,总,-1,\n", "no_header"),
        ((UNITS + "HQ,,hq,,金开区,,").encode("gbk"), "no_utf8"),
        ((UNITS + "HQ,,hq,,金开区,,").encode("utf-16"), "no_utf8"),
        (UNITS + 'HQ,,hq,,"金"开,,', "no_csv"),
    ],
)
def test_a_file_that_is_none_is_one_mistake(data, what):
    sheet = read_units(data)
    assert [error.what for error in sheet.errors] == [what]
    assert sheet.is_unreadable


def test_the_row_of_a_wrong_byte_is_named():
    (error,) = read_units(UNITS.encode() + b"HQ,,hq,,x,,\nS1,HQ,street,,\xff\xfe,,\n").errors
    assert error.row == 3


def test_too_few_and_too_many_cells_are_named_by_row():
    assert [error.what for error in units("HQ,,hq", "HQ,,hq,,总,,,x").errors] == ["cells", "cells"]


def test_a_file_without_end_is_refused():
    data = PEOPLE + "1,a,hq_office,HQ,\n" * (MOST_ROWS + 1)
    assert [error.what for error in read_people(data).errors] == ["too_many"]


def test_commanding_roles_stand_on_their_own_tier_and_specialists_anywhere():
    assert fits(Role.GRID_HEAD, Tier.GRID)
    assert not fits(Role.GRID_HEAD, Tier.STREET)
    assert all(fits(Role.DEPARTMENT, tier) and fits(Role.MEDIATOR, tier) for tier in Tier)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mistake_reads_as_file_row_column_and_reason(language):
    sentence = RosterError("units.csv", 7, "tier", "no_tier", "town", "hq, street").sentence(language)
    for part in ("units.csv", "7", "tier", "town", "hq, street"):
        assert part in sentence
