"""Whatever people do and whenever the clock looks: lifecycle and ladder against a plain model, and no illegal history."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from escalations.decide import due_rungs
from incidents.lifecycle import LEGAL, Move, state_after
from incidents.nudges import SAID, What
from incidents.plan import Facts, ahead, freeze_plan, next_step, nudges_ahead
from incidents.why_not import why_not
from models.kinds import OPEN_STATES, IncidentState, Urgency
from pyramid.calendar import Calendar
from tests.incidents.town import plain_policy

CALENDAR = Calendar()
BEGIN = datetime(2026, 11, 18, 2, tzinfo=UTC)
ENDED = {IncidentState.CLOSED, IncidentState.VOID, IncidentState.WITHDRAWN}
TAKES = {Move.CLAIM}
LOSES = {Move.ASK_RETURN, Move.REASSIGN, Move.RULE, Move.UNCLAIM, Move.REOPEN}


class Histories(RuleBasedStateMachine):
    """The model: a state, who has it, when the last sign of life was, which rungs were climbed."""

    def __init__(self):
        super().__init__()
        self.plan = freeze_plan(plain_policy(), "utility.water_burst", Urgency.URGENT)
        self.now, self.since, self.state = BEGIN, BEGIN, IncidentState.REPORTED
        self.claimed_at = self.resolved_at = None
        self.fired, self.climbed, self.said = frozenset(), [], []

    def facts(self):
        return Facts(
            state=self.state,
            since=self.since,
            is_claimed=self.claimed_at is not None,
            fired=self.fired,
            claimed_at=self.claimed_at,
            resolved_at=self.resolved_at,
        )

    @rule(move=st.sampled_from([move for move in Move if move is not Move.UNDO]))
    def somebody_moves(self, move):
        after = state_after(self.state, move)
        if after is None:
            assert why_not(self.state, move), "a refusal always has its reason"
            return
        assert (self.state, move) in LEGAL
        self.state = after
        if move in TAKES:
            self.claimed_at = self.now
        elif move in LOSES:
            self.claimed_at = None
        self.resolved_at = self.now if move is Move.RESOLVE else None if move is Move.FAIL else self.resolved_at
        if move is Move.REOPEN:
            self.since, self.fired, self.climbed, self.resolved_at = self.now, frozenset(), [], None
            self.plan = {**self.plan, SAID: {}}

    @rule(minutes=st.integers(0, 600))
    def the_clock_looks(self, minutes):
        self.now += timedelta(minutes=minutes)
        for due in due_rungs(self.plan, self.facts(), self.now, CALENDAR):
            assert due.due_at <= self.now
            assert due.rung.n not in self.climbed, "one rung, one climb in a cycle"
            assert self.state in OPEN_STATES
            assert self.state is not IncidentState.PENDING_CHECK
            assert due.rung.when != "unclaimed" or self.claimed_at is None
            self.climbed.append(due.rung.n)
            self.fired |= {due.rung.n}
        for _ in range(12):
            waiting = nudges_ahead(self.plan, self.facts(), CALENDAR)
            if not waiting or waiting[0][0] > self.now:
                break
            nudge = waiting[0][1]
            assert nudge.key not in self.plan.get(SAID, {}), "said once"
            self.plan = {**self.plan, SAID: {**self.plan.get(SAID, {}), nudge.key: self.now.isoformat()}}
            if nudge.what is What.UNCLAIM:
                assert self.state is IncidentState.HANDLING
                self.state, self.claimed_at = state_after(self.state, Move.UNCLAIM), None

    @invariant()
    def what_has_ended_has_no_next_step(self):
        if self.state in ENDED:
            assert next_step(self.plan, self.facts(), CALENDAR) is None

    @invariant()
    def what_lives_has_one_until_everybody_was_told(self):
        if self.state in {IncidentState.REPORTED, IncidentState.HANDLING}:
            facts = self.facts()
            has_more = ahead(self.plan, facts, CALENDAR) or nudges_ahead(self.plan, facts, CALENDAR)
            assert (next_step(self.plan, facts, CALENDAR) is not None) == bool(has_more)
            if self.state is IncidentState.HANDLING and self.claimed_at is not None:
                assert has_more, "whoever has it is asked at last"

    @precondition(lambda self: self.state is IncidentState.PENDING_CHECK and self.resolved_at is not None)
    @rule()
    def a_check_waits_for_somebody(self):
        kinds = {nudge.what for _, nudge in nudges_ahead(self.plan, self.facts(), CALENDAR)}
        assert kinds <= {What.CHECK, What.CHECK_UP}


Histories.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestHistories = Histories.TestCase
