"""What was merged can be taken apart again; what is in hand can be merged; two communities are joined from above."""

from datetime import timedelta

from sqlalchemy import select

from incidents.case import MediaFile
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.find_kin import find_kin
from incidents.join_incident import join_incident
from incidents.merge_incident import is_one_community, merge_incident
from incidents.unmerge_incident import unmerge_incident
from incidents.verify_audit import verify_audit
from models.incidents import Media, Report, Witness
from models.kinds import GroupState, IncidentState, Role, Tier
from models.pyramid import Group, Person, Post, Unit
from parsing.report import Location
from pyramid.refusal import Refusal
from tests.incidents.town import BOT, LEADER, OTHER, RESIDENT, SECRETARY, START, STREET, WORKER, actions, leak

FAR = 401
FILES = [MediaFile("photo", BOT, "p", "p")]


async def merged(town, *, is_taken=False):
    """A second leak, with a photo and a witness, is merged into the first."""
    parent = await town.says(LEADER)
    child = await town.says(RESIDENT, files=FILES, chat_id=RESIDENT, group_id=None, in_private=True)
    await town.do(join_incident, child, OTHER)
    if is_taken:
        await town.do(claim_incident, child, WORKER)
    await town.do(merge_incident, child, WORKER, into_id=parent.incident_id)
    return parent, child


async def belongs(town, table, filed):
    found = await town.session.scalars(select(table).where(table.incident_id == filed.incident_id))
    return len(list(found))


async def test_reporters_witnesses_and_pictures_go_back_to_their_own(town):
    parent, child = await merged(town)
    assert [await belongs(town, table, child) for table in (Report, Media)] == [0, 0]
    assert await belongs(town, Report, parent) == 2
    done = await town.do(unmerge_incident, child, SECRETARY)
    assert done.state is IncidentState.REPORTED
    assert [await belongs(town, table, child) for table in (Report, Media, Witness)] == [1, 1, 1]
    assert [await belongs(town, table, parent) for table in (Report, Media, Witness)] == [1, 0, 0]
    assert (await town.incident(parent)).kin is None
    assert (await town.incident(child)).opened_at == START, "no clock begins anew"
    assert (await town.incident(child)).next_step_at is not None
    assert (await verify_audit(town.session)).is_sound


async def test_what_was_in_hand_is_merged_and_is_in_hand_again(town):
    parent, child = await merged(town, is_taken=True)
    assert (await town.incident(child)).state is IncidentState.MERGED
    assert "不用再单独办" in (await town.shows(COMPOSERS, "worker_news", user=WORKER)).html
    done = await town.do(unmerge_incident, child, STREET)
    assert done.state is IncidentState.HANDLING
    assert (await town.incident(child)).claimed_by == WORKER
    assert (await town.incident(parent)).claimed_by is None


async def test_only_the_community_and_the_street_take_it_apart_and_only_for_a_week(town):
    _, child = await merged(town)
    for who in (WORKER, LEADER, RESIDENT):
        assert (await town.do(unmerge_incident, child, who)).reason.startswith("refusal_pyramid.")
    town.later(days=7, seconds=1)
    assert (await town.do(unmerge_incident, child, SECRETARY)).reason == "refusal_matters.merged_long_ago"
    assert (await town.do(unmerge_incident, await town.says(LEADER), SECRETARY)).reason == "refusal_matters.not_merged"


async def test_the_button_stands_only_on_the_cards_of_those_who_may(town):
    parent, _ = await merged(town)
    incident = await town.incident(parent)
    incident.urgency = "emergency"
    assert "unmerge" not in actions(await town.shows(COMPOSERS, "incident_card", group="G1"))
    assert "unmerge" not in actions(await town.shows(COMPOSERS, "incident_card", user=WORKER))


def hole():
    place = Location(road="望江路", number="12", landmark="路口")
    return leak(category="municipal.road_damage", urgency="normal", location=place)


async def far_town(town):
    """A second community with a grid and a micro-grid of its own, and a worker there."""
    above = town.units["S"]
    for code, tier in (("C9", Tier.COMMUNITY), ("G9", Tier.GRID), ("M9", Tier.MICRO_GRID)):
        unit = Unit(code=code, parent_id=above.id, tier=tier, name=f"远方{code}", path="", valid_from=START)
        town.session.add(unit)
        await town.session.flush()
        unit.path = f"{above.path}{unit.id}/"
        town.units[code], above = unit, unit
        town.groups[code] = town.groups["M2"]
    person = Person(user_id=FAR, name="远方")
    town.session.add(person)
    await town.session.flush()
    town.session.add(Post(person_id=person.id, unit_id=town.units["G9"].id, role=Role.GRID_WORKER, valid_from=START))
    await town.session.flush()
    return town


async def test_one_hole_in_two_communities_is_for_the_street_to_join(town):
    await far_town(town)
    first = await town.says(LEADER, report=hole(), words="望江路12号路面坑")
    second = await town.says(RESIDENT, "M9", report=hole(), words="望江路12号塌了", in_private=True, group_id=None)
    assert await find_kin(town.session, policy=town.policy, now=town.now) == 1
    assert (await town.incident(second)).kin["is_far"]
    asked = await town.shows(COMPOSERS, "merge_request", user=STREET)
    assert (first.number in asked.html, second.number in asked.html, actions(asked)) == (True, True, ["merge"])
    assert not await town.rows("merge_request", user=SECRETARY)
    for who in (SECRETARY, WORKER, FAR):
        refused = await town.do(merge_incident, second, who, into_id=first.incident_id)
        assert refused.reason.startswith("refusal_pyramid.")
    await town.do(merge_incident, second, STREET, into_id=first.incident_id)
    assert (await town.incident(first)).owner_unit_id == town.units["S"].id
    over = await town.shows(COMPOSERS, "merge_request", user=STREET, is_edit=True)
    assert actions(over) == []


