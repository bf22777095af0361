"""A storm that reaches further than the post of who took its first matter goes up; who can carry it keeps it."""

from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.find_kin import find_kin
from incidents.resolve_incident import resolve_incident
from incidents.verify_audit import verify_audit
from models.kinds import IncidentState
from tests.incidents.test_unmerging import OUTAGE, wide_storm
from tests.incidents.town import HQ, LEADER, STREET, WORKER, leak


async def gathered(town, *, taken_by, is_done=False):
    """Three groups of one grid and two of another community tell of one outage; the first is taken before it is seen."""
    filed = await wide_storm(town)
    await town.do(claim_incident, filed[0], WORKER)
    if taken_by != WORKER:
        (await town.incident(filed[0])).claimed_by = taken_by  # who holds a post here and one above
        await town.session.flush()
    if is_done:
        await town.do(resolve_incident, filed[0], taken_by)
    await find_kin(town.session, policy=town.policy, now=town.now)
    return filed, await town.incident(filed[0])


async def test_a_worker_is_not_left_alone_with_it_and_hears_what_becomes_of_it(town):
    filed, parent = await gathered(town, taken_by=WORKER)
    assert (parent.owner_unit_id, parent.highest_tier) == (town.units["S"].id, "street")
    assert (parent.state, parent.claimed_by, parent.claimed_at) == (IncidentState.REPORTED, None, None)
    assert parent.kin["was_taken"]
    assert "统一来办" in (await town.shows(COMPOSERS, "worker_news", user=WORKER)).html
    card = await town.shows(COMPOSERS, "incident_card", group="S")
    assert "下面的网格员先接过" in card.html
    told = len(await town.rows("worker_news", user=WORKER))
    await town.do(claim_incident, filed[0], STREET)
    await town.do(resolve_incident, filed[0], STREET)
    await town.do(check_incident, filed[0], HQ, is_passed=True)
    assert len(await town.rows("worker_news", user=WORKER)) == told + 2, "it is taken, it is done"
    assert (await town.incident(filed[0])).state is IncidentState.CLOSED
    assert (await verify_audit(town.session)).is_sound


async def test_its_clock_for_taking_runs_again(town):
    _, parent = await gathered(town, taken_by=WORKER)
    assert parent.next_step_at is not None
    assert parent.next_step_at <= parent.handle_due_at


async def test_whose_post_reaches_so_far_keeps_it(town):
    _, parent = await gathered(town, taken_by=STREET)
    assert (parent.owner_unit_id, parent.claimed_by) == (town.units["S"].id, STREET)
    assert parent.state is IncidentState.HANDLING
    assert "was_taken" not in parent.kin
    assert not await town.rows("worker_news", user=STREET)


async def test_what_is_only_to_be_checked_is_left_to_its_check(town):
    filed, first = await gathered(town, taken_by=WORKER, is_done=True)
    assert (first.state, first.claimed_by, first.kin) == (IncidentState.PENDING_CHECK, WORKER, None)
    parent = await town.incident(filed[1])
    assert parent.kin["is_storm"]
    assert parent.owner_unit_id == town.units["S"].id


async def test_within_the_own_grid_it_stays_with_who_took_it(town):
    filed = [await town.says(LEADER, report=leak(**OUTAGE), code=code) for code in ("M1", "M2", "G1")]
    await town.do(claim_incident, filed[0], WORKER)
    await find_kin(town.session, policy=town.policy, now=town.now)
    first = await town.incident(filed[0])
    assert (first.claimed_by, first.owner_unit_id) == (WORKER, town.units["G1"].id)
