import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Tier
from pyramid.roster_change import What, unit_changes
from pyramid.roster_file import read_units
from pyramid.roster_units import final_successor, plan_units

TOWN = (
    "HQ,,hq,,总,-1,",
    "S1,HQ,street,,一街,-2,",
    "C1,S1,community,,一社区,-3,",
    "C2,S1,community,,二社区,-4,",
    "G1,C1,grid,,一格,-5,",
    "G2,C1,grid,,二格,-6,",
    "M1,G1,micro_grid,,一楼,-7,",
    "M2,G2,micro_grid,,二楼,-8,",
)


def rows(*lines):
    sheet = read_units("code,parent,tier,kind,name,chat_id,successor\n" + "\n".join(lines))
    assert not sheet.errors
    return sheet.rows


def plan(*lines, known=None, retire=False):
    return plan_units(rows(*lines), known or {}, retire=retire)


def town():
    after, errors = plan(*TOWN)
    assert not errors
    return after


def changed(line):
    """The town's file with the line of this code replaced."""
    code = line.split(",")[0]
    return [line if each.split(",")[0] == code else each for each in TOWN]


def changes(before, after):
    return [(change.what, change.about) for change in unit_changes(before, after)]


def test_a_second_time_changes_nothing():
    before = town()
    after, errors = plan(*TOWN, known=before, retire=True)
    assert not errors
    assert changes(before, after) == []


def test_the_order_of_lines_does_not_matter():
    after, errors = plan(*reversed(TOWN))
    assert not errors
    assert set(after) == set(town())


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        ("S1,,street,,一街,,", "parent", "parent_missing"),
        ("S1,ZZ,street,,一街,,", "parent", "parent_unknown"),
        ("G1,S1,grid,,一格,,", "tier", "not_one_below"),
        ("M1,C1,micro_grid,,一楼,,", "tier", "not_one_below"),
        ("HQ,S1,hq,,总,,", "parent", "hq_has_parent"),
        ("M2,G2,micro_grid,,二楼,-7,", "chat_id", "chat_taken"),
        ("M1,M1,micro_grid,,一楼,,", "tier", "not_one_below"),
        ("M2,G2,micro_grid,,二楼,,XX", "successor", "successor_unknown"),
        ("M2,G2,micro_grid,,二楼,,G1", "successor", "successor_tier"),
        ("M2,G2,micro_grid,,二楼,,M2", "successor", "successor_retired"),
    ],
)
def test_a_wrong_tree_is_named_by_row_and_column(line, column, what):
    _, errors = plan(*changed(line))
    assert (column, what) in [(error.column, error.what) for error in errors]


def test_a_code_stands_once():
    _, errors = plan(*TOWN, "M2,G1,micro_grid,,二楼,,")
    assert [(error.row, error.what, error.other) for error in errors] == [(10, "twice", "9")]


def test_there_is_one_head_office():
    _, errors = plan(*TOWN, "HQ2,,hq,,又一个,,")
    assert [(error.row, error.what) for error in errors] == [(10, "two_hq")]
    _, errors = plan("S1,HQ,street,,一街,,")
    assert "no_hq" in [error.what for error in errors]


def test_a_second_head_office_beside_one_that_we_have_is_refused():
    _, errors = plan("HQ2,,hq,,又一个,,", known=town())
    assert [error.what for error in errors] == ["two_hq"]


def test_a_unit_keeps_its_tier():
    _, errors = plan("M1,C1,grid,,一楼,,", known=town())
    assert [error.what for error in errors] == ["tier_changed"]


def test_a_part_of_the_tree_may_be_loaded_alone():
    before = town()
    after, errors = plan("M3,G1,micro_grid,,三楼,-9,", known=before)
    assert not errors
    assert changes(before, after) == [(What.UNIT_NEW, "M3"), (What.CHAT_BOUND, "M3")]


def test_what_is_absent_is_retired_only_when_asked():
    before = town()
    assert changes(before, plan(*TOWN[:-1], known=before)[0]) == []
    after, errors = plan(*TOWN[:-1], known=before, retire=True)
    assert not errors
    assert changes(before, after) == [(What.UNIT_RETIRED, "M2"), (What.CHAT_RELEASED, "M2")]


def test_a_retired_unit_that_stands_in_the_file_again_is_revived():
    before, _ = plan(*TOWN[:-1], known=town(), retire=True)
    after, errors = plan(*TOWN, known=before)
    assert not errors
    assert changes(before, after) == [(What.UNIT_REVIVED, "M2"), (What.CHAT_BOUND, "M2")]


def test_a_unit_cannot_be_retired_under_living_children():
    _, errors = plan("G2,C1,grid,,二格,,G1", known=town())
    assert [(error.column, error.what, error.other) for error in errors] == [("successor", "children_left", "M2")]


