"""The whole matrix: who may do what to a thing of the own unit, below it, above it, beside it, elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import NoticeKind, Role, Sensitivity, Tier
from pyramid.actor import Actor, Hat
from pyramid.permissions import INCIDENT_ACTIONS, RULES, Action, Thing, may
from pyramid.tree import ids_on
from texts.render import line

ME, SOMEBODY = 1, 2
# hq 1 · streets 2, 3 · communities 4, 5 below 2 · grids 6, 7 below 4 · micro-grids 8, 9 below 6
PATHS = {
    "hq": "/1/",
    "street": "/1/2/",
    "other_street": "/1/3/",
    "community": "/1/2/4/",
    "other_community": "/1/2/5/",
    "grid": "/1/2/4/6/",
    "other_grid": "/1/2/4/7/",
    "micro": "/1/2/4/6/8/",
    "other_micro": "/1/2/4/6/9/",
}
OWN = {
    Role.MICRO_GRID_LEADER: "micro",
    Role.GRID_WORKER: "grid",
    Role.PART_TIME_WORKER: "grid",
    Role.GRID_HEAD: "grid",
    Role.COMMUNITY_SECRETARY: "community",
    Role.STREET_COMMAND: "street",
    Role.HQ_OFFICE: "hq",
    Role.DEPARTMENT: "street",
    Role.MEDIATOR: "community",
}
SHORT = {
    "MG": Role.MICRO_GRID_LEADER,
    "GW": Role.GRID_WORKER,
    "PT": Role.PART_TIME_WORKER,
    "GH": Role.GRID_HEAD,
    "CS": Role.COMMUNITY_SECRETARY,
    "ST": Role.STREET_COMMAND,
    "HQ": Role.HQ_OFFICE,
    "DP": Role.DEPARTMENT,
    "MD": Role.MEDIATOR,
}


def tier(path):
    return list(Tier)[len(ids_on(path)) - 1]


def hat(role, where, field=""):
    path = PATHS[where]
    return Hat(role, ids_on(path)[-1], tier(path), path, field)


def actor(*hats, user_id=ME, anonymous=False):
    return Actor(user_id, hats, is_anonymous=anonymous)


def thing(where="grid", **values):
    path = PATHS.get(where, where)
    return Thing(path=path, tier=tier(path), **values)


def allowed(action, on, field=""):
    """The roles, each in its usual place, that may do this; with R, a resident without any post."""
    roles = {short for short, role in SHORT.items() if may(actor(hat(role, OWN[role], field)), action, on) is None}
    return roles | ({"R"} if may(actor(), action, on) is None else set())


INCIDENT = {"heard_path": PATHS["micro"]}
EVERYBODY = {*SHORT, "R"}


@pytest.mark.parametrize(
    ("action", "values", "roles"),
    [
        (Action.REPORT, {}, EVERYBODY),
        (Action.JOIN, INCIDENT, EVERYBODY),
        (Action.CONFIRM_REPORT, INCIDENT, {"MG"}),
        (Action.CORRECT_REPORT, INCIDENT, {"MG"}),
        (Action.DROP_REPORT, INCIDENT, {"MG"}),
        (Action.CONFIRM_REPORT, INCIDENT | {"reporters": frozenset({ME})}, EVERYBODY),
        (Action.DROP_REPORT, INCIDENT | {"reporters": frozenset({ME})}, EVERYBODY),
        (Action.WITHDRAW, INCIDENT | {"reporters": frozenset({ME})}, EVERYBODY),
        (Action.WITHDRAW, INCIDENT, set()),
        (Action.RATE, INCIDENT | {"reporters": frozenset({ME})}, EVERYBODY),
        (Action.RATE, INCIDENT, set()),
        (Action.REOPEN, INCIDENT, {"MG", "CS", "ST", "HQ"}),
        (Action.CHANGE_URGENCY, INCIDENT, {"GW", "GH", "CS", "ST"}),
        (Action.CLAIM, INCIDENT, {"GW", "GH"}),
        (Action.RESOLVE, INCIDENT, set()),
        (Action.RESOLVE, INCIDENT | {"claimed_by": SOMEBODY}, set()),
        (Action.RESOLVE, INCIDENT | {"claimed_by": ME}, {"GW", "GH", "CS", "ST", "HQ", "DP", "MD"}),
        (Action.ASK_HELP, INCIDENT | {"claimed_by": ME}, {"GW", "GH", "CS", "ST", "HQ", "DP", "MD"}),
        (Action.ASK_RETURN, INCIDENT | {"claimed_by": SOMEBODY}, set()),
        (Action.ASK_EXTENSION, INCIDENT | {"claimed_by": SOMEBODY}, set()),
        (Action.DECIDE_RETURN, INCIDENT | {"claimed_by": SOMEBODY}, {"CS", "ST", "HQ"}),
        (Action.DECIDE_EXTENSION, INCIDENT | {"claimed_by": SOMEBODY}, {"CS", "ST", "HQ"}),
        (Action.DECIDE_EXTENSION, INCIDENT | {"claimed_by": ME}, set()),
        (Action.CHECK, INCIDENT | {"resolved_by": SOMEBODY}, {"GW", "GH", "CS", "ST"}),
        (Action.CHECK, INCIDENT | {"resolved_by": ME}, set()),
        (Action.CHECK, INCIDENT | {"resolved_by": SOMEBODY, "reporters": frozenset({ME})}, set()),
        (Action.SUPERVISE, INCIDENT, {"CS", "ST", "HQ"}),
        (Action.REASSIGN, INCIDENT, {"GH", "CS", "ST", "HQ"}),
        (Action.REASSIGN, INCIDENT | {"target_path": PATHS["other_grid"]}, {"CS", "ST", "HQ"}),
        (Action.REASSIGN, INCIDENT | {"target_path": PATHS["other_community"]}, {"ST", "HQ"}),
        (Action.RULE, INCIDENT, {"ST", "HQ"}),
        (Action.SEE_INCIDENT, INCIDENT, {"MG", "GW", "PT", "GH", "CS", "ST", "HQ"}),
        (Action.SEE_INCIDENT, INCIDENT | {"claimed_by": ME}, {"MG", "GW", "PT", "GH", "CS", "ST", "HQ", "DP", "MD"}),
        (Action.SEE_DETAIL, INCIDENT, {"MG", "GW", "GH", "CS", "ST", "HQ"}),
        (Action.SEE_DETAIL, INCIDENT | {"sensitivity": Sensitivity.S1}, {"GW", "GH", "CS", "ST"}),
        (Action.SEE_DETAIL, INCIDENT | {"sensitivity": Sensitivity.S1, "named": frozenset({ME})}, EVERYBODY),
        (Action.SEE_DETAIL, INCIDENT | {"sensitivity": Sensitivity.S1, "reporters": frozenset({ME})}, EVERYBODY),
        (Action.SEE_INCIDENT, INCIDENT | {"sensitivity": Sensitivity.S2}, {"ST"}),
        (Action.SEE_DETAIL, INCIDENT | {"sensitivity": Sensitivity.S2}, {"ST"}),
        (Action.CLAIM, INCIDENT | {"sensitivity": Sensitivity.S2}, set()),
        (Action.CLAIM, INCIDENT | {"sensitivity": Sensitivity.S2, "named": frozenset({ME})}, {"GW", "GH"}),
        (Action.CHECK, INCIDENT | {"sensitivity": Sensitivity.S2, "resolved_by": SOMEBODY}, {"ST"}),
        (Action.JOIN, INCIDENT | {"sensitivity": Sensitivity.S2}, {"ST"}),
        (Action.SUPERVISE, INCIDENT | {"sensitivity": Sensitivity.S2}, {"ST"}),
        (Action.APPROVE_NOTICE, {"author_id": SOMEBODY}, {"CS", "ST", "HQ"}),
        (Action.APPROVE_NOTICE, {"author_id": ME}, set()),
        (Action.STOP_NOTICE, {"author_id": SOMEBODY}, {"CS", "ST", "HQ"}),
        (Action.STOP_NOTICE, {"author_id": ME}, EVERYBODY),
        (Action.SEE_NOTICE, {}, set(SHORT)),
        (Action.CONFIRM_RECEIPT, {}, {"GW", "PT", "GH"}),
        (Action.ISSUE_CODE, {}, {"CS", "ST", "HQ"}),
        (Action.ISSUE_LINK, {}, {"CS", "ST", "HQ"}),
        (Action.BIND_GROUP, {}, EVERYBODY),
        (Action.SEE_CONSOLE, {}, {"GW", "GH", "CS", "ST", "HQ", "DP"}),
        (Action.SEE_UNIT, {}, {"GW", "GH", "CS", "ST", "HQ", "DP"}),
        (Action.SEE_MACHINERY, {"where": "hq"}, {"HQ"}),
        (Action.LOAD_ROSTER, {"where": "hq"}, {"HQ"}),
        (Action.MOVE_CLOCK, {"where": "hq"}, {"HQ"}),
    ],
)
def test_the_matrix(action, values, roles):
    assert allowed(action, thing(**values)) == roles


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


# --- what no role may ever do -------------------------------------------------------------------------------------------

roles = st.sampled_from(list(Role))
actions = st.sampled_from(list(Action))
kinds = st.sampled_from([None, *NoticeKind])
BOUND_TO_AREA = sorted(set(Action) - {Action.REPORT, Action.JOIN, Action.BIND_GROUP, Action.SEE_CONSOLE})


def on_branch(first, length):
    """A path through one branch below the head office."""
    return "/1/" + "".join(f"{first}{step}/" for step in range(length))


@given(
    role=roles,
    action=st.sampled_from(BOUND_TO_AREA),
    mine=st.integers(1, 4),
    theirs=st.integers(1, 4),
    field=st.sampled_from(["", "fire", "police"]),
    sensitivity=st.sampled_from(list(Sensitivity)),
    kind=kinds,
)
def test_nobody_acts_in_another_branch(*, role, action, mine, theirs, field, sensitivity, kind):
    own, other = on_branch(2, mine), on_branch(3, theirs)
    somebody = actor(Hat(role, 1, tier(own), own, field))
    strange = Thing(
        path=other,
        tier=tier(other),
        heard_path=other,
        sensitivity=sensitivity,
        claimed_by=SOMEBODY,
        author_id=SOMEBODY,
        notice_kind=kind,
    )
    assert may(somebody, action, strange) is not None


@given(role=roles, action=st.sampled_from(BOUND_TO_AREA), where=st.sampled_from(["grid", "micro", "community"]))
def test_nobody_acts_upon_a_sibling(role, action, where):
    somebody = actor(hat(role, where))
    sibling = thing(f"other_{where}", heard_path=PATHS[f"other_{where}"], claimed_by=SOMEBODY, author_id=SOMEBODY)
    assert may(somebody, action, sibling) is not None


@given(role=roles, action=actions, where=st.sampled_from(list(PATHS)), kind=kinds)
def test_an_anonymous_speaker_may_do_nothing(role, action, where, kind):
    on = thing(where, notice_kind=kind, reporters=frozenset({ME}), claimed_by=ME)
    refusal = may(actor(hat(role, "hq"), anonymous=True), action, on)
    assert refusal.reason == "refusal_pyramid.anonymous"


@given(role=roles, action=st.sampled_from(sorted(INCIDENT_ACTIONS)), where=st.sampled_from(list(PATHS)))
def test_a_restricted_matter_is_closed_to_all_but_its_circle(role, action, where):
    refusal = may(actor(hat(role, where)), action, thing("micro", sensitivity=Sensitivity.S2, claimed_by=SOMEBODY))
    assert refusal is not None or (role is Role.STREET_COMMAND and PATHS["micro"].startswith(PATHS[where]))


@given(role=roles, where=st.sampled_from(list(PATHS)))
def test_nobody_checks_what_they_did_or_reported(role, where):
    somebody = actor(hat(role, where))
    assert may(somebody, Action.CHECK, thing(resolved_by=ME)) is not None
    assert may(somebody, Action.CHECK, thing(resolved_by=SOMEBODY, reporters=frozenset({ME}))) is not None


@given(role=roles, where=st.sampled_from(list(PATHS)))
def test_nobody_approves_the_own_notice(role, where):
    assert may(actor(hat(role, where)), Action.APPROVE_NOTICE, thing(author_id=ME)) is not None


def test_every_action_has_a_rule():
    assert set(RULES) == set(Action)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_has_a_sentence(language):
    reasons = {f"only_{action}" for action, rule in RULES.items() if len(rule.grants) and action not in FREE}
    reasons |= {reason for rule in RULES.values() for reason, _ in rule.bars}
    for reason in reasons | {"anonymous", "restricted", "elsewhere", "denied"}:
        assert line(f"refusal_pyramid.{reason}", language)


FREE = {Action.REPORT, Action.JOIN, Action.BIND_GROUP}
