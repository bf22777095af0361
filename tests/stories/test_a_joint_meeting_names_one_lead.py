"""疑难会商: twice given back, the superior of both rules who takes the lead; the lead cannot return it, and the next such matter goes there at once."""

from tests.stories.ladder import LADDER, MANHOLE
from tests.stories.test_a_place_leads_to_its_grid import two_grids


async def gives_back(town, who, private):
    await town.presses(who, private, "接单")
    await private.sees("处理中", label="退回")
    await town.presses(who, private, "退回")
    await private.sees("为什么要退回")
    await town.people[who].says(private, "这不归我们管，是隔壁网格的")
    asked = await town.dm("secretary").sees("申请退回，请决定", label="同意退回")
    await town.presses("secretary", town.dm("secretary"), "同意退回", asked["id"])
    await private.sees("同意退回，这件事不用您办了。")


async def test_a_joint_meeting_names_one_lead_who_cannot_return_it_and_later_matters_cite_the_ruling(tmp_path):
    async with two_grids(tmp_path, policy=LADDER) as town:
        await town.leader.says(town.m3, MANHOLE)
        await gives_back(town, "worker", town.dm("worker"))
        await gives_back(town, "colleague", town.dm("colleague"))

        meeting = await town.c.sees("#A-1001 已退回 2 次，请一起商量（疑难会商）", label="裁定")
        await town.dm("secretary").sees("裁定一家牵头，定了就不能再退", label="裁定")
        assert await town.told(town.s, "疑难会商") == [], "the lowest who stands above both"
        await town.presses("secretary", town.c, "裁定", meeting["id"])
        await town.c.sees("#A-1001 裁定由哪里来办？", label="第二网格")
        await town.presses("secretary", town.c, "第二网格")
        await town.g2.sees("#A-1001", label="接单")

        lead = town.dm("worker2")
        await town.presses("worker2", lead, "接单")
        card = await lead.sees("处理中", label="求援")
        assert "退回" not in {key["text"] for row in card["buttons"] for key in row}, "no button that would be refused"

        await town.leader.says(town.m3, "3幢后门的井盖也丢了")
        cites = await town.g2.sees("#A-1002", label="接单")
        assert "按 #A-1001 的裁定" in cites["text"]
        assert await town.told(town.g, "#A-1002") == []
