"""Rights end where the area ends: what each role may do above, below and beside its own unit."""

import pytest

from models.kinds import NoticeKind, Role
from pyramid.permissions import Action, may
from tests.pyramid.hats import ME, PATHS, SOMEBODY, actor, allowed, hat, thing


@pytest.mark.parametrize(
    ("where", "roles"),
    [
        ("micro", {"MG", "GH", "CS", "ST", "HQ", "DP"}),
        ("other_micro", {"GH", "CS", "ST", "HQ", "DP"}),
        ("grid", {"GH", "CS", "ST", "HQ", "DP"}),
        ("other_grid", {"CS", "ST", "HQ", "DP"}),
        ("community", {"CS", "ST", "HQ", "DP"}),
        ("other_community", {"ST", "HQ", "DP"}),
        ("street", {"ST", "HQ", "DP"}),
        ("other_street", {"HQ"}),
        ("hq", {"HQ"}),
    ],
)
def test_notices_go_to_the_own_subtree(where, roles):
    assert allowed(Action.PUBLISH, thing(where, notice_kind=NoticeKind.POLICY), field="fire") == roles


@pytest.mark.parametrize(
    ("field", "kinds"),
    [
        ("fire", {"policy", "campaign", "drill", "emergency"}),
        ("police", {"policy", "campaign", "drill", "emergency", "anti_fraud"}),
        ("health", {"policy", "campaign", "drill", "emergency", "health"}),
        ("water", {"policy", "campaign", "drill", "outage"}),
        ("供电", {"policy", "campaign", "drill", "outage"}),
        ("election", {"policy", "campaign", "drill", "election"}),
        ("lighthouses", {"policy", "campaign", "drill"}),
        ("", set()),
    ],
)
def test_a_department_publishes_its_own_topic(field, kinds):
    department = actor(hat(Role.DEPARTMENT, "street", field))
    may_publish = {
        kind.value for kind in NoticeKind if may(department, Action.PUBLISH, thing(notice_kind=kind)) is None
    }
    assert may_publish == kinds


def test_a_department_with_the_wrong_topic_is_told_so():
    refusal = may(actor(hat(Role.DEPARTMENT, "street", "fire")), Action.PUBLISH, thing(notice_kind=NoticeKind.HEALTH))
    assert refusal.reason == "refusal_pyramid.not_your_topic"


def test_a_grid_head_who_is_also_a_department_is_not_bound_to_its_topic():
    both = actor(hat(Role.DEPARTMENT, "street", "fire"), hat(Role.GRID_HEAD, "grid"))
    assert may(both, Action.PUBLISH, thing(notice_kind=NoticeKind.HEALTH)) is None


@pytest.mark.parametrize(
    ("where", "roles"),
    [
        ("micro", {"GW", "GH"}),
        ("grid", {"GW", "GH"}),
        ("community", {"CS"}),
        ("street", {"ST", "DP"}),
        ("hq", {"HQ"}),
        ("other_grid", set()),
        ("other_community", set()),
        ("other_street", set()),
    ],
)
def test_a_matter_is_taken_by_those_whose_work_it_is(where, roles):
    assert allowed(Action.CLAIM, thing(where)) == roles


@pytest.mark.parametrize(("where", "roles"), [("community", {"ST", "HQ"}), ("street", {"ST", "HQ"}), ("hq", {"HQ"})])
def test_requests_about_what_a_higher_unit_owns_are_decided_above_it(where, roles):
    assert allowed(Action.DECIDE_RETURN, thing(where, claimed_by=SOMEBODY)) == roles


@pytest.mark.parametrize(
    ("where", "roles"),
    [
        ("micro", {"GW", "GH", "CS", "ST", "HQ"}),
        ("community", {"ST", "HQ"}),
        ("street", {"HQ"}),
        ("hq", {"HQ"}),
        ("other_grid", {"CS", "ST", "HQ"}),
    ],
)
def test_a_code_comes_from_the_parent_tier_or_above(where, roles):
    assert allowed(Action.ISSUE_CODE, thing(where)) == roles


def test_who_has_lost_the_post_has_lost_its_buttons():
    assert may(actor(), Action.RESOLVE, thing(claimed_by=ME)) is not None
    assert may(actor(hat(Role.GRID_WORKER, "other_grid")), Action.RESOLVE, thing(claimed_by=ME)) is not None


def test_the_grid_that_was_asked_first_still_sees_what_was_reassigned():
    gone = thing("other_grid", heard_path=PATHS["micro"])
    worker = actor(hat(Role.GRID_WORKER, "grid"))
    assert may(worker, Action.SEE_INCIDENT, gone) is None
    assert may(worker, Action.CLAIM, gone) is not None


def test_the_leader_of_the_group_where_it_was_heard_decides_whether_it_is_an_incident():
    heard = thing("grid", heard_path=PATHS["micro"])
    assert may(actor(hat(Role.MICRO_GRID_LEADER, "micro")), Action.DROP_REPORT, heard) is None
    refusal = may(actor(hat(Role.MICRO_GRID_LEADER, "other_micro")), Action.DROP_REPORT, heard)
    assert refusal.reason == "refusal_pyramid.elsewhere"


def test_a_grids_own_staff_decide_about_words_in_the_grids_chat():
    assert may(actor(hat(Role.GRID_WORKER, "grid")), Action.CONFIRM_REPORT, thing("grid")) is None
