"""Names of roads and villages: what the tagger learned of them, and what the grammar still finds where it learned nothing."""

import pytest

from parsing import learned_names
from parsing.corpus import fingerprint
from parsing.learned_names import find_names, without_names
from parsing.streets import Named
from parsing.train_places import MARKED


def told(text):
    names = find_names(text)
    return [[text[named.start : named.end] for named in row] for row in names]


def test_the_tagger_of_names_was_trained_from_the_marked_messages_as_they_stand():
    assert learned_names.tagger().head["corpus"] == fingerprint(MARKED), "run: make train"


@pytest.mark.parametrize(
    ("text", "roads", "compounds"),
    [
        ("走塘沿路过去的那座桥塌了", ["塘沿路"], []),
        ("梅园路和竹园路都停水", ["梅园路", "竹园路"], []),
        ("杏花畈何家巷5号漏水", ["何家巷"], ["杏花畈"]),
        ("丰收路停电 枫林小区没水", ["丰收路"], ["枫林小区"]),
        ("这条路太窄 车过不去", [], []),
        ("他家在村里开店", [], []),
    ],
)
def test_names_are_told_from_what_stands_around_them(text, roads, compounds):
    assert told(text) == [roads, compounds]


def test_where_the_tagger_finds_nothing_the_grammar_is_asked(monkeypatch):
    class Silent:
        def tally(self, text, marks):
            return self

        def all(self, bar):
            return []

    monkeypatch.setattr(learned_names, "tagger", Silent)
    assert told("丰收路88号枫林小区停电") == [["丰收路"], ["枫林小区"]]


def test_names_of_a_clause_are_those_of_its_message_counted_from_its_beginning():
    text = "丰收路88号停电 枫林小区没水"
    assert find_names(text).within(9, len(text)) == ([], [Named(0, 4)])
    assert find_names(text).within(0, 8) == ([Named(0, 3, (3, 6))], [])


def test_a_written_out_address_is_left_to_the_grammar(monkeypatch):
    monkeypatch.setattr(learned_names, "tagger", None)
    assert told("浙江省金华市婺城区丰收路88号枫林小区") == [["丰收路"], ["枫林小区"]]
    assert told("婺城区丰收路88号枫林小区") == [["丰收路"], ["枫林小区"]]


def test_what_is_told_of_a_name_is_told_as_of_any():
    assert without_names("李家畈停水了") == without_names("枫林小区停水了") == "小区停水了"
    assert without_names("丰收路5号停水了") == "大路5号停水了"
    assert without_names("没水了") == "没水了"
