"""Many at once: a constant number of statements, an unbroken history, and each chat told once about each matter."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event, text

from escalations.escalate_overdue import escalate_overdue
from escalations.store.climbs import overdue_ids
from incidents.claim_incident import claim_incident
from incidents.verify_audit import verify_audit
from models.kinds import OutgoingState
from tests.incidents.town import LEADER, SECRETARY, WORKER, leak


@contextmanager
def counted(session):
    asked = []

    def ask(_connection, _cursor, statement, *_):
        asked.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", ask)
    yield asked
    event.remove(engine, "before_cursor_execute", ask)


async def test_what_a_sweep_asks_of_the_database_does_not_grow_with_what_is_due(town, transaction):
    asked = []
    for many in (5, 45):
        for _ in range(many):
            await town.says(LEADER)
        town.later(minutes=15)
        with counted(town.session) as statements:
            assert await escalate_overdue(transaction, now=town.now, policy=town.policy) == many
        asked.append(len(statements))
        town.later(seconds=-1)
    assert asked[1] <= asked[0] + 4, asked  # the hour's own message, once


async def test_the_history_of_a_batch_is_chained_like_any_other(town, transaction):
    filed = [await town.says(LEADER) for _ in range(6)]
    await town.do(claim_incident, filed[0], WORKER)
    town.later(hours=4)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    assert (await verify_audit(town.session)).is_sound
    for each in filed[1:]:
        lines = await town.events(each)
        assert [line.what for line in lines] == ["report", "escalate", "escalate", "escalate"]
        assert (await town.incident(each)).version == lines[-1].seq


async def test_eight_hours_down_are_one_message_per_matter_and_chat(town, transaction):
    urgent = [await town.says(LEADER) for _ in range(12)]
    fire = await town.says(LEADER, report=leak(category="fire.active_fire", urgency="emergency"))
    town.later(hours=8)
    while await escalate_overdue(transaction, now=town.now, policy=town.policy):
        pass
    rows = [*await town.rows("escalation_brief", state=None), *await town.rows("nudge", state=None)]
    per_chat = Counter((row.subject_id, row.group_id, row.user_id) for row in rows)
    assert set(per_chat.values()) == {1}
    briefs = await town.rows("escalation_brief", state=OutgoingState.PENDING)
    assert briefs[0].subject_id == fire.incident_id, "severest first"
    assert all(row.args["is_late"] for row in briefs)
    assert [rung for rung, _, _ in await town.climbs(urgent[0])] == [0, 1, 2, 3]


async def test_a_chat_that_two_rungs_reach_at_once_is_told_by_the_higher_one(bare, transaction):
    town = await bare.build(without=(SECRETARY,))
    await town.says(LEADER)
    town.later(hours=8)
    await escalate_overdue(transaction, now=town.now, policy=town.policy)
    to_street = await town.rows("escalation_brief", group="S")
    assert len(to_street) == 1
    assert to_street[0].key.split(":")[3] == "2"


async def test_the_sweep_reads_the_index_of_what_is_due(town):
    for _ in range(3):
        await town.says(LEADER)
    session = town.session
    with counted(session) as statements:
        await overdue_ids(session, town.now + timedelta(hours=1), 100, ())
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SET LOCAL enable_seqscan = off"))  # three rows are read faster without any index
        await session.execute(text("SET LOCAL enable_sort = off"))
        sentence = "EXPLAIN SELECT id FROM incident WHERE next_step_at <= now() ORDER BY next_step_at"
    else:
        sentence = "EXPLAIN QUERY PLAN SELECT id FROM incident WHERE next_step_at <= '2026' ORDER BY urgency"
    assert "next_step_at <=" in statements[0]
    plan = "\n".join(str(row) for row in await session.execute(text(sentence)))
    assert "ix_incident_next_step" in plan, plan
