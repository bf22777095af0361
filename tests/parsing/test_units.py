from parsing.parse_report import parse_report
from parsing.report import Location
from parsing.units import KnownUnit, candidate_units, edits

TOWN = (
    KnownUnit("hq", "金华", "city"),
    KnownUnit("s1", "江南街道", "street", ("hq",)),
    KnownUnit("c1", "锦绣社区", "community", ("hq", "s1")),
    KnownUnit("g1", "锦绣小区", "grid", ("hq", "s1", "c1")),
    KnownUnit("g1-3-1", "3幢1单元", "stairwell", ("hq", "s1", "c1", "g1")),
    KnownUnit("g1-3-2", "3幢2单元", "stairwell", ("hq", "s1", "c1", "g1")),
    KnownUnit("g1-5-2", "5幢2单元", "stairwell", ("hq", "s1", "c1", "g1")),
    KnownUnit("g1-e", "东门岗亭", "gate", ("hq", "s1", "c1", "g1")),
    KnownUnit("g2", "翠苑花园", "grid", ("hq", "s1", "c1")),
    KnownUnit("g2-3-2", "3幢2单元", "stairwell", ("hq", "s1", "c1", "g2")),
)


def codes(location: Location, here: str | None = None) -> list[str]:
    return [candidate.code for candidate in candidate_units(location, TOWN, here=here)]


def test_a_door_is_the_one_inside_the_compound_of_the_chat():
    assert codes(Location(building="3", unit="2"), here="g1") == ["g1-3-2"]
    assert codes(Location(building="3", unit="2"), here="g2") == ["g2-3-2"]


def test_a_door_that_two_compounds_have_stays_a_question():
    assert set(codes(Location(building="3", unit="2"))) == {"g1-3-2", "g2-3-2"}


def test_a_building_alone_means_all_its_stairwells():
    assert set(codes(Location(building="3"), here="g1")) == {"g1-3-1", "g1-3-2"}


def test_a_compound_written_with_a_slip_is_still_found():
    found = candidate_units(Location(compound="翠园花园"), TOWN)
    assert [candidate.code for candidate in found if not candidate.exact][:1] == ["g2"]


def test_a_compound_and_a_door_name_one_unit():
    assert codes(Location(compound="翠苑花园", building="3", unit="2")) == ["g2-3-2"]


def test_a_gate_is_found_by_its_name():
    assert codes(Location(landmark="东门口"), here="g1") == ["g1-e"]


def test_a_place_that_nobody_knows_has_no_candidate():
    assert codes(Location(building="9", unit="9"), here="g1") == []
    assert codes(Location(compound="望江里小区")) == []
    assert codes(Location()) == []


def test_words_lead_to_a_unit():
    report = parse_report("翠苑花园3幢2单元水管爆了 快来人")
    assert codes(report.location, here="g1") == ["g2-3-2"]


def test_edits_are_counted():
    assert edits("锦绣", "锦秀") == 1
    assert edits("", "三幢") == 2
