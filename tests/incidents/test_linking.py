"""Which open matter later words mean."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from incidents.kin import Matter, is_same_spot, like, storm
from incidents.linking import Candidate, Clue, choose
from models.kinds import IncidentState

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
LIGHT = Candidate(1, "A-1001", "municipal.streetlight", {"building": "3"}, IncidentState.REPORTED, NOW, is_mine=True)
DRAIN = Candidate(2, "A-1002", "municipal.sewer_blocked", {"building": "5"}, IncidentState.HANDLING, NOW, is_mine=True)
THEIRS = replace(LIGHT, id=3, number="A-1003", is_mine=False)
CLOSED = replace(LIGHT, id=4, state=IncidentState.CLOSED)


def clue(action="urge", leaf=None, **place):
    return Clue(action, leaf, place, NOW + timedelta(hours=1))


def test_the_speakers_one_open_matter_is_meant():
    assert choose(clue(), [LIGHT]) == 1


def test_several_of_ones_own_are_asked_about_unless_kind_or_place_says_which():
    assert choose(clue(), [LIGHT, DRAIN]) == [LIGHT, DRAIN]
    assert choose(clue(leaf="municipal.sewer_blocked", building="5"), [LIGHT, DRAIN]) == 2
    assert choose(clue(building="3"), [LIGHT, DRAIN]) == 1


def test_two_of_ones_own_of_the_same_kind_are_asked_about_too():
    other = replace(LIGHT, id=5, number="A-1005", place={"building": "12"})
    hole = replace(LIGHT, id=6, number="A-1006", leaf="municipal.road_damage", place={})
    assert choose(clue("resolve_claim", LIGHT.leaf), [LIGHT, other, DRAIN]) == [LIGHT, other]
    assert choose(clue("resolve_claim", LIGHT.leaf, building="12"), [LIGHT, other]) == 5
    assert choose(clue("resolve_claim", LIGHT.leaf), [hole, LIGHT]) == 1


def test_somebody_elses_matter_is_meant_when_it_is_the_only_one_or_the_place_is_the_same():
    assert choose(clue(), [THEIRS]) == 3
    far = replace(THEIRS, opened_at=NOW - timedelta(days=3))
    assert choose(clue(), [far]) is None
    other = replace(DRAIN, is_mine=False)
    assert choose(clue(), [THEIRS, other]) is None
    assert choose(clue(building="5"), [THEIRS, other]) == 2


def test_another_building_is_another_matter():
    assert choose(clue(building="7"), [LIGHT]) is None
    assert choose(clue("correct_location", building="7"), [LIGHT]) == 1


def test_we_too_joins_what_was_said_lately_and_again_opens_what_was_closed():
    assert choose(clue("merge_duplicate"), [THEIRS]) == 3
    old = replace(THEIRS, opened_at=NOW - timedelta(hours=6))
    assert choose(clue("merge_duplicate"), [old]) is None
    assert choose(clue("reopen"), [CLOSED]) == 4
    alone = Clue("merge_duplicate", "municipal.streetlight", {}, NOW, stands_alone=True)
    assert choose(alone, [LIGHT]) is None  # the second lamp of the same speaker is a matter of its own
    assert choose(alone, [THEIRS]) == 3
    assert choose(clue(), [CLOSED]) is None


HOLE = Matter(
    1, "A-1", "municipal.road_damage", 7, "梧桐苑3幢", {"road": "望江路", "number": "12号"}, IncidentState.REPORTED, NOW
)


def test_one_spot_of_the_street_is_the_same_from_every_chat():
    seen = replace(HOLE, id=2, unit_id=8, unit_name="梧桐苑5幢", leaf="municipal.road_collapse")
    assert like(seen, [HOLE]) == HOLE
    assert not is_same_spot(seen, replace(HOLE, place={"road": "望江路", "number": "14号"}))


def test_equal_building_numbers_in_different_chats_are_not_one_place():
    one = replace(HOLE, place={"building": "3"}, unit_name="梧桐苑")
    assert is_same_spot(one, replace(one, id=2))
    assert not is_same_spot(one, replace(one, id=2, unit_id=9, unit_name="桂花苑"))


def test_a_storm_is_three_groups_with_one_outage():
    cut = [replace(HOLE, id=n, unit_id=n, leaf="utility.power_outage", place={}) for n in (1, 2, 3)]
    assert [each.id for each in storm(cut[2], cut[:2])] == [1, 2, 3]
    assert storm(cut[1], cut[:1]) == []
    assert storm(replace(cut[2], leaf="municipal.tree"), cut[:2]) == []
    late = replace(cut[2], opened_at=NOW + timedelta(hours=4))
    assert storm(late, cut[:2]) == []
