from datetime import date, timedelta

import pytest

from incidents.private_leaves import PRIVATE
from models.kinds import Tier, Urgency
from pyramid.durations import parse_duration
from pyramid.policy import Hearing, Policy, When, built_in_policy, read_policy
from pyramid.whom import Turn, parse_whom, whose_turn

BUILT_IN = built_in_policy()


def rungs(policy, urgency):
    return [(str(rung.after), rung.when.value, rung.to.value) for rung in policy.urgencies[urgency].climb]


def test_an_empty_file_is_the_built_in_policy():
    assert read_policy("") == BUILT_IN


def test_every_urgency_has_a_ladder_that_climbs():
    assert set(BUILT_IN.urgencies) == set(Urgency)
    for ladder in BUILT_IN.urgencies.values():
        levels = [rung.to.level for rung in ladder.climb]
        assert levels == sorted(levels, reverse=True)


def test_emergencies_climb_while_nobody_took_them_and_then_while_nobody_is_there():
    assert rungs(BUILT_IN, Urgency.EMERGENCY) == [
        ("5m", "unclaimed", "community"),
        ("10m", "unclaimed", "street"),
        ("30m", "not_on_site", "hq"),
    ]


def test_an_urgent_matter_nobody_takes_reaches_the_grid_first_and_hq_last():
    assert rungs(BUILT_IN, Urgency.URGENT) == [
        ("15m", "unclaimed", "grid"),
        ("due", "unfinished", "community"),
        ("due+2h", "unfinished", "street"),
        ("due+6h", "unfinished", "hq"),
    ]


def test_life_at_risk_runs_day_and_night_and_small_matters_in_office_hours():
    for urgency, is_working in zip(Urgency, (False, False, True, True), strict=True):
        assert BUILT_IN.urgencies[urgency].handle.is_working is is_working


def test_the_rest_is_as_the_interfaces_show_it():
    assert BUILT_IN.residents is Hearing.DRAFT
    assert BUILT_IN.notices.approve_above == 100
    assert BUILT_IN.notices.hold == timedelta(seconds=60)
    assert BUILT_IN.notices.canary == 20
    assert BUILT_IN.notices.canary_wait == timedelta(seconds=30)
    assert [str(window) for window in BUILT_IN.quiet.residents] == ["21:30-07:30"]
    assert [str(window) for window in BUILT_IN.quiet.staff] == ["22:00-07:00"]
    assert [str(window) for window in BUILT_IN.calendar.hours] == ["08:00-12:00", "14:00-18:00"]


def test_the_example_of_the_interfaces_is_read():
    policy = read_policy(
        """
        [urgency.urgent]
        claim  = "15m"
        handle = "4h"
        [[urgency.urgent.climb]]
        after = "15m"
        when  = "unclaimed"
        to    = "community"
        [leaf."municipal.manhole"]
        handle = "2h"
        [hearing]
        residents = "open"
        [quiet]
        residents = []
        [calendar]
        holidays = ["2026-10-01"]
        workdays = [2026-10-10]
        """
    )
    assert isinstance(policy, Policy)
    assert rungs(policy, Urgency.URGENT) == [("15m", "unclaimed", "community")]
    assert policy.leaves == {"municipal.manhole": parse_duration("2h")}
    assert policy.residents is Hearing.OPEN
    assert policy.quiet.residents == ()
    assert len(policy.calendar.holidays) == len(policy.calendar.workdays) == 1


def test_naming_a_rung_replaces_that_ladder_and_nothing_else():
    policy = read_policy('[[urgency.normal.climb]]\nafter = "due+1d"\nwhen = "unfinished"\nto = "hq"')
    assert rungs(policy, Urgency.NORMAL) == [("due+1d", "unfinished", "hq")]
    assert policy.urgencies[Urgency.NORMAL].claim == BUILT_IN.urgencies[Urgency.NORMAL].claim
    assert policy.urgencies[Urgency.NORMAL].handle == BUILT_IN.urgencies[Urgency.NORMAL].handle
    for urgency in (Urgency.EMERGENCY, Urgency.URGENT, Urgency.LOW):
        assert policy.urgencies[urgency] == BUILT_IN.urgencies[urgency]
    assert (policy.notices, policy.quiet, policy.calendar) == (BUILT_IN.notices, BUILT_IN.quiet, BUILT_IN.calendar)


