"""What a second reader says is taken while nobody has said otherwise; it is asked once, in doubt, and never of what is closed."""

from datetime import timedelta

import pytest

from incidents.claim_incident import claim_incident
from incidents.confirm_report import confirm_report
from incidents.find_doubts import find_doubts
from incidents.heed_second_reader import heed_second_reader
from models.kinds import IncidentState, Sensitivity, Urgency
from parsing.report import Location
from parsing.second_reader import Suggestion
from tests.incidents.town import LEADER, RESIDENT, WORKER, leak

LEAK = Suggestion("incident", "housing.leakage", "urgent", "有个事")
WORDS = "有个事想反映一下"


def vague(**more):
    values = {"category": None, "urgency": "normal", "location": Location(building="3"), "confidence": 0.2}
    return leak(**{**values, **more})


async def asked(town):
    return [doubt.incident_id for doubt in await find_doubts(town.session, below=0.5, now=town.now)]


async def heed(town, filed, suggestion=LEAK):
    return await heed_second_reader(
        town.session, filed.incident_id, suggestion, below=0.5, policy=town.policy, now=town.now
    )


async def test_each_doubt_is_asked_once_and_nothing_that_is_clear_closed_or_old(town):
    old = await town.says(LEADER, report=vague(), words=WORDS)
    town.later(minutes=11)
    await town.says(LEADER, report=vague(confidence=0.9), words=WORDS)
    await town.says(LEADER, report=vague(sensitivity="S2"), words=WORDS)
    await town.says(LEADER, report=vague(), words="隔壁老公又家暴打老婆了，满脸是血")
    doubt = await town.says(LEADER, report=vague(), words=WORDS)
    assert await asked(town) == [doubt.incident_id]
    assert await asked(town) == []
    assert old.incident_id != doubt.incident_id


async def test_it_fills_and_raises_in_its_own_name_and_moves_no_limit_back(town):
    filed = await town.says(LEADER, report=vague(), words=WORDS)
    before = await town.incident(filed)
    owner, due, unit = before.owner_unit_id, before.handle_due_at, before.unit_id
    await heed(town, filed)
    after = await town.incident(filed)
    assert (after.leaf, after.urgency) == ("housing.leakage", Urgency.URGENT)
    assert (after.owner_unit_id, after.unit_id, after.state) == (owner, unit, IncidentState.REPORTED)
    assert after.handle_due_at <= due
    assert after.opened_at == before.opened_at
    line = (await town.events(filed))[-1]
    assert (line.what, line.actor_id, line.actor_role) == ("correct", None, "second_reader")


@pytest.mark.parametrize(
    "suggestion",
    [
        Suggestion("incident", None, "low", "有个事"),
        Suggestion("chatter", None, None, "有个事"),
        Suggestion("incident", "dispute.neighbor", None, "有个事"),
        Suggestion("incident", "dispute.domestic_violence", None, "有个事"),
    ],
)
async def test_it_neither_lowers_nor_closes_nor_silences(town, suggestion):
    filed = await town.says(LEADER, report=vague(urgency="urgent"), words=WORDS)
    assert await heed(town, filed, suggestion) is None
    kept = await town.incident(filed)
    assert (kept.urgency, kept.sensitivity, kept.state) == (Urgency.URGENT, Sensitivity.S0, IncidentState.REPORTED)


async def test_people_have_the_last_word(town):
    taken = await town.says(LEADER, report=vague(), words=WORDS)
    await town.do(claim_incident, taken, WORKER)
    confirmed = await town.says(LEADER, report=vague(), words=WORDS)
    await town.do(confirm_report, confirmed, LEADER)
    sure = await town.says(LEADER, report=vague(confidence=0.6), words=WORDS)
    closed = await town.says(LEADER, report=vague(sensitivity="S2"), words=WORDS)
    for filed in (taken, confirmed, sure, closed):
        assert await heed(town, filed) is None


async def test_a_draft_stays_a_draft(town):
    filed = await town.says(RESIDENT, report=vague(), words=WORDS)
    await heed(town, filed, Suggestion("incident", None, "emergency", "有个事"))
    kept = await town.incident(filed)
    assert (kept.state, kept.urgency) == (IncidentState.DRAFT, Urgency.EMERGENCY)
    assert kept.next_step_at == kept.opened_at + timedelta(hours=24)


async def test_a_raised_emergency_is_due_at_once(town):
    filed = await town.says(LEADER, report=vague(), words=WORDS)
    await heed(town, filed, Suggestion("incident", None, "emergency", "有个事"))
    kept = await town.incident(filed)
    assert kept.urgency is Urgency.EMERGENCY
    assert kept.next_step_at <= town.now + timedelta(minutes=5)
