"""A low score explains itself to those above; what was lost hears of what was found."""

import pytest

from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.explain_score import explain_score
from incidents.find_kin import find_kin
from incidents.rate_incident import rate_incident
from incidents.resolve_incident import resolve_incident
from tests.incidents.town import HQ, LEADER, OTHER, RESIDENT, SECRETARY, WORKER, leak

PRIVATE = {"chat_id": RESIDENT, "group_id": None, "in_private": True}
COMPLAINT = "师傅来晚了，还踩脏了401室，打我电话13900000001也不回"


async def closed(town, **more):
    filed = await town.says(RESIDENT, **PRIVATE, **more)
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER, here=town.here("G1"))
    await town.do(check_incident, filed, OTHER, is_passed=True)
    return filed


async def test_the_tier_above_hears_why_without_rooms_and_phones(town):
    filed = await closed(town)
    await town.do(rate_incident, filed, RESIDENT, score=1)
    await town.do(explain_score, filed, RESIDENT, words=COMPLAINT)
    told = await town.shows(COMPOSERS, "low_score", user=SECRETARY)
    assert "师傅来晚了" in told.html
    assert [word for word in ("401", "13900000001", str(RESIDENT)) if word in told.html] == []
    assert not await town.rows("low_score", user=WORKER)
    assert not await town.rows("low_score", user=HQ)


@pytest.mark.parametrize("who", [LEADER, WORKER, SECRETARY])
async def test_only_who_was_asked_explains(town, who):
    filed = await closed(town)
    assert (await town.do(explain_score, filed, who, words="不好")).reason.startswith("refusal_pyramid.")


async def test_of_a_closed_circle_nobody_outside_hears(town):
    filed = await closed(town, report=leak(sensitivity="S2"))
    await town.do(explain_score, filed, RESIDENT, words=COMPLAINT)
    assert not await town.rows("low_score", user=SECRETARY)


def thing():
    return leak(category="service.lost_found", urgency="low", sensitivity="S1")


async def test_what_was_lost_hears_of_what_was_found_and_nobody_of_the_other(town):
    lost = await town.says(RESIDENT, report=thing(), words="我的黑色钱包丢了，我叫张三", **PRIVATE)
    found = await town.says(LEADER, "M2", report=thing(), words="捡到一个黑色钱包，打13900000001")
    await town.says(LEADER, "M2", report=thing(), words="捡到一把雨伞")
    assert await find_kin(town.session, policy=town.policy, now=town.now) > 0
    told = await town.shows(COMPOSERS, "lost_match", user=RESIDENT)
    assert f"#{found.number}" in told.html
    assert "1390" not in told.html
    assert (await town.incident(lost)).kin == {"pair": [found.incident_id, found.number]}
    assert f"可能对得上 #{found.number}" in (await town.shows(COMPOSERS, "incident_card", group="G1")).html
    assert len(await town.rows("lost_match", user=LEADER)) == 1
