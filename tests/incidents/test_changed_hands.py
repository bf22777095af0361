"""What hangs on a post goes along when it changes hands, on both databases: matters, drafts, checks, requests, duties."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incidents.ask_extension import ask_extension
from incidents.case import Moved
from incidents.claim_incident import claim_incident
from incidents.hands.add_person import add_person
from incidents.hands.change_hands import Changed, change_hands
from incidents.hands.release_ended import release_ended
from incidents.hands.undo_hands import undo_hands
from incidents.resolve_incident import resolve_incident
from models.broadcasts import Notice
from models.duties import Absence
from models.fieldwork import Handover, HouseholdNote
from models.incidents import Incident
from models.kinds import IncidentState, NoticeKind, NoticeState, Role, Sensitivity
from models.pyramid import Person, Post
from pyramid.permissions import Action
from pyramid.refusal import Refusal
from tests.incidents.town import FAR_WORKER, HEAD, LEADER, OTHER, RESIDENT, SECRETARY, STREET, WORKER, leak
from tests.pyramid.hats import ME, PATHS, SOMEBODY, allowed, thing


async def post_of(town, user_id):
    wish = select(Post.id, Post.person_id).join(Person, Person.id == Post.person_id)
    return (
        await town.session.execute(wish.where(Person.user_id == user_id, Post.valid_to.is_(None)).order_by(Post.id))
    ).first()


async def replaced(town, whom, by, to=None, **more):
    post, _ = await post_of(town, whom)
    person = (await post_of(town, to))[1] if to is not None else None
    actor = await town.who(by)
    return await change_hands(town.session, post, actor, policy=town.policy, now=town.now, to_person=person, **more)


async def the(town, filed):
    return await town.session.get(Incident, filed.incident_id, populate_existing=True)


def test_who_may_change_whom():
    for role, may in [
        (Role.MICRO_GRID_LEADER, {"GW", "GH", "CS", "ST", "HQ"}),
        (Role.GRID_WORKER, {"GH", "CS", "ST", "HQ"}),
        (Role.GRID_HEAD, {"CS", "ST", "HQ"}),
    ]:
        where = "micro" if role is Role.MICRO_GRID_LEADER else "grid"
        assert allowed(Action.CHANGE_HANDS, thing(where, post_role=role)) == may
        assert allowed(Action.CHANGE_HANDS, thing(where, post_role=role, about_id=ME)) == set(), "never one's own"
    assert allowed(Action.CHANGE_HANDS, thing("hq", post_role=Role.HQ_OFFICE)) == {"HQ"}
    assert allowed(Action.PATROL, thing()) == {"GW", "PT", "GH"}
    assert allowed(Action.KEEP_POINTS, thing()) == {"GH", "CS", "ST", "HQ"}
    assert allowed(Action.SUMMON, thing(heard_path=PATHS["micro"], claimed_by=ME)) >= {"GW", "GH", "CS"}
    assert allowed(Action.SUMMON, thing(heard_path=PATHS["micro"], claimed_by=SOMEBODY)) == {"GH", "CS", "ST", "HQ"}
    assert allowed(Action.OPEN_NOTEBOOK, thing("micro", about_id=ME)) == {"GW"}
    assert allowed(Action.OPEN_NOTEBOOK, thing("micro", about_id=SOMEBODY)) == set()


async def test_a_restricted_matter_goes_along_without_being_shown_to_who_decides(town):
    filed = await town.says(LEADER, report=leak(sensitivity="S2", category="security.domestic_violence"))
    await town.do(claim_incident, filed, WORKER)
    done = await replaced(town, WORKER, STREET, OTHER)
    assert isinstance(done, Changed)
    assert done.matters == 1
    incident = await the(town, filed)
    assert (incident.state, incident.claimed_by) == (IncidentState.REPORTED, None)
    assert incident.sensitivity is Sensitivity.S2
    assert OTHER in incident.plan["named"]
    assert isinstance(await town.do(claim_incident, filed, OTHER), Moved)


async def test_requests_checks_and_residents_words_reach_who_comes(town):
    asked = await town.says(LEADER)
    await town.do(claim_incident, asked, WORKER)
    await town.do(ask_extension, asked, WORKER, reason="等配件")
    assert await town.rows("extension_request", user=SECRETARY)
    assert isinstance(await replaced(town, SECRETARY, STREET, HEAD), Changed)
    assert await town.rows("extension_request", user=HEAD), "the new secretary decides"
    done = await town.says(LEADER)
    await town.do(claim_incident, done, WORKER)
    await town.do(resolve_incident, done, WORKER, here=town.here("G1"))
    assert isinstance(await replaced(town, OTHER, STREET, FAR_WORKER), Changed)
    assert await town.rows("check_request", user=FAR_WORKER)
    draft = await town.says(RESIDENT, report=leak(urgency="normal"))
    assert (await the(town, draft)).state is IncidentState.DRAFT
    assert isinstance(await replaced(town, LEADER, STREET, FAR_WORKER), Changed)
    assert await town.rows("incident_offer", user=FAR_WORKER)


async def test_unsent_notices_notes_and_standing_in_go_along_and_come_back(town):
    session, grid = town.session, town.units["G1"].id
    notice = Notice(
        number="N-1", kind=NoticeKind.POLICY, unit_id=grid, author_id=WORKER, words="…", media=[],
        state=NoticeState.AWAITING_APPROVAL, fingerprint="", group_count=1, source="chat", created_at=town.now, plan={},
    )  # fmt: skip
    note = HouseholdNote(
        unit_id=town.units["M1"].id, door="2-301", words="…", user_id=WORKER, author_id=WORKER, at=town.now
    )
    far, own = (await post_of(town, FAR_WORKER))[1], (await post_of(town, WORKER))[1]
    away = Absence(
        person_id=far, substitute_id=own, from_at=town.now, until_at=town.now + timedelta(days=2), is_on=True,
        noted_at=town.now,
    )  # fmt: skip
    session.add_all([notice, note, away])
    await session.flush()
    done = await replaced(town, WORKER, HEAD, OTHER, why="left")
    for row in (notice, note, away):
        await session.refresh(row)
    other = (await post_of(town, OTHER))[1]
    assert (notice.author_id, note.user_id, note.author_id, away.substitute_id) == (OTHER, OTHER, WORKER, other)
    undone = await undo_hands(session, done.handover_id, await town.who(HEAD), policy=town.policy, now=town.now)
    assert isinstance(undone, Handover)
    for row in (notice, note, away):
        await session.refresh(row)
    assert (notice.author_id, note.user_id, away.substitute_id) == (WORKER, WORKER, own)


@pytest.mark.parametrize("why_not", ["somebody_else", "too_late", "acted"])
async def test_a_change_of_hands_is_undone_by_the_same_person_in_time_and_before_anybody_acts(town, why_not):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    done = await replaced(town, WORKER, HEAD, OTHER)
    if why_not == "acted":
        assert isinstance(await town.do(claim_incident, filed, OTHER), Moved)
    town.later(seconds=61 if why_not == "too_late" else 30)
    by = await town.who(SECRETARY if why_not == "somebody_else" else HEAD)
    refused = await undo_hands(town.session, done.handover_id, by, policy=town.policy, now=town.now)
    assert isinstance(refused, Refusal)
    word = {"somebody_else": "not_yours", "too_late": "too_late", "acted": "moved_on"}[why_not]
    assert refused.reason == f"refusal_hands.{word}"


async def test_who_cannot_be_given_a_post(town):
    head, grid = await town.who(HEAD), town.units["G1"].id
    common = {"now": town.now}
    assert isinstance(await add_person(town.session, grid, Role.GRID_HEAD, "", head, name="小周", **common), Refusal)
    assert isinstance(await add_person(town.session, grid, Role.GRID_WORKER, "", head, name="  ", **common), Refusal)
    assert isinstance(
        await add_person(town.session, grid, Role.PART_TIME_WORKER, "", head, name="小周", **common), Refusal
    ), "a specialist has a field"
    stranger = await add_person(town.session, grid, Role.GRID_WORKER, "", head, person_id=99999, **common)
    assert stranger.reason == "refusal_heir.not_offered"
    own = await replaced(town, HEAD, HEAD)
    assert own.reason == "refusal_pyramid.own_post"
    elsewhere = await replaced(town, FAR_WORKER, HEAD)
    assert elsewhere.reason == "refusal_pyramid.elsewhere"


async def test_a_roster_that_ends_a_post_releases_what_was_taken(town):
    filed = await town.says(LEADER)
    await town.do(claim_incident, filed, WORKER)
    town.later(minutes=5)
    post = await town.session.get(Post, (await post_of(town, WORKER))[0])
    assert await release_ended(town.session, policy=town.policy, now=town.now) == 0
    post.valid_to = town.now
    await town.session.flush()
    assert await release_ended(town.session, policy=town.policy, now=town.now) == 1
    incident = await the(town, filed)
    assert (incident.state, incident.claimed_by) == (IncidentState.REPORTED, None)