def test_communities_are_told_apart_by_the_third_id_of_a_path():
    assert is_one_community("/1/2/3/4/", "/1/2/3/5/")
    assert is_one_community("/1/2/", "/1/2/3/5/")
    assert not is_one_community("/1/2/3/4/", "/1/2/6/7/")
    assert timedelta(days=7) == unmerge_incident.__globals__["UNMERGE_WITHIN"]


OUTAGE = {"category": "utility.power_outage", "urgency": "normal", "location": Location()}


async def wide_storm(town):
    """Three groups of one community, then two of another one of the same street, tell of one outage."""
    filed = []
    for code, user in (("M1", LEADER), ("M2", STREET), ("M1b", STREET), ("M3", STREET), ("M4", STREET)):
        if code not in town.units:
            above = await _grid_of(town, "C2" if code in {"M3", "M4"} else "C")
            await _unit(town, code, above, Tier.MICRO_GRID)
        filed.append(await town.says(user, report=leak(**OUTAGE), code=code))
    return filed


async def _unit(town, code, above, tier):
    made = Unit(code=code, parent_id=above.id, tier=tier, name=code, path="", valid_from=START)
    town.session.add(made)
    await town.session.flush()
    made.path = f"{above.path}{made.id}/"
    await town.session.flush()
    group = Group(unit_id=made.id, chat_id=-1000 - made.id, bot_id=BOT, state=GroupState.BOUND, since=START)
    town.session.add(group)
    await town.session.flush()
    town.units[code], town.groups[code] = made, group.id
    return made


async def _grid_of(town, community):
    if community == "C":
        return town.units["G1"]
    if "G3" not in town.units:
        await _unit(town, "G3", await _unit(town, "C2", town.units["S"], Tier.COMMUNITY), Tier.GRID)
    return town.units["G3"]


async def test_an_outage_over_two_communities_of_a_street_is_one_matter_of_the_street(town):
    filed = await wide_storm(town)
    assert await find_kin(town.session, policy=town.policy, now=town.now) == 4
    parent = await town.incident(filed[0])
    children = [await town.incident(each) for each in filed[1:]]
    assert {each.state for each in children} == {IncidentState.MERGED}
    assert {each.merged_into_id for each in children} == {parent.id}
    assert parent.owner_unit_id == town.units["S"].id
    assert parent.kin["is_storm"]
    assert len(parent.kin["children"]) == 4
    assert await belongs(town, Report, filed[0]) == 5, "all of them get the one answer"


async def test_two_storms_become_one_and_come_apart_again_as_they_were(town):
    filed = await wide_storm(town)
    policy, now = town.policy, town.now
    first, second = filed[0], filed[3]
    for child, into in ((filed[1], first), (filed[2], first), (filed[4], second)):
        await merge_incident(
            town.session, child.incident_id, None, into_id=into.incident_id, policy=policy, now=now, is_storm=True
        )
    await merge_incident(
        town.session, second.incident_id, None, into_id=first.incident_id, policy=policy, now=now, is_storm=True
    )
    grandchild = await town.incident(filed[4])
    assert grandchild.merged_into_id == first.incident_id
    assert grandchild.kin["parent"][0] == first.incident_id, "its group reads how the one matter stands"
    assert len((await town.incident(first)).kin["children"]) == 4
    assert not isinstance(await town.do(unmerge_incident, second, STREET), Refusal)
    assert (await town.incident(filed[4])).merged_into_id == second.incident_id
    assert (await town.incident(second)).kin["children"] == [filed[4].incident_id]
    assert (await town.incident(first)).kin["children"] == [each.incident_id for each in filed[1:3]]
    assert [await belongs(town, Report, each) for each in (first, second)] == [3, 2]
    assert not isinstance(await town.do(unmerge_incident, filed[4], STREET), Refusal)
    assert [await belongs(town, Report, each) for each in (first, second, filed[4])] == [3, 1, 1]
    assert (await verify_audit(town.session)).is_sound


async def test_who_was_merged_along_can_be_taken_out_alone(town):
    filed = await wide_storm(town)
    common = {"policy": town.policy, "now": town.now, "is_storm": True}
    second = filed[3].incident_id
    await merge_incident(town.session, filed[4].incident_id, None, into_id=second, **common)
    await merge_incident(town.session, second, None, into_id=filed[0].incident_id, **common)
    assert not isinstance(await town.do(unmerge_incident, filed[4], STREET), Refusal)
    assert [await belongs(town, Report, each) for each in (filed[0], filed[4])] == [2, 1]
    assert not isinstance(await town.do(unmerge_incident, filed[3], STREET), Refusal)
    assert (await town.incident(filed[3])).kin in (None, {})
    assert [await belongs(town, Report, each) for each in (filed[0], filed[3], filed[4])] == [1, 1, 1]