def test_a_living_unit_cannot_stand_under_a_retired_one():
    _, errors = plan(*changed("G2,C1,grid,,二格,,G1"), known=town())
    assert [(error.row, error.what) for error in errors] == [(9, "parent_retired")]


MERGER = [*changed("G2,C1,grid,,二格,,G1")[:-1], "M2,G1,micro_grid,,二楼,-8,"]


def test_a_merger_names_the_successor_and_moves_the_children():
    before = town()
    after, errors = plan(*MERGER, known=before)
    assert not errors
    assert set(changes(before, after)) == {
        (What.UNIT_MERGED, "G2"),
        (What.UNIT_MOVED, "M2"),
        (What.CHAT_RELEASED, "G2"),
    }
    assert final_successor(after, "G2").code == "G1"
    assert changes(after, plan(*MERGER, known=after)[0]) == []


def test_the_chat_of_a_merged_unit_goes_to_a_successor_that_has_none():
    before, _ = plan(*changed("G1,C1,grid,,一格,,"))
    after, errors = plan(*[line.replace(",一格,-5,", ",一格,,") for line in MERGER], known=before)
    assert not errors
    assert after["G1"].chat_id == -6
    assert (What.CHAT_MOVED, "G1") in changes(before, after)


def test_two_units_merged_into_one_give_it_one_chat():
    before, _ = plan(*changed("M1,G1,micro_grid,,一楼,,"), "M3,G1,micro_grid,,三楼,-9,")
    after, errors = plan(
        "M2,G2,micro_grid,,二楼,,M1", "M3,G1,micro_grid,,三楼,,M1", "M1,G1,micro_grid,,一楼,,", known=before
    )
    assert not errors
    assert after["M1"].chat_id in (-8, -9)
    assert sorted(what for what, _ in changes(before, after)) == [
        What.CHAT_MOVED, What.CHAT_RELEASED, What.UNIT_MERGED, What.UNIT_MERGED,
    ]  # fmt: skip


def test_successors_of_successors_end_in_a_living_unit():
    after, errors = plan(
        "M1,G1,micro_grid,,一楼,,M2", "M2,G2,micro_grid,,二楼,,M3", "M3,G2,micro_grid,,三楼,,", known=town()
    )
    assert not errors
    assert final_successor(after, "M1").code == "M3"


def test_successors_in_a_circle_are_refused():
    _, errors = plan("M1,G1,micro_grid,,一楼,,M2", "M2,G2,micro_grid,,二楼,,M1", known=town())
    assert {error.what for error in errors} == {"successor_retired"}


def test_two_units_may_swap_their_chats():
    before = town()
    lines = [line.replace("-7", "x").replace("-8", "-7").replace("x", "-8") for line in TOWN]
    after, errors = plan(*lines, known=before)
    assert not errors
    assert changes(before, after) == [(What.CHAT_MOVED, "M1"), (What.CHAT_MOVED, "M2")]


def test_an_empty_chat_says_nothing_about_the_chat_that_was_bound_by_code():
    before = town()
    assert plan(*changed("M1,G1,micro_grid,,一楼,,"), known=before)[0]["M1"].chat_id == -7


def test_who_leans_on_a_row_with_a_mistake_is_not_blamed():
    _, errors = plan_units(rows(*TOWN[:1], *TOWN[2:]), {}, retire=True, doubtful=frozenset({"S1"}))
    assert errors == []


# --- any tree -----------------------------------------------------------------------------------------------------------


@st.composite
def trees(draw):
    """Rows of a whole pyramid, with chats here and there."""
    lines, above, chat = ["HQ,,hq,,总,-1,"], ["HQ"], 2
    for tier in list(Tier)[1:]:
        here = []
        for number in range(draw(st.integers(1, 4))):
            code = f"{tier.value[0].upper()}{number}"
            has_chat = draw(st.booleans())
            chat += 1
            parent = draw(st.sampled_from(above))
            name = draw(st.sampled_from(["甲", "乙", "丙"]))
            lines.append(f"{code},{parent},{tier},,{name},{-chat if has_chat else ''},")
            here.append(code)
        above = here
    return lines


@given(trees(), trees(), st.booleans())
def test_loading_any_tree_over_any_other_settles_at_once(first, second, retire):
    before, errors = plan(*first)
    assert not errors
    after, errors = plan(*second, known=before, retire=retire)
    if errors:  # without --retire a chat may still be somebody else's
        assert {error.what for error in errors} <= {"chat_taken"}
        return
    again, errors = plan(*second, known=after, retire=retire)
    assert not errors
    assert changes(after, again) == []
