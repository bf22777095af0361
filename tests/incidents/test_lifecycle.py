"""The table of legal moves, and long random lives against it."""

import asyncio
import itertools
from contextlib import asynccontextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import open_database
from escalations.audit_overdue import audit_overdue
from escalations.escalate_overdue import escalate_overdue
from incidents.arrive_at_incident import arrive_at_incident
from incidents.ask_extension import ask_extension
from incidents.ask_help import ask_help
from incidents.ask_return import ask_return
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.confirm_report import confirm_report
from incidents.decide_extension import decide_extension
from incidents.decide_return import decide_return
from incidents.drop_report import drop_report
from incidents.join_incident import join_incident
from incidents.lifecycle import LEGAL, NEEDS, Move, state_after
from incidents.plan import next_step
from incidents.rate_incident import rate_incident
from incidents.read_facts import read_facts
from incidents.reassign_incident import reassign_incident
from incidents.reopen_incident import reopen_incident
from incidents.resolve_incident import resolve_incident
from incidents.supervise_incident import supervise_incident
from incidents.undo_move import undo_move
from incidents.undoable import UNDOABLE
from incidents.why_not import why_not
from models.base import Base
from models.kinds import OPEN_STATES, IncidentState
from tests.incidents.town import (
    HEAD,
    HQ,
    LEADER,
    OTHER,
    RESIDENT,
    SECRETARY,
    STREET,
    WORKER,
    Town,
    leak,
    plain_policy,
)
from texts.render import line

ENDED = {IncidentState.CLOSED, IncidentState.VOID, IncidentState.WITHDRAWN, IncidentState.MERGED}


def test_every_move_has_a_guard_and_a_place_in_the_table():
    assert set(NEEDS) == set(Move)
    assert {move for _, move in LEGAL} | {Move.UNDO} == set(Move)
    assert set(Move) >= UNDOABLE


def test_only_a_check_closes_and_of_disputes_what_the_two_sides_say():
    assert {
        (state, move) for (state, move), after in LEGAL.items() if after is IncidentState.CLOSED and state is not after
    } == {
        (IncidentState.PENDING_CHECK, Move.PASS),
        (IncidentState.HANDLING, Move.AGREE),
        (IncidentState.HANDLING, Move.END_MEDIATION),
    }


def test_nothing_but_an_objection_or_a_mistaken_merger_leaves_what_has_ended():
    leaving = {move for (state, move), after in LEGAL.items() if state in ENDED and after is not state}
    assert leaving == {Move.REOPEN, Move.UNMERGE}


def test_what_is_not_legal_has_a_sentence_that_says_why():
    for state in IncidentState:
        for move in Move:
            if state_after(state, move) is None:
                sentence = line(f"refusal_incidents.{why_not(state, move)}", "zh", number="A-1", who="某某")
                assert "A-1" in sentence


PEOPLE = st.sampled_from([LEADER, WORKER, OTHER, HEAD, SECRETARY, STREET, HQ, RESIDENT])
STEPS = st.sampled_from(
    [
        (confirm_report, {}),
        (drop_report, {}),
        (join_incident, {}),
        (claim_incident, {}),
        (claim_incident, {}),
        (arrive_at_incident, {}),
        (resolve_incident, {}),
        (resolve_incident, {}),
        (check_incident, {"is_passed": True}),
        (check_incident, {"is_passed": False}),
        (ask_return, {"reason": "不归我们"}),
        (decide_return, {"is_agreed": True}),
        (decide_return, {"is_agreed": False}),
        (ask_extension, {"reason": "等配件"}),
        (decide_extension, {"is_agreed": True}),
        (decide_extension, {"is_agreed": False}),
        (ask_help, {}),
        (supervise_incident, {}),
        (reassign_incident, {"user_id": OTHER}),
        (reopen_incident, {}),
        (rate_incident, {"is_solved": False}),
        (rate_incident, {"score": 4}),
        (undo_move, {}),
    ],
)
LIVES = st.lists(st.tuples(STEPS, PEOPLE, st.sampled_from([0, 5, 70, 1200, 7200])), min_size=5, max_size=40)
STARTS = st.tuples(st.sampled_from([LEADER, RESIDENT, WORKER]), st.sampled_from(["urgent", "emergency", "normal"]))


@given(STARTS, LIVES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_history_is_legal_with_one_owner_and_no_own_check(start, life):
    asyncio.run(_live(start, life))


async def _live(start, life):
    database = open_database("sqlite+aiosqlite:///:memory:", lambda: None)
    try:
        async with AsyncSession(database.engine, expire_on_commit=False) as session:
            connection = await session.connection()
            await connection.run_sync(Base.metadata.create_all)
            town = await Town(session, plain_policy()).build()
            session.info["machine_now"] = town.now
            await _play(town, start, life)
            await session.rollback()
    finally:
        await database.dispose()


async def _play(town, start, life):
    @asynccontextmanager
    async def transaction():
        async with town.session.begin_nested():
            yield town.session

    reporter, urgency = start
    filed = await town.says(reporter, report=leak(urgency=urgency))
    for (use_case, arguments), user_id, seconds in life:
        town.later(seconds=seconds)
        await escalate_overdue(transaction, now=town.now, policy=town.policy)
        await town.do(use_case, filed, user_id, **arguments)
        await _holds(town, filed, reporter)
    assert not await audit_overdue(transaction, now=town.now, policy=town.policy)


async def _holds(town, filed, reporter):
    incident, events = await town.incident(filed), await town.events(filed)
    assert [event.seq for event in events] == list(range(1, incident.version + 1))
    assert incident.state == events[-1].after
    for earlier, event in itertools.pairwise(events):
        assert event.before == earlier.after
        if event.what != Move.UNDO:
            assert LEGAL[IncidentState(event.before), Move(event.what)] == event.after
        if event.what == Move.ESCALATE:
            assert event.before in OPEN_STATES
    has_owner = incident.state in {
        IncidentState.HANDLING, IncidentState.EXTENSION_REQUESTED, IncidentState.PENDING_CHECK, IncidentState.CLOSED,
    }  # fmt: skip
    assert (incident.claimed_by is not None) == has_owner
    if incident.state is IncidentState.CLOSED:
        assert incident.checked_by not in {None, incident.resolved_by, reporter}
    rungs = [(event.data["rung"]) for event in events if event.what == Move.ESCALATE]
    assert len(await town.climbs(filed)) == len(rungs)
    facts = await read_facts(town.session, incident)
    assert incident.next_step_at == next_step(incident.plan, facts, town.policy.calendar)
    if incident.state in ENDED:
        assert incident.next_step_at is None
