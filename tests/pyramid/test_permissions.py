"""The whole matrix: who may do what to a thing of the own unit, below it, above it, beside it, elsewhere."""

import pytest

from models.kinds import Sensitivity
from pyramid.permissions import Action
from tests.pyramid.hats import ME, PATHS, SHORT, SOMEBODY, allowed, thing

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
        (Action.CHECK, {"where": "street", "resolved_by": SOMEBODY}, {"ST", "HQ"}),
        (Action.CHECK, {"where": "hq", "resolved_by": ME}, set()),
        (Action.CHECK, INCIDENT | {"resolved_by": ME}, set()),
        (Action.CHECK, INCIDENT | {"resolved_by": SOMEBODY, "reporters": frozenset({ME})}, set()),
        (Action.SUPERVISE, INCIDENT, {"CS", "ST", "HQ"}),
        (Action.REASSIGN, INCIDENT, {"GH", "CS", "ST", "HQ"}),
        (Action.REASSIGN, INCIDENT | {"target_path": PATHS["other_grid"]}, {"CS", "ST", "HQ"}),
        (Action.REASSIGN, INCIDENT | {"target_path": PATHS["other_community"]}, {"ST", "HQ"}),
        (Action.RULE, INCIDENT, {"CS", "ST", "HQ"}),
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
        (Action.READ_TALK, INCIDENT | {"mediated_by": SOMEBODY}, set()),
        (Action.READ_TALK, INCIDENT | {"mediated_by": ME}, set(SHORT)),
        (Action.APPROVE_NOTICE, {"author_id": SOMEBODY}, {"CS", "ST", "HQ"}),
        (Action.APPROVE_NOTICE, {"author_id": ME}, set()),
        (Action.STOP_NOTICE, {"author_id": SOMEBODY}, {"CS", "ST", "HQ"}),
        (Action.STOP_NOTICE, {"author_id": ME}, EVERYBODY),
        (Action.SEE_NOTICE, {}, set(SHORT)),
        (Action.CONFIRM_RECEIPT, {}, {"GW", "PT", "GH"}),
        (Action.ISSUE_CODE, {}, {"CS", "ST", "HQ"}),
        (Action.ISSUE_LINK, {}, {"CS", "ST", "HQ"}),
        (Action.BIND_GROUP, {}, EVERYBODY),
        (Action.SEE_CONSOLE, {}, {"GW", "GH", "CS", "ST", "HQ", "DP", "MD"}),
        (Action.SEE_UNIT, {}, {"GW", "GH", "CS", "ST", "HQ", "DP"}),
        (Action.SEE_MACHINERY, {"where": "hq"}, {"HQ"}),
        (Action.LOAD_ROSTER, {"where": "hq"}, {"HQ"}),
        (Action.MOVE_CLOCK, {"where": "hq"}, {"HQ"}),
    ],
)
def test_the_matrix(action, values, roles):
    assert allowed(action, thing(**values)) == roles
