"""What no role may ever do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import NoticeKind, Role, Sensitivity
from pyramid.actor import Hat
from pyramid.permissions import INCIDENT_ACTIONS, RULES, Action, Thing, may
from tests.pyramid.hats import ME, PATHS, SOMEBODY, actor, hat, thing, tier
from texts.render import line

roles = st.sampled_from(list(Role))
actions = st.sampled_from(list(Action))
kinds = st.sampled_from([None, *NoticeKind])
# What any neighbour may do who can see it: say what is wrong, say "me too", answer a poll.
OPEN_TO_ALL = {Action.REPORT, Action.JOIN, Action.VOTE, Action.BIND_GROUP, Action.SEE_CONSOLE}
BOUND_TO_AREA = sorted(set(Action) - OPEN_TO_ALL)


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
