"""The history cannot be altered in silence: what was changed, moved, cut off or taken away is found."""

import random

from sqlalchemy import delete, update

from incidents.claim_incident import claim_incident
from incidents.resolve_incident import resolve_incident
from incidents.verify_audit import verify_audit
from models.incidents import TimelineEvent
from models.process import Counter
from tests.incidents.town import LEADER, WORKER

CHANGES = (
    {"reason": "别的话"},
    {"actor_id": 999},
    {"what": "drop"},
    {"before": "closed"},
    {"after": "closed"},
    {"data": {"rung": 9}},
    {"actor_role": "hq_office"},
)


async def _written(town, count=3):
    filed = [await town.says(LEADER) for _ in range(count)]
    for each in filed:
        await town.do(claim_incident, each, WORKER)
        await town.do(resolve_incident, each, WORKER)
    return filed


async def test_what_the_bot_wrote_is_sound(town):
    await _written(town)
    verdict = await verify_audit(town.session)
    assert verdict.is_sound
    assert (verdict.incidents, verdict.lines, verdict.erased) == (3, 9, 0)


async def test_every_single_change_is_found(town):
    filed = await _written(town)
    dice = random.Random(7)
    for change in CHANGES:
        async with town.session.begin_nested() as savepoint:
            one = dice.choice(filed)
            spot = (TimelineEvent.incident_id == one.incident_id, TimelineEvent.seq == dice.randint(1, 3))
            await town.session.execute(update(TimelineEvent).where(*spot).values(**change))
            assert [number for number, _ in (await verify_audit(town.session)).breaks] == [one.number], change
            await savepoint.rollback()
    assert (await verify_audit(town.session)).is_sound


async def test_a_line_taken_out_and_an_end_cut_off_are_found(town):
    filed = await _written(town)
    for seq in (1, 2, 3):
        async with town.session.begin_nested() as savepoint:
            spot = (TimelineEvent.incident_id == filed[1].incident_id, TimelineEvent.seq == seq)
            await town.session.execute(delete(TimelineEvent).where(*spot))
            assert not (await verify_audit(town.session)).is_sound
            await savepoint.rollback()


async def test_a_whole_incident_taken_away_is_found(town):
    await _written(town)
    await town.session.execute(update(Counter).where(Counter.name == "incident:A").values(last=Counter.last + 1))
    assert (await verify_audit(town.session)).breaks == [("A", "1 incidents are missing")]


async def test_what_was_erased_on_request_is_counted_and_breaks_nothing(town):
    filed = await _written(town)
    own = (TimelineEvent.incident_id == filed[0].incident_id, TimelineEvent.actor_id == WORKER)
    await town.session.execute(update(TimelineEvent).where(*own).values(actor_id=-5, reason=""))
    verdict = await verify_audit(town.session)
    assert verdict.is_sound
    assert verdict.erased == 2
