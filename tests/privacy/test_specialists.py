"""What a specialist did is theirs to see and to take out; erased, it is nobody's, and counted as before."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from duties.specialists.look import columns_of, helped_by
from incidents.claim_incident import claim_incident
from incidents.reassign_incident import reassign_incident
from incidents.verify_audit import verify_audit
from models.base import Base
from models.disputes import Dispute
from models.fieldwork import SpecialistCall, SpecialistDeed
from models.kinds import DisputeStage, Role
from models.pyramid import Person, Post
from privacy.count_work import count_work
from privacy.erase_person import Erased, erase_person
from privacy.my_data import my_data
from tests.incidents.town import HEAD, OTHER, SECRETARY, START, WORKER

DOCTOR = 770012345678


@pytest.fixture
async def helped(town):
    """A doctor was called twice (once by mistake), came, noted a visit, and mediates; gives (town, the post, a matter)."""
    session = town.session
    person = Person(user_id=DOCTOR, name="金医生")
    session.add(person)
    await session.flush()
    post = Post(
        person_id=person.id, unit_id=town.units["C"].id, role=Role.PART_TIME_WORKER, field="doctor", valid_from=START
    )
    session.add(post)
    await session.flush()
    filed = await town.says(OTHER, words="楼道里有老人摔倒了")
    call = {
        "incident_id": filed.incident_id,
        "post_id": post.id,
        "user_id": DOCTOR,
        "called_by": WORKER,
        "called_at": START,
    }
    session.add(SpecialistCall(**call, undone_at=START))
    came, ended = START + timedelta(minutes=5), START + timedelta(minutes=45)
    session.add(SpecialistCall(**call, answered_at=came, ended_at=ended, how="visit"))
    session.add(SpecialistDeed(post_id=post.id, user_id=DOCTOR, what="lecture", at=START))
    session.add(
        Dispute(
            incident_id=filed.incident_id, stage=DisputeStage.KEPT, tier="grid", mediated_by=DOCTOR, opened_at=START
        )
    )
    await session.flush()
    return town, post.id, filed


async def figures(town, post_id):
    columns = await columns_of(town.session, [post_id], since=START - timedelta(days=1))
    return (await helped_by(town.session, [post_id]))[post_id], columns[post_id].as_row()


async def test_calls_arrivals_and_counted_work_are_seen_and_taken_out_by_who_did_them(helped):
    town, _, filed = helped
    mine = await my_data(town.session, DOCTOR)
    assert [(each["number"], each["is_to_me"], bool(each["came_at"]), each["how"]) for each in mine["calls"]] == [
        (f"#{filed.number}", True, False, ""),
        (f"#{filed.number}", True, True, "visit"),
    ]
    assert [each["what"] for each in mine["noted_work"]] == ["lecture"]
    assert [each["stage"] for each in mine["mediations"]] == ["kept"]
    assert await count_work(town.session, DOCTOR) == {"called": 1, "noted": 2}
    caller, other = await my_data(town.session, WORKER), await my_data(town.session, HEAD)
    assert [each["is_to_me"] for each in caller["calls"]] == [False, False]
    assert (other["calls"], other["noted_work"], other["mediations"]) == ([], [], [])


async def test_erased_it_is_nobodys_and_counted_as_before(helped):
    town, post_id, _ = helped
    before = await figures(town, post_id)
    assert before[0].calls == 1
    (await town.session.get(Post, post_id)).valid_to = START
    await town.session.flush()
    done = await erase_person(town.session, DOCTOR, await town.who(DOCTOR), now=town.now)
    assert isinstance(done, Erased)
    assert await figures(town, post_id) == before
    assert await everywhere(town.session, DOCTOR) == []
    left = await my_data(town.session, DOCTOR)
    assert (left["calls"], left["noted_work"], left["mediations"]) == ([], [], [])


async def test_whom_work_was_given_to_is_forgotten_inside_the_history_as_well(town):
    """The history stays sound: an erased line is told from a changed one."""
    person = (await town.session.scalars(select(Person).where(Person.user_id == OTHER))).one()
    person.user_id = DOCTOR
    await town.session.flush()
    filed = await town.says(SECRETARY, words="路灯坏了")
    await town.do(reassign_incident, filed, HEAD, user_id=DOCTOR)
    await town.do(claim_incident, filed, DOCTOR)
    await town.do(reassign_incident, filed, HEAD, user_id=WORKER)
    matter = await town.incident(filed)
    matter.plan = {**matter.plan, "named": [WORKER, DOCTOR]}
    await town.session.flush()
    assert {name.partition(".")[0] for name in await everywhere(town.session, DOCTOR)} >= {"incident", "timeline_event"}
    await town.session.execute(delete(Post).where(Post.person_id == person.id))
    assert isinstance(await erase_person(town.session, DOCTOR, await town.who(DOCTOR), now=town.now), Erased)
    assert await everywhere(town.session, DOCTOR) == []
    assert (await town.incident(filed)).plan["named"][0] == WORKER
    verdict = await verify_audit(town.session)
    assert (verdict.is_sound, verdict.erased > 0) == (True, True), verdict.breaks


async def everywhere(session, number):
    """table.column wherever the number stands, be it inside JSON."""
    found = []
    for table in Base.metadata.sorted_tables:
        for row in await session.execute(select(table)):
            found += [f"{table.name}.{name}" for name, value in row._mapping.items() if str(number) in str(value)]
    return sorted(set(found))