def test_naming_a_limit_leaves_the_ladder():
    policy = read_policy('[urgency.urgent]\nhandle = "1h"')
    assert rungs(policy, Urgency.URGENT) == rungs(BUILT_IN, Urgency.URGENT)
    assert policy.urgencies[Urgency.URGENT].handle == parse_duration("1h")
    assert policy.urgencies[Urgency.URGENT].claim == BUILT_IN.urgencies[Urgency.URGENT].claim


def test_the_version_follows_the_meaning_and_not_the_comments():
    assert read_policy("# nothing").version == BUILT_IN.version
    assert read_policy('[urgency.urgent]\nclaim = "15m"').version == BUILT_IN.version
    assert read_policy('[urgency.urgent]\nclaim = "16m"').version != BUILT_IN.version
    assert read_policy("", zone="UTC").version != BUILT_IN.version


def test_a_rung_may_tell_any_tier():
    for tier in Tier:
        policy = read_policy(f'[[urgency.low.climb]]\nafter = "due"\nwhen = "{When.UNFINISHED}"\nto = "{tier}"')
        assert rungs(policy, Urgency.LOW) == [("due", "unfinished", tier.value)]


@pytest.mark.parametrize(
    ("text", "table", "key"),
    [
        ('[urgency.urgent]\nclaim = "15"', "[urgency.urgent]", "claim"),
        ("[urgency.urgent]\nclaim = 15", "[urgency.urgent]", "claim"),
        ('[urgency.urgent]\nhandle = "0h"', "[urgency.urgent]", "handle"),
        ('[urgency.urgent]\nspeed = "4h"', "[urgency.urgent]", "speed"),
        ("[urgency.slow]", "[urgency]", "slow"),
        ("[urgency]\nurgent = 3", "[urgency.urgent]", ""),
        ('[urgency.urgent]\nclimb = "up"', "[urgency.urgent]", "climb"),
        (
            '[[urgency.urgent.climb]]\nafter = "soon"\nwhen = "unclaimed"\nto = "hq"',
            "[urgency.urgent.climb #1]",
            "after",
        ),
        ('[[urgency.urgent.climb]]\nafter = "due"\nwhen = "late"\nto = "hq"', "[urgency.urgent.climb #1]", "when"),
        ('[[urgency.urgent.climb]]\nafter = "due"\nwhen = "unclaimed"\nto = "town"', "[urgency.urgent.climb #1]", "to"),
        ('[[urgency.urgent.climb]]\nafter = "due"\nwhen = "unclaimed"', "[urgency.urgent.climb #1]", "to"),
        ('[leaf."municipal.rainbow"]\nhandle = "2h"', '[leaf."municipal.rainbow"]', "municipal.rainbow"),
        ('[leaf."municipal.manhole"]\nhandle = "2h"\nclaim = "2h"', '[leaf."municipal.manhole"]', "claim"),
        ('[hearing]\nresidents = "never"', "[hearing]", "residents"),
        ("[notices]\napprove_above = -1", "[notices]", "approve_above"),
        ("[notices]\napprove_above = true", "[notices]", "approve_above"),
        ('[notices]\nhold = "2wh"', "[notices]", "hold"),
        ('[notices]\ncanary = "20"', "[notices]", "canary"),
        ('[quiet]\nstaff = "22:00-07:00"', "[quiet]", "staff"),
        ('[quiet]\nstaff = ["22-7"]', "[quiet]", "staff"),
        ('[quiet]\nstaff = ["07:00-22:00", "21:00-07:30"]', "[quiet]", "staff"),
        ("[calendar]\nhours = []", "[calendar]", "hours"),
        ('[calendar]\nhours = ["14:00-18:00", "08:00-12:00"]', "[calendar]", "hours"),
        ('[calendar]\nhours = ["22:00-06:00"]', "[calendar]", "hours"),
        ('[calendar]\nholidays = ["1 October"]', "[calendar]", "holidays"),
        ("[calendar]\nworkdays = [2026-10-10T08:00:00]", "[calendar]", "workdays"),
        ("[weather]", "[weather]", ""),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mistake_is_one_sentence_that_names_table_and_key(text, table, key, language):
    (sentence,) = read_policy(text, language=language)
    assert table in sentence
    assert key in sentence
    assert "\n" not in sentence


def test_all_mistakes_are_told_at_once():
    assert len(read_policy('[hearing]\nresidents = "x"\n[notices]\ncanary = -1\n[quiet]\nstaff = 1')) == 3


@pytest.mark.parametrize("text", ["x", "[a\n", 'a = "1'])
def test_what_is_no_toml_is_one_sentence(text):
    (sentence,) = read_policy(text)
    assert "TOML" in sentence


def test_a_byte_order_mark_is_no_mistake():
    assert read_policy("\ufeff[hearing]\nresidents = 'open'").residents is Hearing.OPEN


def test_a_leaf_or_a_whole_branch_can_have_a_ladder_of_its_own():
    policy = read_policy('[ladder.mediation]\nleaves = ["dispute", "housing.leakage"]')
    assert {leaf.partition(".")[0] for leaf in policy.ladders} == {"dispute", "housing"}
    assert policy.ladders["dispute.family"].name == "mediation"


def test_quarrels_climb_the_mediation_ladder_unless_they_are_urgent_and_nothing_else_has_a_ladder_of_its_own():
    ladders = read_policy("").ladders
    assert set(ladders) == PRIVATE
    assert {(ladder.name, ladder.urgencies) for ladder in ladders.values()} == {
        ("mediation", frozenset({Urgency.NORMAL, Urgency.LOW}))
    }
    assert [str(rung.to) for rung in ladders["dispute.family"].climb if rung.to.is_post] == [
        "mediator@community",
        "mediator@street",
        "mediator@hq",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('[ladder.whistle]\nleaves = ["dispute.land"]', {"dispute.land": "whistle", "dispute.family": "mediation"}),
        ('[ladder.whistle]\nleaves = ["dispute"]', {"dispute.land": "whistle", "dispute.wage": "whistle"}),
        ('[ladder.mediation]\nleaves = ["housing.leakage"]', {"housing.leakage": "mediation", "dispute.land": None}),
        ("[ladder.mediation]\nleaves = []", {"dispute.land": None}),
        ('[ladder.mediation]\nurgencies = ["low"]', {"dispute.land": "mediation"}),
    ],
)
def test_a_leaf_that_a_file_gives_to_a_ladder_leaves_the_built_in_one(text, names):
    ladders = read_policy(text).ladders
    assert {leaf: ladders[leaf].name if leaf in ladders else None for leaf in names} == names


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[ladder.x]\nleaves = ["dispute"]', "climb"),
        ('[ladder.mediation]\nurgencies = ["soon"]', "soon"),
        ('[ladder.whistle]\nleaves = ["no_such"]', "no_such"),
        ('[ladder.whistle]\nleaves = ["dispute"]\n[ladder.mediation]\nleaves = ["dispute.family"]', "dispute.family"),
        ('[ladder.x]\nleaves = []\nclimb = [{ after = "5m", when = "absent", to = "street" }]', "[ladder.x.climb #1]"),
        ('[ladder.x]\nleaves = []\nclimb = [{ after = "call+5m", when = "unfinished", to = "hq" }]', "after"),
        ('[ladder.x]\nleaves = []\nclimb = [{ after = "5m", when = "unfinished", to = "doctor@hq" }]', "doctor@hq"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused_in_plain_words(text, word):
    wrong = read_policy(text)
    assert isinstance(wrong, list)
    assert any(word in sentence for sentence in wrong), wrong


@pytest.mark.parametrize(
    "text", ["street", "mediator@community", "department:fire+police@street", "department:association@grid/month"]
)
def test_who_is_asked_is_written_as_it_is_read(text):
    assert str(parse_whom(text)) == text


def test_the_chair_goes_from_one_to_the_next_and_comes_back():
    people = ("a", "b", "c")
    day = date(2026, 11, 16)  # a Monday
    weeks = [whose_turn(people, Turn.WEEK, day + timedelta(days=shift))[0] for shift in (0, 6, 7, 14, 21)]
    assert weeks[0] == weeks[1] == weeks[4]
    assert len(set(weeks)) == 3
    assert whose_turn(people, Turn.MONTH, date(2026, 12, 31)) != whose_turn(people, Turn.MONTH, date(2027, 1, 1))
    assert whose_turn(people, None, day) == people
