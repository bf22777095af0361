"""The list of specialists over an area: five columns, hours, no name for who decides about no post there."""

from datetime import timedelta

import pytest

from models.disputes import Dispute
from models.fieldwork import CoverHours, SpecialistCall, SpecialistDeed
from models.incidents import Incident
from models.kinds import DisputeStage, IncidentState, Role
from models.pyramid import Person, Post
from tests.console.moment import NOW, WORKER
from tests.console.world import COMMUNITY, GRID, OTHER_COMMUNITY, OTHER_SECRETARY, SECRETARY, STREET

OFFICER, MEDIATOR = 301, 302


@pytest.fixture
async def experts(database):
    """A policeman in the grid, a mediator in the community; one mistaken call that was undone."""
    async with database.transaction() as session:
        for key, (unit, role, field) in {
            OFFICER: (GRID, Role.PART_TIME_WORKER, "police"),
            MEDIATOR: (COMMUNITY, Role.MEDIATOR, ""),
        }.items():
            session.add(Person(id=key, user_id=key, name=f"钱大{key}", language="zh"))
            await session.flush()
            session.add(Post(id=key, person_id=key, unit_id=unit, role=role, field=field, valid_from=NOW))
        await session.flush()
        for incident_id in (1, 5):
            (await session.get(Incident, incident_id)).leaf = "dispute.neighbor"
        closed = await session.get(Incident, 5)
        closed.state, closed.close_reason = IncidentState.CLOSED, "agreed"
        call = {"post_id": OFFICER, "user_id": OFFICER, "called_by": WORKER, "called_at": NOW - timedelta(hours=2)}
        came = {"answered_at": NOW - timedelta(hours=1), "ended_at": NOW - timedelta(minutes=30)}
        session.add(SpecialistCall(incident_id=1, how="visit", **call, **came))
        session.add(SpecialistCall(incident_id=5, how="advice", **call, **came))
        session.add(SpecialistCall(incident_id=3, **call, undone_at=NOW))
        session.add(SpecialistDeed(post_id=OFFICER, user_id=OFFICER, what="lecture", at=NOW))
        session.add(SpecialistDeed(post_id=OFFICER, user_id=OFFICER, what="lecture", at=NOW - timedelta(days=40)))
        session.add(
            Dispute(
                incident_id=5,
                stage=DisputeStage.AGREED,
                tier="community",
                mediated_by=MEDIATOR,
                opened_at=NOW,
                agreement=1,
            )
        )
        session.add(CoverHours(post_id=OFFICER, hours="12345 18:00-22:00"))


@pytest.mark.usefixtures("experts")
async def test_all_of_an_area_stand_there_with_hours_and_five_columns(signed_in):
    page = " ".join((await (await signed_in(SECRETARY)).page(f"/console/pyramid/{COMMUNITY}/specialists")).split())
    assert "派出所" in page
    assert "周一到周五 18:00–22:00" in page
    assert "钱大301" in page
    for told in (
        "进网格 1<",
        "咨询 1<",
        "参与调解 2<",
        "调成 1<",
        "讲课 1<",
        "参与调解 1<",
        "被叫 2 次，应答 2 次，帮了 60 分钟",
    ):
        assert told in page, told
    year = await (await signed_in(SECRETARY)).page(f"/console/pyramid/{COMMUNITY}/specialists?days=365")
    assert "讲课 2<" in year


@pytest.mark.usefixtures("experts")
async def test_a_grid_lists_its_own_and_others_find_no_page(signed_in):
    page = await (await signed_in(WORKER)).page(f"/console/pyramid/{GRID}/specialists")
    assert "派出所" in page
    assert "调解员" not in page
    for unit in (COMMUNITY, STREET, GRID):
        await (await signed_in(OTHER_SECRETARY)).page(f"/console/pyramid/{unit}/specialists", 404)
    empty = await (await signed_in(OTHER_SECRETARY)).page(f"/console/pyramid/{OTHER_COMMUNITY}/specialists")
    assert "还没有登记专业人员" in empty
