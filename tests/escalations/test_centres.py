"""多级调解: quarrels go up the centres by default, and the territory where there is none or where it is urgent."""

from incidents.answer_call import answer_call
from tests.escalations.test_ladders import MEDIATOR, manned, told
from tests.incidents.town import LEADER, SECRETARY, STREET, leak

__all__ = ["manned"]


def quarrel(**more):
    return leak(**{"category": "dispute.neighbor", "urgency": "normal", "sensitivity": "S1", **more})


async def test_a_quarrel_goes_up_the_centres_by_default_and_who_is_on_duty_stands_in_where_one_has_nobody(
    manned, pass_time
):
    town = manned("three_whistles")  # of another leaf
    filed = await town.says(LEADER, report=quarrel())
    assert (await town.incident(filed)).plan["ladder"] == "mediation"
    await pass_time(days=3)
    assert MEDIATOR in await told(town)
    await pass_time(days=17)
    assert [(why, unit) for _, why, unit in await town.climbs(filed)] == [
        ("unclaimed", town.units["G1"].id),
        ("unfinished", town.units["C"].id),
        ("unanswered", town.units["C"].id),
        ("unfinished", town.units["S"].id),
        ("unanswered", town.units["S"].id),
        ("unfinished", town.units["H"].id),
    ]
    skipped = [row.args["skipped"] for row in await town.rows("escalation_brief", user=STREET)]
    assert skipped == [["mediator@street"], []], "said once, by the message that passes it over"
    assert {SECRETARY, STREET, MEDIATOR} <= set((await town.incident(filed)).plan["named"])
    assert all(row.group_id is None for row in await town.rows("escalation_brief")), "no group hears of a quarrel"


async def test_a_centre_that_checks_in_is_left_to_its_work_until_its_days_are_over(manned, pass_time):
    town = manned("three_whistles")
    filed = await town.says(LEADER, report=quarrel())
    await pass_time(days=4)
    await town.do(answer_call, filed, MEDIATOR, is_there=False)
    await pass_time(days=5, hours=23)
    assert [unit for _, _, unit in await town.climbs(filed)] == [town.units[code].id for code in ("G1", "C")]


async def test_an_urgent_quarrel_does_not_wait_for_the_centres(town, pass_time):
    filed = await town.says(LEADER, report=quarrel(urgency="urgent"))
    assert "ladder" not in (await town.incident(filed)).plan
    await pass_time(minutes=15)
    assert [why for _, why, _ in await town.climbs(filed)] == ["unclaimed"]
